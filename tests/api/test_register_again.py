"""A registration that broke off and is asked for again: one participant, one key that is shown."""

from collections.abc import Iterator

import pytest

from sfc.domain import moments
from tests.api.service import Client, Json, World, money

MOMENTS = ("before signing", "after storing", "after sending", "after receipt", "before answering")


class Cut(Exception):
    """The service broke off here."""


@pytest.fixture(autouse=True)
def nobody_watches() -> Iterator[None]:
    yield
    moments.watch(None)


def break_off(moment: str) -> None:
    """Break off at a moment, once."""

    def watcher(reached: str) -> None:
        if reached == moment:
            moments.watch(None)
            raise Cut

    moments.watch(watcher)


def entry(number: int) -> Json:
    return {
        "name": f"Again {number}",
        "legal_id": f"AGAIN-{number}",
        "roles": ["core_enterprise"],
        "credit_lines": [money("500.00")],
    }


def everybody(world: World) -> list[str]:
    return [each["legal_id"] for each in world.operator.get("/participants", limit=200)["data"]]


@pytest.mark.parametrize("moment", MOMENTS)
def test_one_participant_and_one_key(world: World, moment: str) -> None:
    body = entry(MOMENTS.index(moment))
    once = {"Idempotency-Key": f"registration {moment}"}
    break_off(moment)
    cut = world.operator.http.post("/participants", json=body, headers=once)
    assert cut.status_code == 500
    again = world.operator.http.post("/participants", json=body, headers=once)
    assert again.status_code == 201, again.text
    made: Json = again.json()
    assert everybody(world).count(body["legal_id"]) == 1
    identity = made["participant"]["id"]
    (line,) = world.operator.get(f"/participants/{identity}")["credit_lines"]
    assert line["limit"] == money("500.00")
    own = world.client(made["api_key"], identity)
    (credential,) = own.get("/credentials")["data"]
    assert credential["id"] == made["credential"]
    assert len(own.get("/users")["data"]) == 1


def test_a_key_that_did_not_arrive_is_replaced_by_the_operator(world: World) -> None:
    once = {"Idempotency-Key": "lost answer"}
    world.operator.http.post("/participants", json=entry(100), headers=once)
    replayed = world.operator.http.post("/participants", json=entry(100), headers=once).json()
    assert replayed["api_key"] is None
    issued = world.operator.post("/credentials", {"user": replayed["user"]})
    world.operator.http.delete(f"/credentials/{replayed['credential']}")
    client: Client = world.client(issued["api_key"])
    states = {each["id"]: each["revoked_at"] for each in client.get("/credentials")["data"]}
    assert states[issued["credential"]["id"]] is None
    assert states[replayed["credential"]] is not None
