"""A ready world in one call."""

from typing import Any

import pytest

from tests.api.service import Client, World, money


@pytest.fixture(scope="module")
def made(world: World) -> Any:
    return world.operator.post("/sandbox/world")


def client(world: World, made: Any, part: str) -> Client:
    return world.client(made["keys"][part], made["participants"][part]["id"])


def test_every_role_is_there_and_every_key_is_good(world: World, made: Any) -> None:
    roles = {role for each in made["participants"].values() for role in each["roles"]}
    assert roles == {"core_enterprise", "supplier", "financier", "regulator"}
    assert set(made["keys"]) == set(made["participants"])
    for part, participant in made["participants"].items():
        detail = client(world, made, part).get(f"/participants/{participant['id']}")
        assert detail["participant"] == participant


def test_invoices_are_on_their_way(world: World, made: Any) -> None:
    statuses = [each["status"] for each in made["receivables"]]
    assert statuses == ["recorded", "confirmed", *["tokenised"] * 3]
    supplier = client(world, made, "supplier")
    assert len(supplier.get("/receivables")["data"]) == 5
    asks = client(world, made, "bank").get("/asks")["data"]
    assert {each["id"] for each in made["asks"]} <= {each["id"] for each in asks}


def test_quotes_can_be_offered_and_taken_at_once(world: World, made: Any) -> None:
    bank, supplier = client(world, made, "bank"), client(world, made, "supplier")
    receivable = made["asks"][0]["receivable"]
    quote = bank.post("/quotes", {"receivable": receivable, "annual_rate_percent": "5.4"})
    assert supplier.post(f"/quotes/{quote['id']}/accept", {})["sale"]["face"] == money("1000000.00")
    core = client(world, made, "core_enterprise")
    assert core.post("/payments", {"receivable": receivable})["receivable"]["status"] == "settled"


def test_a_second_call_makes_another(world: World, made: Any) -> None:
    other = world.operator.post("/sandbox/world")
    ids = [{each["id"] for each in one["participants"].values()} for one in (made, other)]
    assert not ids[0] & ids[1]


def test_a_repetition_makes_none_and_shows_no_keys(world: World) -> None:
    headers = {"Idempotency-Key": "one world"}
    first = world.operator.http.post("/sandbox/world", headers=headers).json()
    again = world.operator.http.post("/sandbox/world", headers=headers).json()
    assert first["keys"] and again == first | {"keys": None}


def test_only_the_operator_makes_one(world: World) -> None:
    assert world.bank.code("POST", "/sandbox/world") == (403, "forbidden")
