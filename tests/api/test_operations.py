"""Writes that are repeated, that take longer, and that a process left behind."""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from sfc.api import create_app
from sfc.api.desk import Desk
from sfc.api.limits import Limits, Rate
from sfc.api.prefer import LONGEST_WAIT_SECONDS, USUAL_WAIT_SECONDS, Preferences, preferences
from sfc.api.resuming import resume
from sfc.bootstrap import open_sandbox
from sfc.domain import moments
from sfc.domain.errors import Busy
from sfc.domain.operations import Operation, new_operation_id
from sfc.settings import Settings
from tests.api.service import Client, Json, World, money, problem, serving

ASYNC = {"Prefer": "respond-async"}


@contextmanager
def held_at(moment: str) -> Iterator[Event]:
    """Writes stop at a moment until the event is set."""
    go_on = Event()

    def watcher(passed: str) -> None:
        if passed == moment:
            assert go_on.wait(20)

    moments.watch(watcher)
    try:
        yield go_on
    finally:
        go_on.set()
        moments.watch(None)


def send(client: Client, path: str, body: Json | None, key: str, **headers: str) -> httpx.Response:
    return client.http.post(path, json=body, headers={"Idempotency-Key": key, **headers})


def ended(client: Client, name: str) -> Json:
    """An operation once it has ended."""
    for _ in range(500):
        found = client.get(f"/operations/{name}")
        if found["state"] != "running":
            return found
        Event().wait(0.02)
    raise AssertionError(found)


def test_a_write_without_a_key_is_refused_by_name(world: World) -> None:
    bare = httpx.Client(base_url=world.supplier.http.base_url)
    bare.headers["Authorization"] = world.supplier.http.headers["Authorization"]
    with bare:
        for method, path in (("POST", "/receivables"), ("PUT", "/import-profiles/ours")):
            refused = problem(bare.request(method, path, json={}))
            assert (refused["status"], refused["code"]) == (400, "idempotency_key_missing")
            assert refused["fields"] == {"header": "Idempotency-Key"}
    assert world.stranger.code("POST", "/receivables", {}) == (401, "unauthorised")


def test_every_route_that_writes_wants_a_key(world: World) -> None:
    only_read = {
        "POST /v1/evidence/verify",
        "POST /v1/facilities/{facility}/preview",
        "POST /v1/import-offers",
        "POST /v1/orders/{order}/preview",
        "POST /v1/participants/{participant}/exports/journal",
        "POST /v1/receivables/{receivable}/evidence/proofs",
    }
    without_a_caller_before_or_after = {
        "POST /v1/sessions",
        "POST /v1/sessions/challenge",
        "DELETE /v1/sessions/current",
    }
    keyless = only_read | without_a_caller_before_or_after
    for path, item in world.operator.get("/openapi.json")["paths"].items():
        for method, operation in item.items():
            keys = [p for p in operation.get("parameters", ()) if p["name"] == "Idempotency-Key"]
            name = f"{method.upper()} {path}"
            writes = method != "get" and name not in keyless
            assert [key["required"] for key in keys] == [True] * writes, (method, path)


def test_what_is_not_waited_for_is_asked_for_later(world: World) -> None:
    body = world.invoice()
    with held_at("before answering") as go_on:
        accepted = send(world.supplier, "/receivables", body, "later", **ASYNC)
        assert accepted.status_code == 202
        found = accepted.json()
        assert accepted.headers["Location"] == f"/v1/operations/{found['id']}"
        assert accepted.headers["Retry-After"]
        assert (found["state"], found["attempts"], found["result"]) == ("running", 1, None)
        assert (found["method"], found["path"]) == ("POST", "/v1/receivables")
        second = problem(send(world.supplier, "/receivables", body, "later", **ASYNC))
        assert (second["status"], second["code"]) == (409, "request_in_progress")
        assert second["fields"]["operation"] == found["id"]
        other = problem(send(world.supplier, "/receivables", world.invoice(), "later"))
        assert (other["status"], other["code"]) == (422, "idempotency_conflict")
        go_on.set()
    done = ended(world.supplier, found["id"])
    again = send(world.supplier, "/receivables", body, "later")
    assert (done["state"], done["status"]) == ("done", again.status_code)
    assert done["result"] == again.json()
    assert done["transactions"] == [again.json()["transaction"]["hash"]]
    assert again.headers["Idempotent-Replayed"] == "true"


def test_who_waits_is_answered_when_the_first_is(world: World) -> None:
    body = world.invoice()
    with held_at("after sending") as go_on, ThreadPoolExecutor(2) as threads:
        first = threads.submit(send, world.supplier, "/receivables", body, "in turn")
        while not world.supplier.get("/operations", limit=1)["data"][0]["transactions"]:
            Event().wait(0.02)
        second = threads.submit(send, world.supplier, "/receivables", body, "in turn")
        go_on.set()
        answers = [first.result(), second.result()]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


def test_a_refusal_is_told_and_tried_anew(world: World) -> None:
    name = world.recorded()
    path = f"/receivables/{name}/tokenise"
    accepted = send(world.supplier, path, None, "too soon", **ASYNC).json()
    failed = ended(world.supplier, accepted["id"])
    assert (failed["state"], failed["status"], failed["result"]) == ("failed", 409, None)
    assert failed["error"]["code"] == "not_confirmed"
    assert failed["transactions"] == []
    world.core.post(f"/receivables/{name}/confirm", {}, 200)
    assert send(world.supplier, path, None, "too soon").status_code == 200
    done = world.supplier.get(f"/operations/{accepted['id']}")
    assert (done["state"], done["attempts"], done["error"]) == ("done", 2, None)


def test_operations_are_their_callers_own(world: World) -> None:
    supplier = world.register("supplier")
    for number in range(3):
        send(supplier, "/receivables", world.invoice(), f"mine {number}")
    seen: list[str] = []
    cursor = None
    while True:
        page = supplier.get("/operations", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += [each["idempotency_key"] for each in page["data"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert sorted(seen) == ["mine 0", "mine 1", "mine 2"]
    name = page["data"][-1]["id"]
    for stranger in (world.core, world.operator):
        assert stranger.code("GET", f"/operations/{name}") == (404, "not_found")
    assert world.core.code("GET", f"/operations?cursor={name}") == (422, "id_malformed")


def test_a_key_is_forgotten_after_its_time_and_what_runs_is_not(world: World) -> None:
    operations = world.system.context.operations
    body = world.invoice()
    first = send(world.supplier, "/receivables", body, "old").json()
    kept = world.supplier.get("/operations", limit=1)["data"][0]
    ends = operations.operation(kept["id"]).changed
    assert operations.forget(ends) == 0 or operations.operation(kept["id"])
    assert operations.forget(ends + 1) >= 1
    assert world.supplier.code("GET", f"/operations/{kept['id']}") == (404, "not_found")
    anew = problem(send(world.supplier, "/receivables", body, "old"))
    assert anew["code"] == "already_recorded", "the key is new, and so is the write"
    assert anew["fields"]["receivable"] == first["receivable"]["id"]


def test_a_secret_is_answered_once_and_not_kept(world: World) -> None:
    body = {"name": "Async", "legal_id": "ASYNC-1", "roles": ["supplier"]}
    made = send(world.operator, "/participants", body, "a secret").json()
    kept = world.operator.get("/operations", limit=1)["data"][0]
    assert made["api_key"] and kept["result"] == made | {"api_key": None}


@pytest.mark.parametrize(
    ("target", "request_"),
    [("/v1/documents", None), ("/v1/nowhere", b"{}"), ("/v1/receivables", b"no JSON")],
)
def test_what_cannot_go_on_says_so(world: World, target: str, request_: bytes | None) -> None:
    """A body that was not kept, and requests that the service does not understand any more."""
    operations = world.system.context.operations
    left = Operation(
        id=new_operation_id(),
        caller=world.supplier.id,
        key=f"left at {target}",
        fingerprint="of another service",
        method="POST",
        target=target,
        request=request_,
        created=1,
        changed=1,
    )
    operations.reserve(left)
    thread = resume(create_app(world.system.context, world.system.operator_key))
    if thread is not None:
        thread.join(30)
    found = ended(world.supplier, left.id)
    assert (found["state"], found["status"]) == ("failed", 503)
    assert found["error"]["code"] == "operation_interrupted"


def test_however_many_were_left_all_go_on(world: World) -> None:
    """The service's own requests are not counted against anybody's rate."""
    operations, made = world.system.context.operations, []
    for number in range(4):
        body = json.dumps(world.invoice()).encode()
        left = Operation(
            id=new_operation_id(),
            caller=world.supplier.id,
            key=f"one of many {number}",
            fingerprint=hashlib.sha256(b"POST /v1/receivables\n" + body).hexdigest(),
            method="POST",
            target="/v1/receivables",
            request=body,
            created=1,
            changed=1,
        )
        made.append(operations.reserve(left).id)
    one = Rate(per_second=1, burst=1)
    create_app(world.system.context, world.system.operator_key, Limits(one, one))
    assert [ended(world.supplier, name)["status"] for name in made] == [201] * 4


def test_a_full_desk_sends_away() -> None:
    desk, go_on = Desk(most=1), Event()
    job, begun = desk.start("one", lambda: go_on.wait(20))
    assert begun and desk.start("one", lambda: None) == (job, False)
    with pytest.raises(Busy):
        desk.start("two", lambda: None)
    go_on.set()
    assert job.ended.wait(20) and job.outcome() is True
    while desk.has("one"):
        Event().wait(0.001)
    assert desk.start("two", lambda: 2, here=True)[0].outcome() == 2


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, Preferences()),
        ("wait=3", Preferences(3)),
        ("respond-async, wait=2", Preferences(2)),
        ("respond-async", Preferences(0)),
        ("WAIT = 5 ; foo=1 , return=unsigned", Preferences(5, "unsigned")),
        ("wait=999999", Preferences(LONGEST_WAIT_SECONDS)),
        ("wait=-1, wait=soon", Preferences(USUAL_WAIT_SECONDS)),
        ("handling=lenient, wait=1, wait=2", Preferences(1)),
        (",,;=,", Preferences()),
    ],
)
def test_preferences(header: str | None, expected: Preferences) -> None:
    assert preferences(header) == expected


class Gone(BaseException):
    """The process ends: nothing more is noted."""


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("moment", ["before storing", "after storing"])
def test_what_a_process_left_behind_goes_on_in_the_next(tmp_path: Path, moment: str) -> None:
    settings = Settings(
        sandbox_folder=tmp_path,
        keystore_passphrase="passphrase of the keys",
        operator_key="operator of the tests",
        network_secret="n" * 32,
        reading_keys_passphrase="passphrase for reading",
    )
    sandbox = partial(open_sandbox, settings, start=date(2026, 3, 1), currencies=("CNY", "JPY"))
    with sandbox() as system, serving(system) as url:
        world = World(url, system)
        name, path = world.tokenised("100.00"), "/payments"
        body: dict[str, Any] = {"receivable": name, "amount": money("40.00")}

        answered = Event()

        def watcher(passed: str) -> None:
            if passed == moment:
                answered.wait(30)
                moments.watch(None)
                raise Gone

        world.core.post(path, body | {"amount": money("1.00")})  # the cash is allowed
        moments.watch(watcher)
        accepted = send(world.core, path, body, "left behind", **ASYNC).json()
        answered.set()
        for _ in range(500):
            if not moments._watchers:
                break
            Event().wait(0.01)
        assert world.core.get(f"/operations/{accepted['id']}")["state"] == "running"
        core_key = world.core.key
        world.close()
    with sandbox() as system:
        app = create_app(system.context, system.operator_key)
        if (thread := resume(app)) is not None:
            thread.join(30)
        with serving(system) as url:
            core = Client(url, core_key)
            done = ended(core, accepted["id"])
            assert (done["state"], done["status"]) == ("done", 201), done
            assert done["result"]["receivable"]["paid"] == money("41.00")
            again = send(core, path, body, "left behind")
            assert again.json() == done["result"]
            assert core.get(f"/receivables/{name}")["receivable"]["paid"] == money("41.00")
            core.http.close()
