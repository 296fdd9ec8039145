"""Sealed bids: commit, reveal, clear at one rate, deliver. Who fails loses its deposit."""

import pytest
from eth_utils import keccak

from tests.contracts.chain import refuses
from tests.contracts.market.bench import (
    AWARDED,
    CLOSED,
    COMMITTED,
    DELIVERED,
    FINANCIER_FAILED,
    FINE,
    HOUR,
    NOBODY_FAILED,
    PPM,
    SALT,
    SELLER_FAILED,
    Bench,
    Lot,
    SaleTerms,
)
from tests.contracts.world import (
    BANK,
    BANK2,
    CNY,
    DAY,
    DUE,
    EVERYTHING,
    FACE,
    FINANCIER,
    NOON,
    SCALE,
    SUPPLIER,
    SUPPLIER1,
    TIER2,
    TIER3,
    bank,
    bank2,
    digest,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)

DEPOSIT = 10_000
PRICED = DUE - 2 - (NOON + 8 * 3_600) // DAY
"""Days from the end of revealing to the due day: 88."""
FOREVER = 2**256 - 1


@pytest.fixture(autouse=True)
def more_banks(bench: Bench) -> None:
    """Two suppliers are financiers, too: four may bid."""
    for number in (TIER2, TIER3):
        bench.world.core.setRoles(number, SUPPLIER | FINANCIER, by=operator)


def discount(units: int, rate: int) -> int:
    """For the days of the auction, half up."""
    return (2 * units * rate * PRICED + 360 * PPM) // (2 * 360 * PPM)


def price(units: int, rate: int) -> int:
    """What is left."""
    return units - discount(units, rate)


def awards(bench: Bench, auction: int) -> list[int]:
    """Of both banks and both suppliers."""
    return [int(bench.auctions.bidOf(auction, x).award) for x in (BANK, BANK2, TIER2, TIER3)]


def credit(bench: Bench, participant: int) -> int:
    """What a participant may take out."""
    return int(bench.auctions.creditOf(participant, CNY))


def bidding_is_over(bench: Bench) -> None:
    """Of the auction opened last."""
    auctions = bench.auctions
    bench.world.chain.now = auctions.auctionOf(auctions.auctionCount()).lot.commitEnd + 1


def revealing_is_over(bench: Bench) -> None:
    """Of the auction opened last."""
    auctions = bench.auctions
    bench.world.chain.now = auctions.auctionOf(auctions.auctionCount()).lot.revealEnd + 1


# The story.


def test_the_lowest_rates_win_and_all_pay_by_the_marginal_one(bench: Bench) -> None:
    auction, id = bench.auction()
    before = bench.cash(supplier, bank, bank2, tier2)
    receipt = bench.cleared(
        auction,
        {
            bank: (60_000, 500_000),
            bank2: (50_000, 400_000),
            tier2: (70_000, 300_000),
            tier3: (75_000, 900_000),
        },
    )
    assert receipt.only("AuctionCleared") == {
        "auction": auction,
        "rate": 70_000,
        "awarded": FACE,
        "forfeited": 0,
    }
    assert awards(bench, auction) == [500_000, 400_000, 100_000, 0]
    assert credit(bench, TIER3) == DEPOSIT

    for number in (BANK, BANK2, TIER2):
        sale, failed = bench.auctions.deliver(auction, number, by=stranger).value
        assert failed == FINE
        assert sale.price == price(sale.units, 70_000)
    assert bench.world.units(id, supplier, bank, bank2, tier2) == [0, 500_000, 400_000, 100_000]
    paid = [price(units, 70_000) for units in (500_000, 400_000, 100_000)]
    assert bench.cash(bank, bank2, tier2) == [
        had - cost for had, cost in zip(before[1:], paid, strict=True)
    ]
    assert bench.auctions.withdraw(CNY, by=supplier).value == sum(paid) + DEPOSIT
    assert bench.cash(supplier) == [before[0] + sum(paid) + DEPOSIT]
    bench.auctions.withdraw(CNY, by=tier3)
    assert bench.cash(bench.auctions.address) == [0]


def test_of_equal_rates_the_earlier_commitment_is_first(bench: Bench) -> None:
    """Whoever reveals first."""
    auction, _ = bench.auction()
    bench.cleared(
        auction, {tier2: (50_000, 700_000), bank: (50_000, 700_000), bank2: (50_000, 700_000)}
    )
    assert awards(bench, auction) == [300_000, 0, 700_000, 0]


def test_with_less_demand_than_units_the_rest_stays_with_the_seller(bench: Bench) -> None:
    auction, id = bench.auction()
    bench.cleared(auction, {bank: (40_000, 300_000), bank2: (30_000, 200_000)})
    assert awards(bench, auction)[:2] == [300_000, 200_000]
    assert bench.auctions.auctionOf(auction).rate == 40_000
    for number in (BANK, BANK2):
        bench.auctions.deliver(auction, number, by=bank)
    assert bench.world.units(id, supplier) == [500_000]
    assert bench.auctions.auctionOf(auction).bond == 0


def test_without_bids_the_seller_gets_its_deposit_back(bench: Bench) -> None:
    auction, _ = bench.auction()
    receipt = bench.cleared(auction, {})
    assert receipt.only("AuctionCleared")["awarded"] == 0
    assert credit(bench, SUPPLIER1) == DEPOSIT
    with refuses("AlreadyCleared", auction=auction):
        bench.auctions.clear(auction, by=bank)


def test_a_bid_that_is_not_revealed_loses_its_deposit_to_the_seller(bench: Bench) -> None:
    auction, _ = bench.auction()
    bench.bid(auction, tier2, 10_000, FACE)
    bench.bid(auction, tier3, 10_000, FACE)
    receipt = bench.cleared(auction, {bank: (60_000, FACE)})
    assert receipt.only("AuctionCleared")["forfeited"] == 2
    assert awards(bench, auction) == [FACE, 0, 0, 0]
    assert credit(bench, SUPPLIER1) == 2 * DEPOSIT
    assert bench.auctions.bidOf(auction, TIER2).state == COMMITTED
    with refuses("WrongBidState", state=COMMITTED, required=AWARDED):
        bench.auctions.deliver(auction, TIER2, by=tier2)


def test_terms_of_the_lot_are_terms_of_the_sales(bench: Bench) -> None:
    terms = SaleTerms(recourse=PPM, hold_back=100_000, fee_rate=5_000, fee_receiver=TIER3)
    auction, id = bench.auction(terms=terms)
    bench.cleared(auction, {bank: (60_000, FACE)})
    sale, _ = bench.auctions.deliver(auction, BANK, by=bank).value
    total = price(FACE, 60_000)
    assert (sale.price, sale.cost, sale.deal) == (total, total, 1)
    assert sale.holdBack == total // 10
    assert sale.fee == (total * 5 + 500) // 1000
    assert sale.proceeds == total - sale.holdBack - sale.fee
    assert credit(bench, SUPPLIER1) == sale.proceeds + DEPOSIT
    assert credit(bench, TIER3) == sale.fee
    # What follows is as in any sale.
    bench.world.go_to(DUE + 6)
    back = bench.auctions.putBack(sale.deal, FACE, by=bank).value
    assert (back.units, back.fromHoldBack + back.fromCash) == (FACE, total)
    assert bench.world.units(id, supplier) == [FACE]


def test_a_deposit_above_the_cost_leaves_a_rest(bench: Bench) -> None:
    auction, _ = bench.auction(deposit=400_000)
    bench.cleared(auction, {bank: (50_000, 700_000), bank2: (60_000, 500_000)})
    before = bench.cash(bank2)
    bench.auctions.deliver(auction, BANK2, by=bank)
    assert bench.cash(bank2) == before
    assert credit(bench, BANK2) == 400_000 - price(300_000, 60_000)


# Who fails.


def test_a_financier_that_does_not_pay_loses_its_deposit(bench: Bench) -> None:
    auction, id = bench.auction()
    bench.cleared(auction, {bank: (60_000, 700_000), bank2: (50_000, 300_000)})
    bench.world.token.approve(bench.auctions.address, 0, by=bank)
    missing = price(700_000, 60_000) - DEPOSIT
    with refuses("CashNotReady", financier=BANK, available=0, missing=missing):
        bench.auctions.deliver(auction, BANK, by=supplier)
    bench.auctions.deliver(auction, BANK2, by=bank2)
    last = bench.auctions.auctionOf(auction).lot.deliveryEnd
    bench.world.chain.now = last
    with refuses("NotNow", first=last + 1, last=FOREVER, timestamp=last):
        bench.auctions.lapse(auction, BANK, by=supplier)
    with refuses("NotNow", first=0, last=last, timestamp=last + 1):
        bench.auctions.deliver(auction, BANK, by=bank)
    assert bench.auctions.lapse(auction, BANK, by=supplier).value == FINANCIER_FAILED
    assert credit(bench, SUPPLIER1) == price(300_000, 60_000) + 2 * DEPOSIT
    assert bench.world.units(id, supplier, bank, bank2) == [700_000, 0, 300_000]


def test_a_seller_without_the_units_loses_its_deposit(bench: Bench) -> None:
    auction, id = bench.auction()
    bench.cleared(auction, {bank: (60_000, 700_000), bank2: (50_000, 300_000)})
    bench.world.core.transfer(tier2, id, 500_000, by=supplier)
    receipt = bench.auctions.deliver(auction, BANK, by=bank)
    assert receipt.value[1] == SELLER_FAILED
    assert receipt.only("AwardFailed") == {
        "auction": auction,
        "financier": BANK,
        "failed": SELLER_FAILED,
    }
    assert credit(bench, BANK) == DEPOSIT + 7_000
    assert bench.auctions.bidOf(auction, BANK).state == CLOSED
    bench.auctions.deliver(auction, BANK2, by=bank2)  # for this one there is enough
    assert bench.auctions.bidOf(auction, BANK2).state == DELIVERED
    assert credit(bench, SUPPLIER1) == price(300_000, 60_000) + 3_000
    end(bench, auction)
    with refuses("WrongBidState", state=CLOSED, required=AWARDED):
        bench.auctions.lapse(auction, BANK, by=bank)


def end(bench: Bench, auction: int) -> None:
    """Let the time to deliver pass."""
    bench.world.chain.now = bench.auctions.auctionOf(auction).lot.deliveryEnd + 1


@pytest.mark.parametrize("late", [False, True], ids=["delivery", "lapse"])
def test_a_seller_that_withdrew_its_approval_fails(bench: Bench, late: bool) -> None:
    auction, _ = bench.auction()
    bench.cleared(auction, {bank: (60_000, FACE)})
    bench.world.core.setOperator(bench.auctions.address, False, by=supplier)
    if late:
        end(bench, auction)
        assert bench.auctions.lapse(auction, BANK, by=bank).value == SELLER_FAILED
    else:
        assert bench.auctions.deliver(auction, BANK, by=bank).value[1] == SELLER_FAILED
    assert (credit(bench, BANK), credit(bench, SUPPLIER1)) == (2 * DEPOSIT, 0)


def test_to_show_that_the_seller_failed_the_cash_has_to_be_ready(bench: Bench) -> None:
    auction, id = bench.auction()
    bench.cleared(auction, {bank: (60_000, FACE)})
    bench.world.core.transfer(tier2, id, 1, by=supplier)
    bench.world.token.burn(bench.world.cash(bank), by=bank)
    missing = price(FACE, 60_000) - DEPOSIT
    with refuses("CashNotReady", financier=BANK, available=0, missing=missing):
        bench.auctions.deliver(auction, BANK, by=bank)


@pytest.mark.parametrize("late", [False, True], ids=["delivery", "lapse"])
@pytest.mark.parametrize("reason", ["paid", "seller suspended", "financier suspended", "role"])
def test_where_nobody_failed_both_are_as_before(bench: Bench, reason: str, late: bool) -> None:
    core = bench.world.core
    auction, id = bench.auction()
    bench.cleared(auction, {bank: (60_000, FACE)})
    if reason == "paid":
        core.pay(id, FACE, by=obligor)
    elif reason == "role":
        core.setRoles(BANK, SUPPLIER, by=operator)
    else:
        core.suspend(SUPPLIER1 if "seller" in reason else BANK, by=operator)
    if late:
        end(bench, auction)
        assert bench.auctions.lapse(auction, BANK, by=supplier).value == NOBODY_FAILED
    else:
        assert bench.auctions.deliver(auction, BANK, by=supplier).value[1] == NOBODY_FAILED
    assert (credit(bench, BANK), credit(bench, SUPPLIER1)) == (DEPOSIT, DEPOSIT)


def test_a_receivable_paid_before_clearing_is_awarded_to_nobody(bench: Bench) -> None:
    auction, id = bench.auction()
    bench.world.core.pay(id, FACE, by=obligor)
    bench.cleared(auction, {bank: (60_000, FACE)})
    assert awards(bench, auction) == [0, 0, 0, 0]
    assert (credit(bench, BANK), credit(bench, SUPPLIER1)) == (DEPOSIT, DEPOSIT)


def test_a_part_paid_meanwhile_makes_the_award_cheaper_and_frees_nobody(bench: Bench) -> None:
    """Anybody can pay a part: for a fen a seller could leave, if that made an auction void."""
    auction, id = bench.auction()
    bench.cleared(auction, {bank: (60_000, FACE)})
    bench.world.core.pay(id, 400_000, by=supplier)
    sale, failed = bench.auctions.deliver(auction, BANK, by=bank).value
    assert failed == FINE
    assert (sale.claim, sale.price) == (600_000, price(600_000, 60_000))
    assert bench.world.redeem(id, supplier) == [400_000]


@pytest.mark.parametrize("late", [False, True], ids=["delivery", "lapse"])
@pytest.mark.parametrize("again", [False, True], ids=["cancelled", "recorded anew"])
def test_a_seller_that_lets_it_be_cancelled_fails(bench: Bench, again: bool, late: bool) -> None:
    world = bench.world
    auction, id = bench.auction()
    bench.cleared(auction, {bank: (60_000, FACE)})
    world.core.cancel(id, by=supplier)
    world.core.cancel(id, by=obligor)
    if again:
        world.recorded()
        world.core.confirm(world.undertaking(invoice(), round=1), by=obligor)
        world.core.tokenise(id, by=supplier)
    if late:
        end(bench, auction)
        failed = bench.auctions.lapse(auction, BANK, by=supplier).value
    else:
        failed = bench.auctions.deliver(auction, BANK, by=bank).value[1]
    assert failed == SELLER_FAILED
    assert (credit(bench, BANK), credit(bench, SUPPLIER1)) == (2 * DEPOSIT, 0)


def test_an_award_too_small_for_a_price_is_none(bench: Bench) -> None:
    """At 300 % for 88 days one fen discounts to nothing."""
    auction, _ = bench.auction(reserve_rate=3_000_000, min_units=1)
    bench.cleared(auction, {bank: (3_000_000, FACE - 1), bank2: (3_000_000, 5)})
    assert awards(bench, auction)[:2] == [FACE - 1, 0]
    assert credit(bench, BANK2) == DEPOSIT


def test_what_too_small_awards_leave_goes_to_no_dearer_bid(bench: Bench) -> None:
    """Nobody buys at a lower rate than it bid."""
    auction, _ = bench.auction(reserve_rate=3_000_000, min_units=1)
    bids = {bank: (2_900_000, FACE - 2), bank2: (2_950_000, 1), tier2: (2_960_000, 1)}
    bench.cleared(auction, {**bids, tier3: (3_000_000, 5)})
    assert awards(bench, auction) == [FACE - 2, 0, 0, 0]


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


# Taking out.


def test_each_takes_out_its_own(bench: Bench) -> None:
    auction, _ = bench.auction()
    bench.cleared(auction, {bank: (60_000, FACE), bank2: (70_000, FACE)})
    with refuses("NothingCredited", participant=BANK, currency=CNY):
        bench.auctions.withdraw(CNY, by=bank)
    bench.world.core.suspend(BANK2, by=operator)
    with refuses("ParticipantSuspended", id=BANK2):
        bench.auctions.withdraw(CNY, by=bank2)
    bench.world.core.reinstate(BANK2, by=operator)
    assert bench.auctions.withdraw(CNY, by=bank2).value == DEPOSIT
    with refuses("NothingCredited", participant=BANK2, currency=CNY):
        bench.auctions.withdraw(CNY, by=bank2)
    with refuses("UnknownParticipant", account=stranger):
        bench.auctions.withdraw(CNY, by=stranger)


def test_a_suspended_financier_reveals_and_loses_nothing(bench: Bench) -> None:
    auction, _ = bench.auction()
    bench.bid(auction, bank, 60_000, FACE)
    bench.world.core.suspend(BANK, by=operator)
    bidding_is_over(bench)
    bench.auctions.reveal(auction, 60_000, FACE, SALT, by=bank)
    revealing_is_over(bench)
    bench.auctions.clear(auction, by=stranger)
    assert bench.auctions.deliver(auction, BANK, by=stranger).value[1] == NOBODY_FAILED
    assert credit(bench, BANK) == DEPOSIT
