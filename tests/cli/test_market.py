"""`sfc facilities`, `orders`, `deals`, `batches`, `auctions` and `rules` against a service."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from sfc.app.auctions import reveal_due
from sfc.domain.ids import parse_participant
from tests.api.service import World, sandbox
from tests.cli.conftest import As, Sfc


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with capture_logs(), sandbox() as made:  # the service is in this process
        yield made


def test_a_facility_and_what_follows(world: World, as_: As) -> None:
    at = as_(world.bank)
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


def test_a_bid_is_placed_filled_and_cancelled(world: World, as_: As) -> None:
    offer = ("--rate", "5.4", "--limit", "5000.00", "--obligor", world.core.id)
    at = as_(world.bank)
    order = at("orders", "place", "bid", *offer).out.split()[0]
    identity = world.tokenised("10000.00")
    at = as_(world.supplier)
    assert order in at("orders", "list").out
    sold = at("orders", "fill", order, identity, "--amount", "4000.00").out
    assert sold == "sold for CNY 3,946.00\n"
    at = as_(world.bank)
    assert at("orders", "cancel", order).out == f"{order} is cancelled\n"
    assert "cancelled" in at("orders", "list").out


def test_rules_are_announced(world: World, as_: As) -> None:
    at = as_(world.operator)
    start = (world.today + timedelta(400)).isoformat()
    ran = at("rules", "announce", "CN-77", "--from", start, "--tenor", 365)
    assert ran.out == f"CN-77 is announced from {start} on\n"
    assert "365" in at("rules", "list").out


def test_a_batch_is_posted_and_its_items_taken_up(world: World, as_: As, tmp_path: Path) -> None:
    invoices = [{**world.invoice("10.00"), "supplier": world.tier3.id} for _ in range(2)]
    for each in invoices:
        del each["obligor"]
    file = tmp_path / "batch.json"
    file.write_text(json.dumps(invoices), encoding="utf-8")
    ran = as_(world.core)("batches", "post", file, "--until", world.today)
    root, _, posted = ran.out.partition(": ")
    assert posted == "2, CNY 20.00\n"
    at = as_(world.tier3)
    item, other = at("batches", "offered", "--json").json["data"]
    assert "to be taken up" in at("batches", "offered").out
    ran = at("batches", "tokenise", item["receivable"])
    assert ran.out == "tokenised, CNY 10.00\n"
    withdrawn = at("batches", "withdraw", other["receivable"]).out
    assert withdrawn == f"{other['receivable']} is confirmed\n"
    at = as_(world.core)
    assert root in at("batches", "list").out
    assert at("batches", "close", root).err.endswith("[batch_exhausted]\n")


def put_up(world: World, at: Sfc) -> str:
    """An auction of 10,000.00 in which bids are taken for half a day, and revealed for a day."""
    world.give(world.supplier, "1000.00")
    now = datetime.fromtimestamp(world.system.context.clock.now(), UTC)
    names = ("--bid-until", "--reveal-until", "--deliver-until")
    ends = [
        (name, (now + timedelta(hours=hours)).isoformat())
        for name, hours in zip(names, (12, 36, 84), strict=True)
    ]
    lot = (world.tokenised("10000.00"), "--amount", "10000.00", "--reserve", "8")
    ran = at("auctions", "open", *lot, *chain.from_iterable(ends))
    assert ran.out.startswith("auction ") and ran.out.endswith(" is open\n"), ran.err
    return ran.out.split()[1]


def test_an_auction_is_opened_bid_in_and_cleared(world: World, as_: As) -> None:
    number = put_up(world, as_(world.supplier))
    at = as_(world.bank)
    assert number in at("auctions", "list").out
    ran = at("auctions", "bid", number, "--rate", "5", "--amount", "10000.00")
    assert ran.out == "committed\n"
    assert "sealed" in at("auctions", "show", number).out
    world.pass_days(1)
    assert reveal_due(world.system.context) == 1
    world.pass_days(1)
    assert at("auctions", "clear", number).out == "CNY 10,000.00 awarded\n"
    early = at("auctions", "lapse", number, world.bank.id)
    assert early.code == 1 and early.err.endswith("[auction_refused]\n")
    assert at("auctions", "deliver", number, world.bank.id).out == "delivered\n"
    # 5 % for 89 days on 360 is 123.61; and the deposit
    assert as_(world.supplier)("auctions", "withdraw").out == "CNY 9,877.39 withdrawn\n"


def test_a_bid_of_ones_own_is_revealed_by_its_maker(world: World, as_: As) -> None:
    number, salt = put_up(world, as_(world.supplier)), b"\x5a" * 32
    bidder = parse_participant(world.bank.id)
    book = world.system.context.auctions
    hashed = book.commitment(int(number), bidder, 50_000, 1_000_000, salt)
    at = as_(world.bank)
    assert at("auctions", "commit", number, f"0x{hashed.hex()}").out == "committed\n"
    world.pass_days(1)
    bid = ("--rate", "5", "--amount", "10000.00", "--salt", f"0x{salt.hex()}")
    assert at("auctions", "reveal", number, *bid).out == "revealed\n"
    assert "revealed" in at("auctions", "show", number).out
