"""Sealed bids: secret, one for each financier, each step in its time, of a lot that makes sense."""

import pytest
from eth_utils import keccak

from tests.contracts.chain import refuses
from tests.contracts.market.bench import COMMITTED, HOUR, SALT, Bench, Lot, SaleTerms
from tests.contracts.market.bidding import (
    DEPOSIT,
    FOREVER,
    ORDER,
    bidding_is_over,
    revealing_is_over,
)
from tests.contracts.world import (
    BANK,
    BANK2,
    DAY,
    DUE,
    EVERYTHING,
    FACE,
    FINANCIER,
    NOON,
    SCALE,
    SUPPLIER,
    SUPPLIER1,
    bank,
    bank2,
    digest,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
)

pytestmark = pytest.mark.usefixtures("more_banks")


# Bids.


def test_a_bid_is_secret_and_bound_to_its_financier_and_auction(bench: Bench) -> None:
    auction, _ = bench.auction()
    other, _ = bench.auction(receivable=bench.world.tokenised(invoice(2)))
    words = (bench.world.chain.id, int(bench.auctions.address, 16), auction, BANK, 60_000, FACE)
    expected = keccak(b"".join(x.to_bytes(32, "big") for x in words) + SALT)
    hashed = bench.auctions.commitmentOf(auction, BANK, 60_000, FACE, SALT)
    assert hashed == expected
    bench.auctions.commit(auction, hashed, by=bank)
    bench.auctions.commit(auction, hashed, by=bank2)  # copied
    bench.auctions.commit(other, hashed, by=bank)
    bidding_is_over(bench)
    for number, caller in ((auction, bank2), (other, bank)):
        with refuses("CommitmentMismatch", commitment=hashed):
            bench.auctions.reveal(number, 60_000, FACE, SALT, by=caller)
    for wrong in ((60_001, FACE, SALT), (60_000, FACE - 1, SALT), (60_000, FACE, bytes(32))):
        with refuses("CommitmentMismatch", commitment=hashed):
            bench.auctions.reveal(auction, *wrong, by=bank)
    bench.auctions.reveal(auction, 60_000, FACE, SALT, by=bank)
    with refuses("WrongBidState", state=2, required=COMMITTED):
        bench.auctions.reveal(auction, 60_000, FACE, SALT, by=bank)


@pytest.mark.parametrize(
    ("rate", "units"), [(80_001, FACE), (60_000, 999), (60_000, FACE + 1), (60_000, 0)]
)
def test_a_bid_out_of_range_does_not_count(bench: Bench, rate: int, units: int) -> None:
    auction, _ = bench.auction()
    bench.bid(auction, bank, rate, units)
    bidding_is_over(bench)
    with refuses("BidOutOfRange", rate=rate, units=units):
        bench.auctions.reveal(auction, rate, units, SALT, by=bank)


def test_one_financier_has_one_bid_and_the_seller_none(bench: Bench) -> None:
    auction, _ = bench.auction()
    bench.bid(auction, bank, 60_000, FACE)
    with refuses("AlreadyBid", auction=auction, financier=BANK):
        bench.bid(auction, bank, 50_000, FACE)
    bench.world.core.setRoles(SUPPLIER1, SUPPLIER | FINANCIER, by=operator)
    with refuses("SellerMayNotBid", participant=SUPPLIER1):
        bench.bid(auction, supplier, 50_000, FACE)
    with refuses("WrongRole", account=obligor, required=FINANCIER):
        bench.auctions.commit(auction, bytes(32), by=obligor)
    with refuses("UnknownParticipant", account=stranger):
        bench.auctions.commit(auction, bytes(32), by=stranger)
    bench.world.core.freeze(BANK2, ORDER, DUE, by=operator)
    with refuses("Frozen", participant=BANK2, until=DUE):
        bench.bid(auction, bank2, 50_000, FACE)


def test_there_are_at_most_thirty_two_bids(bench: Bench) -> None:
    """So that clearing always fits a block: all of them revealed, sorted and awarded."""
    world, auctions = bench.world, bench.auctions
    auction, _ = bench.auction()
    crowd = [world.mock("ContractAccount", operator) for _ in range(32)]
    approve = world.token.data("approve", auctions.address, EVERYTHING)
    bids = [(50_000 - i, 40_000, SALT) for i in range(32)]
    for i, account in enumerate(crowd):
        number = world.core.register(account.address, digest(i), FINANCIER, by=operator).value
        world.token.mint(account.address, DEPOSIT * SCALE, by=operator)
        account.execute(world.token.address, approve, by=operator)
        call = auctions.data("commit", auction, auctions.commitmentOf(auction, number, *bids[i]))
        account.execute(auctions.address, call, by=operator)
    with refuses("TooManyBids", limit=32):
        bench.bid(auction, bank, 1, FACE)
    bidding_is_over(bench)
    for account, bid in zip(crowd, bids, strict=True):
        account.execute(auctions.address, auctions.data("reveal", auction, *bid), by=operator)
    revealing_is_over(bench)
    receipt = auctions.clear(auction, by=stranger)
    assert receipt.gas < 5_000_000
    assert receipt.only("AuctionCleared")["rate"] == 50_000 - 7
    assert auctions.auctionOf(auction).pending == 25


# Times and lots.


def test_each_step_has_its_time(bench: Bench) -> None:
    auctions = bench.auctions
    auction, _ = bench.auction()
    lot = auctions.auctionOf(auction).lot
    bench.bid(auction, bank, 60_000, FACE)
    with refuses(
        "NotNow", first=lot.commitEnd + 1, last=lot.revealEnd, timestamp=bench.world.chain.now
    ):
        auctions.reveal(auction, 60_000, FACE, SALT, by=bank)
    with refuses("NotCleared", auction=auction):
        auctions.deliver(auction, BANK, by=bank)
    with refuses("NotCleared", auction=auction):
        auctions.lapse(auction, BANK, by=bank)
    bench.world.chain.now = lot.commitEnd
    bench.bid(auction, bank2, 60_000, FACE)
    with refuses("NotNow", first=0, last=lot.commitEnd, timestamp=lot.commitEnd + 1):
        bench.bid(auction, tier2, 60_000, FACE)
    before = lot.revealEnd - 1
    bench.world.chain.now = before
    with refuses("NotNow", first=lot.revealEnd + 1, last=FOREVER, timestamp=before):
        auctions.clear(auction, by=bank)
    auctions.reveal(auction, 60_000, FACE, SALT, by=bank)
    with refuses(
        "NotNow", first=lot.commitEnd + 1, last=lot.revealEnd, timestamp=lot.revealEnd + 1
    ):
        auctions.reveal(auction, 60_000, FACE, SALT, by=bank2)
    auctions.clear(auction, by=bank)
    for unknown in (0, auction + 1):
        with refuses("UnknownAuction", auction=unknown):
            auctions.clear(unknown, by=bank)


@pytest.mark.parametrize(
    "changed",
    [
        {"min_units": 0},
        {"min_units": FACE + 1},
        {"deposit": 0},
        {"deposit": FACE + 1},
        {"commit_end": NOON - 1},
        {"commit_end": NOON + DAY, "reveal_end": NOON + DAY + HOUR - 1},
        {"reveal_end": NOON + 2 * DAY, "delivery_end": NOON + 2 * DAY + HOUR - 1},
        {"delivery_end": NOON + 90 * DAY},
    ],
    ids=str,
)
def test_a_lot_has_to_make_sense(bench: Bench, changed: dict[str, int]) -> None:
    with refuses("LotMalformed"):
        bench.auction(**changed)


def test_a_lot_has_to_be_there_and_have_a_price(bench: Bench) -> None:
    id = bench.world.spread({tier2: 1})
    with refuses("InsufficientUnits", id=id, holder=SUPPLIER1, held=FACE - 1, needed=FACE):
        bench.auction(receivable=id)
    with refuses("DiscountNotBelowFace", units=1_000, discount=1_956):
        bench.auction(receivable=id, units=1_000, deposit=1, reserve_rate=8_000_000)
    with refuses("UnknownParticipantId", id=50):
        terms = SaleTerms(fee_rate=1, fee_receiver=50)
        bench.auction(receivable=id, units=1_000, deposit=1, terms=terms)
    bench.world.core.setOperator(bench.auctions.address, False, by=supplier)
    with refuses("UnitsNotApproved", receivable=id):
        bench.auction(receivable=id, units=FACE - 1)
    bench.world.core.approve(bench.auctions.address, id, FACE - 1, by=supplier)
    bench.auction(receivable=id, units=FACE - 1)


def test_only_an_active_holder_auctions(bench: Bench) -> None:
    id = bench.world.tokenised()
    with refuses("UnknownParticipant", account=stranger):
        bench.auctions.open(Lot(id), by=stranger)
    bench.world.core.suspend(SUPPLIER1, by=operator)
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        bench.auctions.open(Lot(id), by=supplier)
