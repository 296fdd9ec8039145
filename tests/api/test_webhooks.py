"""Webhooks over real sockets: signed, in order, tried again, and never twice unknowingly."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from sfc.api.dispatch import Dispatcher
from sfc.app.deliver import deliver
from sfc.app.hooks import Hooks
from sfc.domain import moments
from sfc.domain.errors import TooManyWebhooks
from sfc.domain.ids import ParticipantId
from sfc.domain.webhooks import GIVING_UP_SECONDS
from sfc.ports import FeedFilter
from tests.api.receiver import Json, Receiver, receiving, verified
from tests.api.service import Client, World, sandbox

HOUR = 3600


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with sandbox(webhook_plain_http=True, webhook_networks='["127.0.0.0/8"]') as made:
        yield made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


class Clock:
    """This machine's clock, as the test wants it."""

    def __init__(self) -> None:
        self.now = float(int(time.time()))

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hooks(world: World, clock: Clock) -> Hooks:
    return replace(world.system.context.hooks, clock=clock)


def added(client: Client, receiver: Receiver, *types: str) -> tuple[str, str]:
    """A webhook's path and secret; its owner may have no other."""
    for each in client.get("/webhooks")["data"]:
        assert client.http.delete(f"/webhooks/{each['id']}").status_code == 200
    made = client.post("/webhooks", {"url": receiver.url, "types": list(types)})
    return f"/webhooks/{made['webhook']['id']}", made["secret"]


def run(hooks: Hooks, path: str) -> None:
    deliver(hooks, path.rpartition("/")[2])


def log(client: Client, path: str, **query: Any) -> list[Json]:
    data: list[Json] = client.get(f"{path}/deliveries", **query)["data"]
    return data


def test_what_is_told_is_sent_and_signed(world: World, receiver: Receiver, hooks: Hooks) -> None:
    world.confirmed()
    path, secret = added(world.supplier, receiver)
    identity = world.tokenised()
    run(hooks, path)
    told = world.supplier.get("/events", receivable=identity)["data"]
    assert receiver.events == told, "what was told before is not sent"
    for (headers, body), event in zip(receiver.came, told, strict=True):
        assert headers["webhook-id"] == event["id"]
        assert headers["content-type"] == "application/json"
        assert verified(secret, headers, body)
        assert not verified(secret, headers, body + b" ")
        assert not verified(secret, headers | {"webhook-timestamp": "1"}, body)
    run(hooks, path)
    assert len(receiver.came) == len(told), "once"
    assert [each["state"] for each in log(world.supplier, path)] == ["delivered"] * 3


def test_a_library_of_the_scheme_takes_it(world: World, receiver: Receiver, hooks: Hooks) -> None:
    library = pytest.importorskip("standardwebhooks")
    path, secret = added(world.supplier, receiver)
    world.recorded()
    run(hooks, path)
    ((headers, body),) = receiver.came
    assert library.Webhook(secret).verify(body, headers)["type"] == "receivable.recorded"
    with pytest.raises(library.WebhookVerificationError):
        library.Webhook(secret).verify(body.replace(b"recorded", b"Recorded"), headers)


def test_each_gets_its_own_and_rivals_nothing(
    world: World, receiver: Receiver, hooks: Hooks
) -> None:
    rival, _ = added(world.tier3, receiver)
    world.tokenised()
    run(hooks, rival)
    assert receiver.came == []
    path, _ = added(world.core, receiver, "receivable.confirmed")
    world.tokenised()
    run(hooks, path)
    assert [each["type"] for each in receiver.events] == ["receivable.confirmed"]


def test_one_that_fails_holds_up_its_own_receivable_only(
    world: World, receiver: Receiver, hooks: Hooks, clock: Clock
) -> None:
    path, _ = added(world.supplier, receiver)
    bad, good = world.tokenised(), world.tokenised()
    receiver.answer = lambda event: 500 if event["receivable"] == bad else 200
    run(hooks, path)
    types = ["receivable.recorded", "receivable.confirmed", "units.moved"]
    assert [e["type"] for e in receiver.events if e["receivable"] == good] == types
    assert [e["type"] for e in receiver.events if e["receivable"] == bad] == types[:1]
    run(hooks, path)
    assert len(receiver.came) == 4, "not before it is due"
    clock.now += 5
    receiver.answer = lambda _event: 200
    run(hooks, path)
    tried = [e["type"] for e in receiver.events if e["receivable"] == bad]
    assert tried == ["receivable.recorded", *types]
    assert receiver.ids[0] == receiver.ids[4], "the same id again"
    first = world.supplier.get(f"{path}/deliveries/{receiver.ids[0]}")
    assert [each["status"] for each in first["log"]] == [500, 200]
    assert first["log"][0]["reason"] == "it answers 500, not 2xx"


def test_after_three_days_it_is_disabled_and_nothing_is_lost(
    world: World, receiver: Receiver, hooks: Hooks, clock: Clock
) -> None:
    path, _ = added(world.supplier, receiver)
    receiver.answer = lambda _event: 302
    identity = world.recorded()
    started = clock.now
    waits = []
    while world.supplier.get(path)["enabled"]:
        run(hooks, path)
        (waiting,) = hooks.book.deliveries(path.rpartition("/")[2], True, None, 9)[0]
        waits.append(waiting.due - clock.now)
        clock.now = max(waiting.due, clock.now)
    assert clock.now - started == GIVING_UP_SECONDS
    assert waits[:5] == [5, 5, 10, 20, 40] and max(waits) == 8 * HOUR
    assert set(receiver.ids) == {receiver.ids[0]} and len(receiver.came) > 15
    assert all(each["receivable"] == identity for each in receiver.events), "no redirect followed"
    assert "three days" in world.supplier.get(path)["disabled_reason"]
    receiver.answer = lambda _event: 200
    other = world.recorded()
    receiver.came.clear()
    run(hooks, path)
    assert receiver.came == [], "nothing is sent to one that is disabled"
    again = {"url": receiver.url, "types": [], "enabled": True}
    assert world.supplier.http.put(path, json=again).json()["disabled_reason"] is None
    run(hooks, path)
    assert [each["receivable"] for each in receiver.events] == [identity, other]


def test_one_that_is_gone_is_disabled_at_once(
    world: World, receiver: Receiver, hooks: Hooks
) -> None:
    path, _ = added(world.supplier, receiver)
    receiver.answer = lambda _event: 410
    world.tokenised()
    run(hooks, path)
    assert len(receiver.came) == 1
    found = world.supplier.get(path)
    assert not found["enabled"] and "410" in found["disabled_reason"]


@pytest.mark.parametrize("moment", ["webhook sent"])
def test_killed_between_sending_and_noting_it_is_sent_again(
    world: World, receiver: Receiver, hooks: Hooks, moment: str
) -> None:
    path, _ = added(world.supplier, receiver)
    world.tokenised()

    class Killed(BaseException):
        pass

    def die(passed: str) -> None:
        if passed == moment:
            raise Killed

    moments.watch(die)
    try:
        with pytest.raises(Killed):
            run(hooks, path)
    finally:
        moments.watch(None)
    assert len(receiver.came) == 1
    run(hooks, path)
    assert receiver.ids[0] == receiver.ids[1], "at least once, with the id of before"
    assert [each["type"] for each in receiver.events[1:]] == [
        "receivable.recorded",
        "receivable.confirmed",
        "units.moved",
    ]


def test_secrets_overlap(world: World, receiver: Receiver, hooks: Hooks, clock: Clock) -> None:
    path, first = added(world.supplier, receiver)
    second = world.supplier.post(f"{path}/rotate", {"overlap_hours": 1}, 200)["secret"]
    world.recorded()
    run(hooks, path)
    ((headers, body),) = receiver.came
    assert len(headers["webhook-signature"].split()) == 2
    assert verified(first, headers, body) and verified(second, headers, body)
    clock.now += HOUR + 1
    world.recorded()
    run(hooks, path)
    headers, body = receiver.came[1]
    assert verified(second, headers, body) and not verified(first, headers, body)
    third = world.supplier.post(f"{path}/rotate", {"overlap_hours": 0}, 200)["secret"]
    world.recorded()
    run(hooks, path)
    headers, body = receiver.came[2]
    assert verified(third, headers, body) and not verified(second, headers, body)


def test_a_secret_is_shown_once_and_sealed(world: World, receiver: Receiver) -> None:
    added(world.supplier, receiver)
    headers = {"Idempotency-Key": "one webhook"}
    body = {"url": receiver.url}
    first, again = (
        world.supplier.http.post("/webhooks", json=body, headers=headers).json() for _ in range(2)
    )
    assert first["secret"].startswith("whsec_") and again["secret"] is None
    assert first["webhook"] == again["webhook"]
    hooks = world.system.context.hooks
    kept = hooks.book.endpoint(first["webhook"]["id"])
    assert first["secret"].encode() not in kept.secret and first["secret"] not in repr(kept)
    assert hooks.box.open(kept.secret, kept.id).decode() == first["secret"]
    with pytest.raises(ValueError, match="not sealed"):
        hooks.box.open(kept.secret, "whk_other")


def test_a_ping_tells_what_came_of_it(world: World, receiver: Receiver) -> None:
    path, secret = added(world.supplier, receiver)
    answer = world.supplier.post(f"{path}/ping", None, 200)
    assert answer["delivery"]["state"] == "delivered" and answer["log"][0]["status"] == 204
    ((headers, body),) = receiver.came
    assert verified(secret, headers, body)
    assert receiver.events[0]["type"] == "webhook.ping"
    receiver.answer = lambda _event: 404
    answer = world.supplier.post(f"{path}/ping", None, 200)
    assert answer["delivery"]["state"] == "ended"
    assert answer["log"][0]["reason"] == "it answers 404, not 2xx"
    nobody = {"url": "http://127.0.0.1:9", "types": [], "enabled": False}
    world.supplier.http.put(path, json=nobody)
    answer = world.supplier.post(f"{path}/ping", None, 200)
    assert answer["log"][0]["reason"] == "the connection was refused"


def test_what_arrived_is_sent_again_on_request(
    world: World, receiver: Receiver, hooks: Hooks, clock: Clock
) -> None:
    path, _ = added(world.supplier, receiver)
    identity = world.recorded()
    run(hooks, path)
    again = f"{path}/deliveries/{receiver.ids[0]}/redeliver"
    receiver.answer = lambda _event: 500
    assert world.supplier.post(again, None, 200)["state"] == "waiting"
    world.core.post(f"/receivables/{identity}/confirm", {}, 200)
    receiver.answer = lambda event: 500 if event["type"] == "receivable.recorded" else 200
    clock.now += 10
    run(hooks, path)
    assert sorted(each["type"] for each in receiver.events[1:]) == [
        "receivable.confirmed",
        "receivable.recorded",
    ], "it holds nothing up"
    assert receiver.ids.count(receiver.ids[0]) == 2


def test_what_one_may_not_see_any_more_is_not_sent(
    world: World, receiver: Receiver, hooks: Hooks
) -> None:
    path, _ = added(world.operator, receiver)
    world.recorded()
    book, identity = hooks.book, path.rpartition("/")[2]
    assert not book.hand_out(identity, FeedFilter(), hooks.now, 100)
    other = ParticipantId(int(world.tier3.id.removeprefix("par_")))
    book.revise(replace(book.endpoint(identity), owner=other))
    run(hooks, path)
    assert receiver.came == []
    (ended,) = log(world.tier3, path)
    assert ended["state"] == "ended"
    said = world.tier3.get(f"{path}/deliveries/{ended['event']}")["log"]
    assert [each["reason"] for each in said] == ["it is no longer its to see"]


def test_webhooks_are_ones_own(world: World, receiver: Receiver) -> None:
    path, _ = added(world.supplier, receiver)
    change = {"url": receiver.url, "types": [], "enabled": True}
    for other in (world.core, world.operator):
        assert path not in [f"/webhooks/{each['id']}" for each in other.get("/webhooks")["data"]]
        for method, where, body in (
            ("GET", path, None),
            ("PUT", path, change),
            ("DELETE", path, None),
            ("POST", f"{path}/rotate", {}),
            ("POST", f"{path}/ping", None),
            ("GET", f"{path}/deliveries", None),
            ("GET", f"{path}/deliveries/evt_{'0' * 32}", None),
            ("POST", f"{path}/deliveries/evt_{'0' * 32}/redeliver", None),
        ):
            assert other.code(method, where, body) == (404, "not_found")


def test_there_are_no_more_than_ten(world: World, receiver: Receiver) -> None:
    added(world.bank, receiver)
    for _ in range(9):
        world.bank.post("/webhooks", {"url": receiver.url})
    code = world.bank.code("POST", "/webhooks", {"url": receiver.url})
    assert code == (409, TooManyWebhooks.code)


def test_the_service_sends_by_itself(world: World, receiver: Receiver) -> None:
    path, _ = added(world.supplier, receiver)
    dispatcher = Dispatcher(world.system.context)
    dispatcher.start()
    try:
        world.tokenised()
        waiting = threading.Event()
        for _ in range(200):
            if len(receiver.came) == 3:
                break
            waiting.wait(0.05)
    finally:
        dispatcher.stop()
    assert [each["type"] for each in receiver.events] == [
        "receivable.recorded",
        "receivable.confirmed",
        "units.moved",
    ]
    assert {each["state"] for each in log(world.supplier, path)} == {"delivered"}
