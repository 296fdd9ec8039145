"""Events over HTTP: typed, each reader its own, page by page and as they happen."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from sfc.domain.feed import TYPES
from tests.api.service import Client, Json, World, money


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
