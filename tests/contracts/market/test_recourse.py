"""After a sale: what was kept is released, or units go back against what was paid for them."""

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.market.bench import PPM, Bench
from tests.contracts.market.bidding import ORDER
from tests.contracts.world import (
    BANK,
    CNY,
    DUE,
    FACE,
    GRACE,
    PRICE,
    SCALE,
    SUPPLIER1,
    TODAY,
    bank,
    bank2,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
)

HELD = 98_650
"""A tenth of it."""
TENTH = 100_000
"""Ten per cent, in ppm."""


def allow(bench: Bench, minor: int) -> None:
    """What the supplier lets the market take from now on."""
    bench.world.token.approve(bench.market.address, minor * SCALE, by=supplier)


# The hold-back.


def test_a_part_of_the_price_is_kept_until_collection(bench: Bench) -> None:
    world = bench.world
    before = bench.cash(supplier, bank)
    id, deal = bench.sold(hold_back=TENTH)
    assert bench.cash(supplier, bank) == [before[0] + PRICE - HELD, before[1] - PRICE]
    assert bench.cash(bench.market.address) == [HELD]
    with refuses("NothingToRelease", deal=deal):
        bench.market.release(deal, by=supplier)

    world.core.pay(id, FACE, by=obligor)
    receipt = bench.market.release(deal, by=stranger)
    assert receipt.only("HoldBackReleased") == {"deal": deal, "to": SUPPLIER1, "amount": HELD}
    assert bench.cash(supplier) == [before[0] + PRICE]
    with refuses("NothingToRelease", deal=deal):
        bench.market.release(deal, by=supplier)


def test_it_is_released_whole_and_at_the_end(bench: Bench) -> None:
    id, deal = bench.sold(hold_back=TENTH)
    bench.world.core.pay(id, FACE - 1, by=obligor)
    with refuses("NothingToRelease", deal=deal):
        bench.market.release(deal, by=supplier)
    bench.world.core.pay(id, 1, by=obligor)
    bench.market.release(deal, by=supplier)


def test_the_financier_may_release_it_earlier(bench: Bench) -> None:
    _, deal = bench.sold(hold_back=TENTH)
    with refuses("NothingToRelease", deal=deal):
        bench.market.release(deal, by=bank2)
    assert bench.market.release(deal, by=bank).only("HoldBackReleased")["to"] == SUPPLIER1


@pytest.mark.parametrize("again", [False, True], ids=["cancelled", "recorded anew"])
def test_of_a_cancelled_receivable_it_goes_back_to_the_financier(bench: Bench, again: bool) -> None:
    """Its part of the price never became due."""
    world = bench.world
    id, deal = bench.sold(hold_back=TENTH, recourse=PPM)
    world.core.transfer(supplier, id, FACE, by=bank)
    world.core.cancel(id, by=supplier)
    world.core.cancel(id, by=obligor)
    if again:
        world.recorded()
    assert bench.market.release(deal, by=stranger).only("HoldBackReleased")["to"] == BANK
    world.go_to(DUE + 100)
    with refuses("DealOver", deal=deal):
        bench.market.putBack(deal, 1, by=bank)


def test_a_suspended_party_waits_for_its_money(bench: Bench) -> None:
    id, deal = bench.sold(hold_back=TENTH)
    bench.world.core.pay(id, FACE, by=obligor)
    bench.world.core.suspend(SUPPLIER1, by=operator)
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        bench.market.release(deal, by=stranger)
    bench.world.core.reinstate(SUPPLIER1, by=operator)
    bench.world.core.freeze(SUPPLIER1, ORDER, TODAY, by=operator)
    with refuses("Frozen", participant=SUPPLIER1, until=TODAY):
        bench.market.release(deal, by=stranger)
    bench.world.go_to(TODAY + 1)
    bench.market.release(deal, by=stranger)


# Back to the seller.


def test_units_go_back_after_default_and_late_payments_reach_the_seller(bench: Bench) -> None:
    world = bench.world
    id, deal = bench.sold(hold_back=TENTH, recourse=PPM)
    before = bench.cash(supplier, bank)
    bench.default()
    receipt = bench.market.putBack(deal, FACE, by=bank)

    back = receipt.value
    assert (back.units, back.owedUnits, back.owed) == (FACE, 0, 0)
    assert (back.fromHoldBack, back.fromCash) == (HELD, PRICE - HELD)
    assert bench.cash(supplier, bank) == [before[0] - PRICE + HELD, before[1] + PRICE]
    assert world.units(id, supplier, bank) == [FACE, 0]
    assert receipt.only("PutBack") == {
        "deal": deal,
        "receivable": id,
        "put": FACE,
        "result": back,
    }
    due = sum(world.core.amountDue(id))
    world.core.pay(id, due, by=obligor)
    assert world.redeem(id, supplier) == [due]
    with refuses("DealOver", deal=deal):
        bench.market.putBack(deal, 1, by=bank)


def test_the_agreed_rate_is_added_from_the_sale_on(bench: Bench) -> None:
    """986,500 at 8 % for 96 of 360 days, half up."""
    _, deal = bench.sold(recourse=PPM, buy_back_rate=80_000)
    bench.default()
    interest = 21_045
    assert bench.market.buyBackCost(deal, FACE) == PRICE + interest
    assert bench.market.putBack(deal, FACE, by=bank).value.fromCash == PRICE + interest


@pytest.mark.parametrize("day", [TODAY + 1, DUE, DUE + GRACE])
def test_not_before_default(bench: Bench, day: int) -> None:
    id, deal = bench.sold(recourse=PPM)
    bench.world.go_to(day)
    with refuses("NotInDefault", **{"from": DUE + GRACE + 1}, receivable=id, today=day):
        bench.market.putBack(deal, 1, by=bank)


def test_not_after_it_was_cured(bench: Bench) -> None:
    id, deal = bench.sold(recourse=PPM)
    bench.default()
    bench.world.core.pay(id, sum(bench.world.core.amountDue(id)), by=obligor)
    with refuses("DealOver", deal=deal):
        bench.market.putBack(deal, 1, by=bank)


def test_only_by_the_deals_own_financier(bench: Bench) -> None:
    id, deal = bench.sold(recourse=PPM)
    bench.world.core.transfer(bank2, id, FACE, by=bank)
    bench.default()
    for other, number in ((bank2, 7), (supplier, SUPPLIER1)):
        with refuses("NotFinancier", deal=deal, participant=number):
            bench.market.putBack(deal, 1, by=other)
    with refuses("UnknownParticipant", account=stranger):
        bench.market.putBack(deal, 1, by=stranger)
    for unknown in (0, deal + 1):
        with refuses("UnknownDeal", deal=unknown):
            bench.market.putBack(unknown, 1, by=bank)


def test_it_puts_back_what_it_has(bench: Bench) -> None:
    id, deal = bench.sold(recourse=PPM)
    bench.world.core.transfer(bank2, id, FACE - 10, by=bank)
    bench.default()
    with refuses("InsufficientUnits", id=id, holder=BANK, held=10, needed=11):
        bench.market.putBack(deal, 11, by=bank)
    with refuses("TooManyUnits", units=FACE + 1, most=FACE):
        bench.market.putBack(deal, FACE + 1, by=bank)
    with refuses("NoDebt", deal=deal):
        bench.market.putBack(deal, 0, by=bank)
    assert bench.market.putBack(deal, 10, by=bank).value.units == 10


def test_it_goes_back_in_parts_that_sum_to_the_whole(bench: Bench) -> None:
    id, deal = bench.sold(recourse=PPM, hold_back=TENTH)
    before = bench.cash(bank)[0]
    bench.default()
    for units in (333_333, 333_333, 333_334):
        bench.market.putBack(deal, units, by=bank)
    assert abs(bench.cash(bank)[0] - before - PRICE) <= 1  # each part is rounded by itself
    assert bench.world.units(id, supplier, bank) == [FACE, 0]
    assert bench.market.dealOf(deal).holdBack == 0


def test_a_claim_that_was_paid_in_part_costs_that_part_less(bench: Bench) -> None:
    id, deal = bench.sold(recourse=PPM)
    bench.world.core.pay(id, 400_000, by=obligor)
    bench.default()
    assert bench.market.putBack(deal, FACE, by=bank).value.fromCash == 591_900  # six tenths
    assert bench.world.redeem(id, bank) == [400_000]
    penalty = bench.world.core.amountDue(id).penalty
    bench.world.core.pay(id, 600_000 + penalty, by=obligor)
    assert bench.world.redeem(id, supplier) == [600_000 + penalty]


# How far recourse reaches.


def test_recourse_may_be_limited_to_a_share(bench: Bench) -> None:
    id, deal = bench.sold(recourse=300_000)
    bench.default()
    with refuses("BeyondRecourse", units=300_001, most=300_000):
        bench.market.putBack(deal, 300_001, by=bank)
    assert bench.market.putBack(deal, 300_000, by=bank).value.fromCash == 295_950
    with refuses("BeyondRecourse", units=1, most=0):
        bench.market.putBack(deal, 1, by=bank)
    assert bench.world.units(id, supplier, bank) == [300_000, 700_000]


def test_without_recourse_the_hold_back_is_all_there_is(bench: Bench) -> None:
    """It buys back what it pays for, so that it is never locked in."""
    id, deal = bench.sold(hold_back=TENTH)
    bench.default()
    with refuses("BeyondRecourse", units=2, most=0):
        bench.market.putBack(deal, 100_001, by=bank)
    back = bench.market.putBack(deal, 100_000, by=bank).value
    assert (back.fromHoldBack, back.fromCash, back.units) == (HELD, 0, 100_000)
    assert bench.world.units(id, supplier, bank) == [100_000, 900_000]


def test_a_sale_without_either_leaves_no_deal(bench: Bench) -> None:
    assert bench.sold()[1] == 0
    assert bench.market.dealCount() == 0


# The debt.


def test_what_the_seller_cannot_pay_is_a_debt_and_its_units_stay(bench: Bench) -> None:
    id, deal = bench.sold(recourse=PPM, hold_back=TENTH)
    allow(bench, 400_000)
    bench.default()
    back = bench.market.putBack(deal, FACE, by=bank).value
    assert back.fromHoldBack == HELD
    assert 400_000 - 1 <= back.fromCash <= 400_000  # whole units only
    assert abs(back.owed - (PRICE - back.fromHoldBack - back.fromCash)) <= 1
    assert bench.world.units(id, supplier, bank) == [back.units, FACE - back.units]
    assert bench.market.debtOf(deal) == (back.owedUnits, back.owed)
    assert back.owedUnits == FACE - back.units

    # Anybody may pay it, in parts, rounded up: the cash to the bank, the units to the seller.
    part = -(-back.owed * 100_000 // back.owedUnits)
    before = bench.cash(bank, tier2)
    with refuses("CostAbove", most=part - 1, cost=part):
        bench.market.payDebt(deal, 100_000, part - 1, by=tier2)
    done = bench.market.payDebt(deal, 100_000, part, by=tier2)
    assert bench.cash(bank, tier2) == [before[0] + part, before[1] - part]
    assert done.only("DebtPaid") == {"deal": deal, "payer": tier2, "result": done.value}
    assert (done.value.fromCash, done.value.owedUnits) == (part, back.owedUnits - 100_000)
    assert bench.market.debtOf(deal) == (done.value.owedUnits, done.value.owed)

    allow(bench, 10**9)
    rest = bench.market.putBack(deal, 0, by=bank).value  # the bank asks again
    assert rest.owedUnits == 0
    assert bench.world.units(id, supplier, bank) == [FACE, 0]
    assert bench.market.debtOf(deal) == (0, 0)


def test_nobody_pays_more_than_is_owed(bench: Bench) -> None:
    _, deal = bench.sold(recourse=PPM)
    allow(bench, 0)
    bench.default()
    with refuses("TooManyUnits", units=1, most=0):
        bench.market.payDebt(deal, 1, 10**9, by=tier2)
    bench.market.putBack(deal, 500, by=bank)
    with refuses("TooManyUnits", units=501, most=500):
        bench.market.payDebt(deal, 501, 10**9, by=tier2)
    with refuses("ZeroAmount"):
        bench.market.payDebt(deal, 0, 10**9, by=tier2)


def test_what_the_obligor_pays_meanwhile_lowers_the_debt(bench: Bench) -> None:
    """It reaches the bank, on the units that it still has: nobody is paid twice for them."""
    world = bench.world
    id, deal = bench.sold(recourse=PPM)
    allow(bench, 0)
    bench.default()
    assert bench.market.putBack(deal, FACE, by=bank).value.owed == PRICE
    penalty = world.core.amountDue(id).penalty
    world.core.pay(id, 500_000 + penalty, by=obligor)
    assert world.redeem(id, bank) == [500_000 + penalty]
    assert bench.market.debtOf(deal) == (FACE, PRICE // 2)

    world.core.pay(id, 500_000, by=obligor)
    assert bench.market.debtOf(deal) == (FACE, 0)
    assert world.redeem(id, bank) == [500_000]
    with refuses("DealOver", deal=deal):
        bench.market.payDebt(deal, FACE, 10**9, by=tier2)


def test_a_debt_grows_at_the_agreed_rate(bench: Bench) -> None:
    _, deal = bench.sold(recourse=PPM, buy_back_rate=36_000)
    allow(bench, 0)
    bench.default()
    bench.market.putBack(deal, FACE, by=bank)
    bench.world.go_to(TODAY + 100)
    assert bench.market.debtOf(deal) == (FACE, PRICE + 9_865)
    bench.world.go_to(TODAY + 200)
    assert bench.market.debtOf(deal) == (FACE, PRICE + 19_730)


def test_a_suspended_seller_owes_and_nothing_moves(bench: Bench) -> None:
    id, deal = bench.sold(recourse=PPM, hold_back=TENTH)
    bench.default()
    bench.world.core.suspend(SUPPLIER1, by=operator)
    back = bench.market.putBack(deal, FACE, by=bank).value
    assert (back.units, back.owedUnits, back.owed) == (0, FACE, PRICE)
    assert bench.market.dealOf(deal).holdBack == HELD
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        bench.market.payDebt(deal, 1, 10**9, by=tier2)
    bench.world.core.reinstate(SUPPLIER1, by=operator)
    back = bench.market.putBack(deal, 0, by=bank).value
    assert (back.units, back.fromHoldBack, back.owed) == (FACE, HELD, 0)
    assert bench.world.units(id, supplier, bank) == [FACE, 0]


def test_a_frozen_seller_owes_and_nothing_moves(bench: Bench) -> None:
    _, deal = bench.sold(recourse=PPM, hold_back=TENTH)
    bench.default()
    last = bench.world.today
    bench.world.core.freeze(SUPPLIER1, ORDER, last, by=operator)
    back = bench.market.putBack(deal, FACE, by=bank).value
    assert (back.units, back.owedUnits, back.owed) == (0, FACE, PRICE)
    with refuses("Frozen", participant=SUPPLIER1, until=last):
        bench.market.payDebt(deal, 1, 10**9, by=tier2)
    bench.world.go_to(last + 1)
    assert bench.market.putBack(deal, 0, by=bank).value.units == FACE


def test_a_suspended_financier_puts_nothing_back(bench: Bench) -> None:
    _, deal = bench.sold(recourse=PPM)
    bench.default()
    bench.world.core.suspend(BANK, by=operator)
    with refuses("ParticipantSuspended", id=BANK):
        bench.market.putBack(deal, 1, by=bank)


def test_a_financier_without_the_units_collects_no_debt(bench: Bench) -> None:
    id, deal = bench.sold(recourse=PPM)
    allow(bench, 0)
    bench.default()
    bench.market.putBack(deal, FACE, by=bank)
    bench.world.core.transfer(bank2, id, FACE - 5, by=bank)
    with refuses("InsufficientUnits", id=id, holder=BANK, held=5, needed=6):
        bench.market.payDebt(deal, 6, 10**9, by=tier2)
    with refuses("InsufficientUnits", id=id, holder=BANK, held=5, needed=FACE):
        bench.market.putBack(deal, 0, by=bank)
    bench.market.payDebt(deal, 5, 10**9, by=tier2)


def test_two_deals_of_one_receivable_are_kept_apart(bench: Bench) -> None:
    id = bench.world.spread({tier2: 400_000})
    _, mine = bench.sold(600_000, id, recourse=PPM, hold_back=TENTH)
    done = bench.sell(
        bench.order(id, nonce=9, terms=bench.order().terms._replace(hold_back=200_000)),
        id,
        400_000,
        by=tier2,
    )
    theirs = done.value.deal
    assert [bench.market.dealOf(x).holdBack for x in (mine, theirs)] == [59_190, 78_920]
    bench.default()
    bench.market.putBack(mine, 600_000, by=bank)
    assert bench.market.dealOf(theirs).holdBack == 78_920
    assert bench.world.units(id, supplier, tier2, bank) == [600_000, 0, 400_000]


def test_a_deal_says_what_was_agreed(bench: Bench) -> None:
    id, deal = bench.sold(recourse=250_000, hold_back=TENTH, buy_back_rate=70_000, basis=365)
    d = bench.market.dealOf(deal)
    assert (d.receivable, d.seller, d.financier, d.currency, d.round) == (
        *(id, SUPPLIER1, BANK, CNY, 0),
    )
    assert (d.day, d.basis, d.buyBackRate, d.facility) == (TODAY, 365, 70_000, 0)
    assert (d.recourse, d.units, d.claim) == (250_000, FACE, FACE)
    assert d.holdBack == d.price // 10


def test_events_tell_what_an_index_needs(bench: Bench) -> None:
    id = bench.world.tokenised(invoice(1))
    terms = bench.order().terms._replace(recourse=PPM)
    receipt = bench.sell(bench.order(id, terms=terms), id, FACE)
    opened = receipt.only("DealOpened")
    assert opened["deal"] == 1
    assert opened["terms"] == bench.market.dealOf(1)
    assert fact("Traded", **receipt.only("Traded")).fields["sale"].deal == 1
