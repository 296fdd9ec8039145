"""Events over HTTP: typed, each reader its own, page by page and as they happen."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import httpx
import pytest

from sfc.app.auctions import reveal_due
from sfc.domain.feed import TYPES
from tests.api.service import Client, Json, World, money
from tests.api.test_auctions import bid, opened


def told(client: Client, **wanted: Any) -> list[Json]:
    """All events from a cursor on, page by page."""
    found: list[Json] = []
    cursor = wanted.pop("cursor", None)
    while True:
        given = wanted | ({"cursor": cursor} if cursor else {})
        page = client.get("/events", limit=3, **given)
        found += page["data"]
        if (cursor := page["next_cursor"]) is None:
            return found
        assert cursor == found[-1]["id"]


def test_a_life_is_told_in_order_to_whom_it_concerns(world: World) -> None:
    identity = world.tokenised("1000.00")
    quote = world.quoted(identity)
    world.supplier.post(f"/quotes/{quote['id']}/accept", {"amount": money("400.00")})
    world.core.post("/payments", {"receivable": identity})
    seen = {
        client.id: told(client, receivable=identity)
        for client in (world.core, world.supplier, world.bank, world.tier2, world.other_bank)
    }
    life = [
        "receivable.recorded",
        "receivable.confirmed",
        "units.moved",
        "units.moved",
        "units.sold",
        "receivable.paid",
    ]
    assert [each["type"] for each in seen[world.supplier.id]] == life
    assert [each["type"] for each in seen[world.core.id]] == life
    assert [each["type"] for each in seen[world.bank.id]] == life[3:]
    assert seen[world.tier2.id] == seen[world.other_bank.id] == []
    sale = [each for each in seen[world.supplier.id] if each["type"] == "units.sold"]
    assert sale == [each for each in seen[world.bank.id] if each["type"] == "units.sold"]
    assert sale[0]["data"]["face"] == money("400.00") and sale[0]["data"]["price"]
    (hidden,) = [each for each in seen[world.core.id] if each["type"] == "units.sold"]
    assert hidden["data"]["price"] is hidden["data"]["discount"] is None
    assert hidden["data"]["seller"] == world.supplier.id
    for overseer in (world.operator, world.register("regulator")):
        assert told(overseer, receivable=identity)[4]["data"] == sale[0]["data"]


def test_of_a_bid_only_its_maker_and_the_seller_hear(world: World) -> None:
    last = told(world.operator)[-1]["id"]
    auction, identity = opened(world)
    path = f"/auctions/{auction}"
    bid(world, world.bank, auction, "5", "6000.00")
    bid(world, world.other_bank, auction, "6", "6000.00")
    world.pass_days(1)
    reveal_due(world.system.context)

    def heard(client: Client) -> list[tuple[str, str | None]]:
        """Of auctions: what, and about whom if about one."""
        about = [each for each in told(client, cursor=last) if each["type"].startswith("auction.")]
        return [
            (each["type"].removeprefix("auction."), each["data"].get("financier"))
            for each in about
            if "credit" not in each["type"]
        ]

    mine, others = world.bank.id, world.other_bank.id
    committed = [("bid_committed", mine), ("bid_committed", others)]
    revealed = [("bid_revealed", mine), ("bid_revealed", others)]
    start = [("opened", None)]
    for overseer in (world.supplier, world.operator):
        assert heard(overseer) == [*start, *committed, *revealed]
    assert heard(world.bank) == [*start, committed[0], revealed[0]]
    assert heard(world.other_bank) == [*start, committed[1], revealed[1]]
    assert heard(world.core) == heard(world.tier2) == start

    world.pass_days(1)
    world.tier3.post(f"{path}/clear", None, 200)
    world.bank.post(f"{path}/deliver", {"financier": mine}, 200)
    world.pass_days(3)
    world.core.post(f"{path}/lapse", {"financier": others}, 200)
    world.supplier.post("/auctions/withdraw", {"currency": "CNY"}, 200)
    awarded = [("bid_awarded", mine), ("bid_awarded", others)]
    end = [("cleared", None), ("award_delivered", mine), ("award_failed", others)]
    assert heard(world.supplier) == [*start, *committed, *revealed, *awarded, *end]
    assert heard(world.bank) == [*start, committed[0], revealed[0], awarded[0], *end[:2]]
    assert heard(world.other_bank) == [
        *(*start, committed[1], revealed[1], awarded[1], end[0], end[2])
    ]
    assert heard(world.core) == heard(world.tier2) == [*start, end[0]]

    of = {each["type"]: each for each in told(world.supplier, cursor=last)}
    begun = of["auction.opened"]
    assert begun["receivable"] == identity and begun["data"]["face"] == money("10000.00")
    assert begun["data"]["seller"] == world.supplier.id
    shown = world.core.get(path)
    assert all(begun["data"][end] == shown[end] for end in ("commit_end", "reveal_end"))
    cleared = {"auction": auction, "rate_ppm": 60_000, "awarded": money("10000.00")}
    assert of["auction.cleared"]["data"] == cleared
    assert of["auction.bid_revealed"]["data"]["face"] == money("6000.00")
    assert of["auction.award_failed"]["data"]["failed"] == "financier"
    assert "rate_ppm" not in of["auction.bid_committed"]["data"]
    (paid_out,) = told(world.supplier, cursor=last, type="auction.credit_withdrawn")
    credited = told(world.supplier, cursor=last, type="auction.credited")
    assert paid_out["data"]["amount"] == money(
        str(sum(Decimal(each["data"]["amount"]["amount"]) for each in credited))
    )
    assert {each["data"]["participant"] for each in credited} == {world.supplier.id}
    for client in (world.core, world.tier2):
        assert told(client, cursor=last, type="auction.credited") == []


def test_filters_and_cursors(world: World) -> None:
    first, second = world.recorded(), world.confirmed()
    confirmed = told(world.supplier, type="receivable.confirmed", receivable=second)
    assert [each["receivable"] for each in confirmed] == [second]
    cursor = told(world.supplier, receivable=first)[-1]["id"]
    after = [each["receivable"] for each in told(world.supplier, cursor=cursor)]
    assert second in after and first not in after
    assert told(world.supplier, since="9000-01-01T00:00:00Z") == []
    everything = told(world.supplier)
    assert told(world.supplier, since="1971-01-01T00:00:00Z") == everything
    assert told(world.supplier) == everything, "as often as one likes"


@pytest.mark.parametrize(
    "query", ["type=receivable.lost", "cursor=evt_1", "limit=201", "since=today", "kind=x"]
)
def test_what_cannot_be_asked(world: World, query: str) -> None:
    assert world.supplier.code("GET", f"/events?{query}") == (422, "request_malformed")


def test_a_cursor_that_nobody_gave(world: World) -> None:
    assert world.supplier.code("GET", "/events?cursor=evt_" + "0" * 32) == (404, "not_found")


def test_each_type_has_a_schema(world: World) -> None:
    schema = world.stranger.get("/openapi.json")
    schemas = schema["components"]["schemas"]
    mapping = schemas["EventPage"]["properties"]["data"]["items"]["discriminator"]["mapping"]
    assert set(mapping) == {*TYPES, "event.removed"}
    for name, reference in mapping.items():
        model = schemas[reference.rpartition("/")[2]]
        assert model["properties"]["type"]["const"] == name
        assert model["additionalProperties"] is False and model["description"]


@contextmanager
def following(client: Client, last: str | None = None, **query: Any) -> Iterator[Iterator[Json]]:
    headers = {"Last-Event-ID": last} if last else {}
    with client.http.stream("GET", "/events/stream", params=query, headers=headers) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["cache-control"] == "no-store"
        lines = response.iter_lines()
        assert next(lines) == "retry: 2000"
        yield _events(lines)


def _events(lines: Iterator[str]) -> Iterator[Json]:
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if line:
            fields[name] = value
        elif "data" in fields:
            event: Json = json.loads(fields["data"])
            assert (fields["id"], fields["event"]) == (event["id"], event["type"])
            yield event
            fields = {}


def test_a_stream_goes_on_where_it_stopped(world: World) -> None:
    identity = world.recorded()
    with following(world.supplier, receivable=identity) as stream:
        world.core.post(f"/receivables/{identity}/confirm", {}, 200)
        first = next(stream)
        assert first["type"] == "receivable.confirmed", "what was before is not sent"
    world.supplier.post(f"/receivables/{identity}/tokenise", None, 200)
    with following(world.supplier, last=first["id"], receivable=identity) as stream:
        assert next(stream)["type"] == "units.moved"
    with following(world.supplier, since="1971-01-01T00:00:00Z") as stream:
        everything = told(world.supplier)
        assert [next(stream) for _ in everything] == everything


def test_a_rival_hears_nothing(world: World) -> None:
    with following(world.tier3) as stream:
        world.confirmed()
        world.give(world.tier3, "1.00")
        event = next(stream)
    assert event["type"] == "cash.moved" and event["data"]["taker"] == world.tier3.id


def test_streams_are_bounded_and_their_places_given_back(world: World) -> None:
    url = f"{world.url}/v1"
    headers = dict(world.tier2.http.headers)
    for _ in range(3):
        clients = [httpx.Client(base_url=url, headers=headers, timeout=30) for _ in range(5)]
        opened = [c.send(c.build_request("GET", "/events/stream"), stream=True) for c in clients]
        assert [each.status_code for each in opened] == [200] * 5
        assert world.tier2.code("GET", "/events/stream") == (429, "too_many_streams")
        for client, response in zip(clients, opened, strict=True):
            response.close()
            client.close()
        for _ in range(200):
            with world.tier2.http.stream("GET", "/events/stream") as response:
                if response.status_code == 200:
                    break
            threading.Event().wait(0.05)
        else:
            pytest.fail("no place was given back")
