"""Previews of sales in the market: what would move, and nothing does, nor is anything allowed."""

from collections.abc import Iterator

import pytest

from tests.api.service import Client, Json, money, sandbox
from tests.api.test_market import RATE, facility
from tests.api.trying import Traced


@pytest.fixture
def traced() -> Iterator[Traced]:
    with sandbox(Traced) as made:
        assert isinstance(made, Traced)
        yield made


def previewed(world: Traced, client: Client, path: str, body: Json) -> Json:
    before = world.trace()
    response = client.http.post(f"{path}/preview", json=body)
    assert response.status_code == 200, response.text
    assert world.trace() == before, "a preview leaves a trace"
    seen: Json = response.json()
    return seen


def test_a_first_draw_is_previewed_without_an_allowance(traced: Traced) -> None:
    """The supplier never let the market move its units, and with recourse its cash."""
    number = facility(traced, recourse_percent="100", hold_back_percent="10")
    body = {"receivable": traced.tokenised("4000.00")}
    path = f"/facilities/{number}"
    seen = previewed(traced, traced.supplier, path, body)
    assert (seen["price"], seen["proceeds"]) == (money("3946.00"), money("3551.40"))
    assert traced.supplier.post(f"{path}/draw", body)["trade"] == seen
    again = {"receivable": traced.tokenised("4000.00")}  # all is allowed now
    second = previewed(traced, traced.supplier, path, again)
    assert second["price"] == money("3946.00")
    assert traced.supplier.post(f"{path}/draw", again)["trade"] == second


def test_a_first_fill_is_previewed_without_an_allowance(traced: Traced) -> None:
    identity = traced.tokenised("10000.00")
    order = {"side": "ask", "receivable": identity, RATE: "6", "limit": money("10000.00")}
    asked = traced.supplier.post("/orders", order)
    path, body = f"/orders/{asked['id']}", {"receivable": identity}
    seen = previewed(traced, traced.bank, path, body)
    assert seen["cost"] == money("9850.00")
    assert traced.bank.post(f"{path}/fill", body)["trade"] == seen


def test_what_would_be_refused_is_refused_in_a_preview(traced: Traced) -> None:
    number = facility(traced)
    body = {"receivable": traced.tokenised("4000.00"), "amount": money("4000.01")}
    before = traced.trace()
    refused = traced.supplier.code("POST", f"/facilities/{number}/preview", body)
    assert refused == (409, "insufficient_units")
    assert traced.trace() == before
