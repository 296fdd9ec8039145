"""A sandbox that starts anew: as just after the deployment, but for the clock."""

from datetime import timedelta
from pathlib import Path

from sfc.api.desk import Desk
from sfc.app import sandbox as app
from sfc.app.audit import audit
from sfc.app.register import Entrant, register
from sfc.bootstrap import open_sandbox
from sfc.domain.days import date_of
from sfc.domain.errors import Busy
from sfc.domain.roles import Role
from sfc.settings import Settings
from tests.api.service import START, World, sandbox

RESET = "/sandbox/reset"


def test_everything_is_gone_and_can_be_made_again() -> None:
    with sandbox() as world:
        before = world.operator.post("/sandbox/world")
        world.pass_days(3)
        today = world.today
        head = world.operator.post(RESET, status=200)
        health = world.operator.get("/health")
        assert health["chain_head"] == head and health["lag_blocks"] == 0
        assert world.today == today, "the clock does not go back"
        assert world.operator.get("/participants")["data"] == []
        assert world.operator.get("/receivables")["data"] == []
        assert world.core.code("GET", "/balances") == (401, "unauthorised")
        again = world.operator.post("/sandbox/world")
        assert again["participants"]["core_enterprise"]["id"] == "par_1"
        assert before["keys"] != again["keys"]
        assert len(world.operator.get("/receivables")["data"]) == 5
        assert audit(world.system.context).differences == ()
        world.operator.post(RESET, status=200)
        world.operator.post("/sandbox/world")


def test_what_was_reset_stays_so_when_it_is_opened_again(tmp_path: Path) -> None:
    settings = Settings(
        sandbox_folder=tmp_path / "sandbox",
        keystore_passphrase="passphrase of the keys",
        reading_keys_passphrase="passphrase of reading",
        operator_key="operator of the tests",
        network_secret="n" * 32,
    )
    supplier = Entrant("Hengci", "LEGAL-1", Role.SUPPLIER)
    with open_sandbox(settings, start=START) as system:
        register(system.context, supplier)
        app.advance_days(system.context, 5)
        app.reset(system.context)
        assert not system.context.read.participants()
    with open_sandbox(settings, start=START) as system:
        assert date_of(system.context.clock.today()) == START + timedelta(5)
        assert not system.context.read.participants()
        assert register(system.context, supplier).result.id == 1
        app.reset(system.context)
        assert not system.context.read.participants()
        assert audit(system.context).differences == ()


def test_a_repetition_is_answered_and_does_nothing(world: World) -> None:
    headers = {"Idempotency-Key": "reset once"}
    first = world.operator.http.post(RESET, headers=headers).json()
    world.operator.post("/sandbox/world")
    assert world.operator.http.post(RESET, headers=headers).json() == first
    assert world.operator.get("/participants")["data"]


def test_it_cannot_be_tried_out(world: World) -> None:
    world.operator.post("/sandbox/world")
    assert world.operator.code("POST", f"{RESET}?dry_run=true") == (422, "request_malformed")
    assert world.operator.get("/participants")["data"]


def test_it_waits_for_other_writes() -> None:
    desk, refused = Desk(), []

    def reset() -> None:
        try:
            with desk.alone():
                pass
        except Busy as busy:
            refused.append(busy)

    desk.start("another", lambda: desk.start("reset", reset, here=True), here=True)
    assert refused


def test_no_write_begins_meanwhile() -> None:
    desk, seen = Desk(), []

    def reset() -> None:
        with desk.alone():
            try:
                desk.start("another", lambda: None)
            except Busy as busy:
                seen.append(busy)

    desk.start("reset", reset, here=True)
    assert seen
    job, begun = desk.start("another", lambda: "done", here=True)
    assert begun and job.outcome() == "done"
