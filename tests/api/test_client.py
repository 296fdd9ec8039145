"""`sfc.client` against the real service: typed, patient, in pages; and current."""

import asyncio
import json
from collections.abc import Callable, Iterator

import httpx
import pytest

from scripts.client import FOLDER, sources
from scripts.openapi import FILE
from sfc.client import (
    ApprovalWanted,
    Ask,
    AsyncClient,
    Client,
    Patience,
    ProblemError,
    StillRunning,
    Unreachable,
)
from tests.api.service import World, money

QUICK = Patience(repetitions=3, first=0.001, longest=0.002)
Answer = httpx.Response | httpx.TransportError


def test_it_is_what_the_description_says() -> None:
    for name, text in sources(json.loads(FILE.read_text(encoding="utf-8"))).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "make openapi"


@pytest.fixture
def core(world: World) -> Iterator[Client]:
    with Client(world.url, world.core.key) as client:
        yield client


def test_a_life_in_typed_calls(world: World, core: Client) -> None:
    with Client(world.url, world.supplier.key) as supplier:
        made = supplier.record_invoice({**world.invoice("10.00"), "obligor": world.core.id})
        identity = made["receivable"]["id"]
        confirmed = core.confirm(identity, {})
        assert confirmed["receivable"]["status"] == "confirmed"
        assert supplier.tokenise(identity)["receivable"]["status"] == "tokenised"
        assert supplier.receivable(identity)["holders"][0]["amount"]["amount"] == "10.00"
        first = {each["id"] for each in supplier.iter_receivables(limit=1)}
        assert identity in first
        assert len(first) == sum(each["count"] for each in supplier.receivable_totals()["data"])
        bare = supplier.invoice_response(identity)
        assert isinstance(bare, bytes) and b"ApplicationResponse" in bare


def test_a_key_makes_a_repetition_harmless(world: World) -> None:
    with Client(world.url, world.supplier.key) as supplier:
        body = {**world.invoice("11.00"), "obligor": world.core.id}
        one, two = (supplier.record_invoice(body, idempotency_key="client 11") for _ in range(2))
        assert one == two


def test_a_refusal_is_a_problem(core: Client) -> None:
    with pytest.raises(ProblemError) as refused:
        core.receivable("rcv_" + "0" * 64)
    assert (refused.value.status, refused.value.code) == (404, "not_found")
    assert refused.value.request.startswith("req_")
    with pytest.raises(ProblemError) as elsewhere:
        core.receivable("../participants?x")
    assert (elsewhere.value.status, elsewhere.value.code) == (404, "not_found")
    with pytest.raises(ProblemError) as malformed:
        core.receivables(limit=0)
    assert malformed.value.errors[0]["field"] == "limit"


def test_the_same_for_asyncio(world: World) -> None:
    async def run() -> None:
        async with AsyncClient(world.url, world.supplier.key) as supplier:
            body = {**world.invoice("12.00"), "obligor": world.core.id}
            made = await asyncio.gather(
                *(supplier.record_invoice(body, idempotency_key="async 12"),) * 1
            )
            seen = [each["id"] async for each in supplier.iter_receivables(limit=2)]
            assert made[0]["receivable"]["id"] in seen
            with pytest.raises(ProblemError):
                await supplier.receivable("rcv_" + "0" * 64)

    asyncio.run(run())


def test_what_a_second_person_has_to_approve(world: World) -> None:
    party = world.register("core_enterprise", money("900.00"))
    user = party.post("/users", {"name": "Second", "scopes": ["*"]})["id"]
    second = party.post("/credentials", {"user": user, "scopes": ["*"]})["api_key"]
    identity = world.supplier.post("/receivables", world.invoice("10.00", obligor=party.id))
    identity = identity["receivable"]["id"]
    with Client(world.url, party.key) as maker, Client(world.url, second) as checker:
        maker.set_approval_policy({"rules": [{"act": "confirmation"}]})
        with pytest.raises(ApprovalWanted) as wanted:
            maker.confirm(identity, {}, idempotency_key="confirm 1")
        waits = wanted.value.approval
        assert (waits["state"], waits["operation"]) == ("pending", "confirm")
        checker.approve(waits["id"], {})
        done = maker.confirm(identity, {}, idempotency_key="confirm 1")
        assert done["receivable"]["status"] == "confirmed"


def scripted(
    answers: list[Answer], patience: Patience = QUICK
) -> tuple[Client, list[httpx.Request]]:
    """A client whose service gives these answers, one after the other."""
    seen: list[httpx.Request] = []
    rest = iter(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        came = next(rest)
        if isinstance(came, Exception):
            raise came
        return came

    http = httpx.Client(base_url="http://sfc", transport=httpx.MockTransport(answer))
    return Client("http://sfc", patience=patience, http=http), seen


def problem(status: int, code: str, **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "detail": "d"}, headers=headers)


OK = httpx.Response(201, json={"fine": True})


@pytest.mark.parametrize(
    "lost",
    [
        lambda: httpx.ReadTimeout("slow"),
        lambda: httpx.ConnectError("away"),
        lambda: problem(429, "rate_limited", **{"Retry-After": "0"}),
        lambda: problem(503, "busy", **{"Retry-After": "0"}),
        lambda: problem(409, "request_in_progress", **{"Retry-After": "0"}),
    ],
)
def test_what_may_pass_is_tried_again_under_the_same_key(lost: Callable[[], Answer]) -> None:
    client, seen = scripted([lost(), lost(), OK])
    assert client.response(Ask("POST", "/payments", body={"a": 1})).json() == {"fine": True}
    keys = {request.headers["Idempotency-Key"] for request in seen}
    assert len(seen) == 3 and len(keys) == 1
    assert {request.url.path for request in seen} == {"/v1/payments"}


def test_not_for_ever() -> None:
    client, seen = scripted([httpx.ConnectError("away")] * 9)
    with pytest.raises(Unreachable):
        client.response(Ask("GET", "/participants"))
    assert len(seen) == 1 + QUICK.repetitions
    client, seen = scripted([problem(503, "busy")] * 9)
    with pytest.raises(ProblemError, match="busy"):
        client.response(Ask("GET", "/participants"))


def test_what_is_refused_is_not_tried_again() -> None:
    client, seen = scripted([problem(422, "amount_malformed")])
    with pytest.raises(ProblemError):
        client.response(Ask("POST", "/payments", body={}))
    assert len(seen) == 1


def test_what_is_taken_up_for_later_is_waited_for() -> None:
    running = {"id": "op_1", "state": "running"}
    where = {"Location": "/v1/operations/op_1", "Retry-After": "0"}
    client, seen = scripted(
        [
            httpx.Response(202, json=running, headers=where),
            httpx.Response(200, json=running, headers={"Retry-After": "0"}),
            httpx.Response(200, json={"id": "op_1", "state": "done"}),
            OK,
        ]
    )
    assert client.response(Ask("POST", "/payments", body={})).json() == {"fine": True}
    assert [request.method for request in seen] == ["POST", "GET", "GET", "POST"]
    assert seen[0].headers["Idempotency-Key"] == seen[3].headers["Idempotency-Key"]
    failed = {"id": "op_1", "state": "failed", "status": 422, "error": {"code": "past_due"}}
    client, _ = scripted(
        [httpx.Response(202, json=running, headers=where), httpx.Response(200, json=failed)]
    )
    with pytest.raises(ProblemError) as refused:
        client.response(Ask("POST", "/payments", body={}))
    assert (refused.value.status, refused.value.code) == (422, "past_due")


def stream(*events: str) -> httpx.Response:
    text = "retry: 2000\n\n: still here\n\n" + "".join(
        f'id: {event}\nevent: a.b\ndata: {{"id": "{event}",\ndata:  "n": 1}}\n\n'
        for event in events
    )
    return httpx.Response(200, text=text, headers={"Content-Type": "text/event-stream"})


def test_events_are_followed_from_one_stream_into_the_next() -> None:
    cut = stream("evt_3")
    half = httpx.Response(200, text=cut.text + "id: evt_4\ndata: {")
    client, seen = scripted(
        [
            httpx.ConnectError("away"),
            stream("evt_1", "evt_2"),
            problem(503, "busy"),
            half,
            *(httpx.ConnectError("away") for _ in range(QUICK.repetitions)),
            stream("evt_4"),
            problem(401, "unauthorised"),
        ]
    )
    following = client.follow(type=["a.b"])
    came = [next(following) for _ in range(4)]
    with pytest.raises(ProblemError, match="unauthorised"):
        next(following)
    assert [event["id"] for event in came] == ["evt_1", "evt_2", "evt_3", "evt_4"]
    assert came[0]["n"] == 1
    after = [request.headers.get("Last-Event-ID") for request in seen]
    assert after == [None, None, "evt_2", "evt_2", *("evt_3",) * 4, "evt_4"]
    assert all("type=a.b" in str(request.url) for request in seen)


def test_what_asks_for_more_patience_than_there_is_is_refused_at_once() -> None:
    client, seen = scripted([problem(429, "sign_in_locked", **{"Retry-After": "2"})])
    with pytest.raises(ProblemError, match="sign_in_locked"):
        client.participants()
    assert len(seen) == 1


def test_what_answers_is_not_always_the_service() -> None:
    client, _ = scripted([httpx.Response(200, text="<html>")])
    with pytest.raises(Unreachable, match="no sfc service"):
        client.participants()


def test_what_runs_for_longer_than_the_patience_can_be_asked_for_later() -> None:
    running = {"id": "op_1", "state": "running"}
    where = {"Location": "/v1/operations/op_1", "Retry-After": "0"}
    answers = [httpx.Response(202, json=running, headers=where) for _ in range(9)]
    client, _ = scripted(answers, Patience(first=0.001, in_all=0.003))
    with pytest.raises(StillRunning) as still:
        client.reset()
    assert still.value.operation == running


def test_an_import_that_goes_on_is_an_answer() -> None:
    run = {"id": "imp_1", "state": "running"}
    client, seen = scripted(
        [httpx.Response(202, json=run, headers={"Location": "/v1/imports/imp_1"})]
    )
    assert client.import_file(b"a;b", name="ledger.csv")["state"] == "running"
    assert len(seen) == 1 and seen[0].headers["Content-Type"] == "application/octet-stream"
