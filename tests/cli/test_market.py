"""`sfc facilities`, `orders`, `deals`, `batches` and `rules` against a service."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from sfc.app.auctions import reveal_due
from tests.api.service import World, money, sandbox
from tests.cli.conftest import Sfc
from tests.cli.test_matters import as_  # noqa: F401  # the fixture


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with capture_logs(), sandbox() as made:  # the service is in this process
        yield made


def test_a_facility_and_what_follows(world: World, as_) -> None:  # noqa: F811
    at: Sfc = as_(world.bank)
    terms = ("--recourse", "100", "--hold-back", "10")
    wrong = at("facilities", "open", world.core.id, "--limit", "1.00", "--rate", "x")
    assert wrong.code == 2
    offer = ("--limit", "50000.00", "--rate", "30:4", "--rate", "180:5.4")
    ran = at("facilities", "open", world.core.id, *offer, *terms)
    assert ran.out == "facility 1 is open\n"
    identity = world.tokenised("10000.00")
    at = as_(world.supplier)
    assert "5.40 % to 180 d" in at("facilities", "list").out
    # a price of 9,865.00, of which a tenth is kept
    seen = at("facilities", "preview", 1, identity).out
    assert seen == "CNY 8,878.50 at once, CNY 986.50 held back, CNY 0.00 in fees\n"
    assert at("facilities", "draw", 1, identity).out == "sold for CNY 8,878.50\n"
    assert "market-1" in at("deals", "list").out
    early = as_(world.bank)("deals", "put-back", "market-1")
    assert early.code == 1 and early.err.endswith("[not_in_default]\n")
    released = as_(world.bank)("deals", "release", "market-1").out
    assert released == "CNY 10,000.00 of units left, CNY 0.00 held back, CNY 0.00 owed\n"
    assert as_(world.bank)("facilities", "close", 1).out == "facility 1 is closed\n"


def test_a_bid_is_placed_filled_and_cancelled(world: World, as_) -> None:  # noqa: F811
    offer = ("--rate", "5.4", "--limit", "5000.00", "--obligor", world.core.id)
    at: Sfc = as_(world.bank)
    order = at("orders", "place", "bid", *offer).out.split()[0]
    identity = world.tokenised("10000.00")
    at = as_(world.supplier)
    assert order in at("orders", "list").out
    sold = at("orders", "fill", order, identity, "--amount", "4000.00").out
    assert sold == "sold for CNY 3,946.00\n"
    at = as_(world.bank)
    assert at("orders", "cancel", order).out == f"{order} is cancelled\n"
    assert "cancelled" in at("orders", "list").out


def test_rules_are_announced(
    world: World,
    as_,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at: Sfc = as_(world.bank)
    monkeypatch.setenv("SFC_API_KEY", world.system.operator_key)
    start = (world.today + timedelta(400)).isoformat()
    ran = at("rules", "announce", "CN-77", "--from", start, "--tenor", 365)
    assert ran.out == f"CN-77 is announced from {start} on\n"
    assert "365" in at("rules", "list").out


def test_an_item_of_a_batch_is_taken_up(world: World, as_) -> None:  # noqa: F811
    invoice = world.invoice("10.00")
    del invoice["obligor"]
    until = world.today.isoformat()
    body = {"valid_until": until, "invoices": [{**invoice, "supplier": world.tier3.id}]}
    root = world.core.post("/batches", body)["batch"]["root"]
    at: Sfc = as_(world.tier3)
    [item] = at("batches", "offered", "--json").json["data"]
    assert "to be taken up" in at("batches", "offered").out
    ran = at("batches", "tokenise", item["receivable"])
    assert ran.out == "tokenised, CNY 10.00\n"
    at = as_(world.core)
    assert root in at("batches", "list").out
    assert at("batches", "close", root).err.endswith("[batch_exhausted]\n")


def test_an_auction_is_bid_in_and_cleared(world: World, as_) -> None:  # noqa: F811
    world.give(world.supplier, "1000.00")
    now = datetime.fromtimestamp(world.system.context.clock.now(), UTC)
    ends = dict(zip(("commit_end", "reveal_end", "delivery_end"), (12, 36, 84), strict=True))
    lot = {
        "receivable": world.tokenised("10000.00"),
        "amount": money("10000.00"),
        "least_bid": money("1.00"),
        "deposit": money("1.00"),
        "reserve_rate_percent": "8",
        **{name: (now + timedelta(hours=hours)).isoformat() for name, hours in ends.items()},
    }
    number = world.supplier.post("/auctions", lot)["auction"]["id"]
    at: Sfc = as_(world.bank)
    assert str(number) in at("auctions", "list").out
    ran = at("auctions", "bid", number, "--rate", "5", "--amount", "10000.00")
    assert ran.out == "committed\n"
    assert "sealed" in at("auctions", "show", number).out
    world.pass_days(1)
    assert reveal_due(world.system.context) == 1
    world.pass_days(1)
    assert at("auctions", "clear", number).out == "CNY 10,000.00 awarded\n"
    assert at("auctions", "deliver", number, world.bank.id).out == "delivered\n"
    # 5 % for 89 days on 360 is 123.61; and the deposit
    assert as_(world.supplier)("auctions", "withdraw").out == "CNY 9,877.39 withdrawn\n"
