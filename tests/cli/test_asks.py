"""`sfc asks` and `sfc standing` against a service."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from sfc.app.standing import carry_out
from tests.api.service import World, money, sandbox
from tests.cli.conftest import As


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with capture_logs(), sandbox() as made:  # the service is in this process
        yield made


def test_answers_are_compared_and_one_is_taken(world: World, as_: As) -> None:
    identity = world.tokenised()
    asked = world.supplier.post("/asks", {"receivable": identity})
    offer = {"receivable": identity, "annual_rate_percent": "5"}
    quote = world.bank.post("/quotes", offer)
    at = as_(world.supplier)
    assert asked["id"] in at("asks", "list").out
    table = at("asks", "compare", asked["id"]).out
    assert quote["id"] in table and "5.1336" in table  # 125 / 9,875 × 365 / 90
    assert at("asks", "accept", quote["id"]).out == "sold for CNY 9,875.00\n"
    assert as_(world.bank)("asks", "compare", asked["id"]).code == 1


def test_instructions_are_given_followed_and_ended(world: World, as_: As) -> None:
    at = as_(world.bank)
    ran = at("standing", "give", "quote", "--rate", "4.8", "--total", "20000.00", "--days", 90)
    identity = ran.out.split()[0]
    assert ran.out == f"{identity} is in force\n"
    receivable = world.tokenised()
    body = {"receivable": receivable, "amount": money("5000.00")}
    asked = world.supplier.post("/asks", body)
    carry_out(world.system.context)
    [decision] = at("standing", "log", identity, "--json").json["data"]
    assert (decision["outcome"], decision["ask"]) == ("quoted", asked["id"])
    assert decision["quote"] in at("standing", "log", identity).out
    assert at("standing", "end", identity).out == f"{identity} has ended\n"
    assert "ended" in at("standing", "list").out
