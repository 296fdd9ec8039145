"""Auctions to the cash: the lowest rates win, all pay by one, each takes out its own."""

import pytest

from tests.contracts.chain import refuses
from tests.contracts.market.bench import (
    AWARDED,
    COMMITTED,
    FINE,
    NOBODY_FAILED,
    PPM,
    SALT,
    Bench,
    SaleTerms,
)
from tests.contracts.market.bidding import (
    DEPOSIT,
    ORDER,
    awards,
    bidding_is_over,
    credit,
    price,
    revealing_is_over,
)
from tests.contracts.world import (
    BANK,
    BANK2,
    CNY,
    DUE,
    FACE,
    SUPPLIER1,
    TIER2,
    TIER3,
    bank,
    bank2,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)

pytestmark = pytest.mark.usefixtures("more_banks")


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
    bench.world.core.freeze(BANK2, ORDER, DUE, by=operator)
    with refuses("Frozen", participant=BANK2, until=DUE):
        bench.auctions.withdraw(CNY, by=bank2)
    bench.world.go_to(DUE + 1)
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
