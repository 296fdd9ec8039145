"""`sfc disputes`, `freezes` and `recovery` against a service, and `sfc events` of all of it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from tests.api.service import Client, World, sandbox
from tests.cli.conftest import As


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with capture_logs(), sandbox() as made:  # the service is in this process
        yield made


@pytest.fixture(scope="module")
def regulator(world: World) -> Client:
    made = world.register("regulator")
    world.operator.sfc.appoint_regulator(made.id)
    return made


def test_an_obligor_contests_an_amount(world: World, as_: As) -> None:
    identity = world.recorded("1000.00")
    at = as_(world.core)
    contested = at("disputes", "open", identity, "--amount", "300.00", "--reason", "QUA")
    assert contested.out == "CNY 300.00 contested\n"
    unknown = at("disputes", "open", identity, "--amount", "300.00", "--reason", "BAD")
    assert unknown.code == 1 and unknown.err.count("\n") == 1
    assert at("disputes", "resolve", identity).out == "CNY 0.00 contested\n"


def test_a_participant_is_frozen_by_order(world: World, regulator: Client, as_: As) -> None:
    victim, until = world.register("supplier"), (world.today + timedelta(30)).isoformat()
    order = ("--order", "2026-EXEC-17")
    at = as_(regulator)
    frozen = at("freezes", "participant", victim.id, *order, "--until", until)
    assert frozen.out == f"{victim.id} is frozen until {until} by 2026-EXEC-17\n"
    other = at("freezes", "lift-participant", victim.id, "--order", "2026-EXEC-18")
    assert other.err.endswith("[order_unknown]\n")
    lifted = at("freezes", "lift-participant", victim.id, *order).out
    assert lifted == f"{victim.id} is not frozen\n"


def test_units_are_frozen_by_order(world: World, regulator: Client, as_: As) -> None:
    identity, until = world.tokenised("100.00"), world.today.isoformat()
    whose, at = (identity, world.supplier.id, "--order", "A-1"), as_(regulator)
    frozen = at("freezes", "units", *whose, "--amount", "60.00", "--until", until).out
    assert frozen == f"{world.supplier.id} CNY 60.00 A-1 {until}\n"
    assert "A-1" in as_(world.supplier)("freezes", "list", identity).out
    assert as_(regulator)("freezes", "lift-units", *whose).out == "nothing is frozen\n"


def test_a_lost_account_is_recovered(world: World, as_: As) -> None:
    lost = world.register("supplier")
    before = world.operator.sfc.participant(lost.id)["participant"]["account"]
    asked = as_(world.operator)("recovery", "request", lost.id).out
    assert " can take over from " in asked and before not in asked
    at = as_(lost)
    assert at("recovery", "carry-out", lost.id).err.endswith("[recovery_too_soon]\n")
    kept = f"the account of {lost.id} is {before}\n"
    assert at("recovery", "cancel", lost.id).out == kept
    again = as_(world.operator)("recovery", "request", lost.id).out
    world.pass_days(7)
    carried = as_(lost)("recovery", "carry-out", lost.id).out
    assert carried == f"the account of {lost.id} is {again.split()[0]}\n"


def test_what_happened_is_listed_and_followed(world: World, as_: As) -> None:
    at = as_(world.core)
    first = at("events", "list", "--limit", "1", "--json").json["data"][0]
    identity = world.confirmed("77.00")
    told = at("events", "list", "--receivable", identity).out
    assert "receivable.recorded" in told and "amount=CNY77.00" in told
    since = ("follow", "--after", first["id"], "--receivable", identity, "--most", "2")
    followed = at("events", *since, "--json").lines
    assert [e["type"] for e in followed] == ["receivable.recorded", "receivable.confirmed"]
    assert "receivable.confirmed" in at("events", *since).out
    only = at("events", *since[:-1], "1", "--type", "receivable.confirmed", "--json").lines
    assert only == followed[1:]
    assert at("events", "list", "--type", "nonsense").code == 1
