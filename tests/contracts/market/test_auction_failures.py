"""Awards that are not delivered: who fails loses its deposit; where nobody failed, nobody."""

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.market.bench import (
    AWARDED,
    CLOSED,
    DELIVERED,
    FINANCIER_FAILED,
    FINE,
    NOBODY_FAILED,
    SELLER_FAILED,
    Bench,
)
from tests.contracts.market.bidding import DEPOSIT, FOREVER, ORDER, awards, credit, end, price
from tests.contracts.world import (
    BANK,
    BANK2,
    CNY,
    DUE,
    FACE,
    SUPPLIER,
    SUPPLIER1,
    bank,
    bank2,
    invoice,
    obligor,
    operator,
    supplier,
    tier2,
)

pytestmark = pytest.mark.usefixtures("more_banks")


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
@pytest.mark.parametrize(
    "reason",
    [
        *("paid", "role", "units frozen"),
        *("seller suspended", "financier suspended", "seller frozen", "financier frozen"),
    ],
)
def test_where_nobody_failed_both_are_as_before(bench: Bench, reason: str, late: bool) -> None:
    core = bench.world.core
    auction, id = bench.auction()
    bench.cleared(auction, {bank: (60_000, FACE)})
    if reason == "paid":
        core.pay(id, FACE, by=obligor)
    elif reason == "role":
        core.setRoles(BANK, SUPPLIER, by=operator)
    elif reason == "units frozen":
        core.freezeUnits(id, SUPPLIER1, 1, ORDER, DUE, by=operator)
    elif "frozen" in reason:
        core.freeze(SUPPLIER1 if "seller" in reason else BANK, ORDER, DUE, by=operator)
    else:
        core.suspend(SUPPLIER1 if "seller" in reason else BANK, by=operator)
    if late:
        end(bench, auction)
        assert bench.auctions.lapse(auction, BANK, by=supplier).value == NOBODY_FAILED
    else:
        assert bench.auctions.deliver(auction, BANK, by=supplier).value[1] == NOBODY_FAILED
    assert (credit(bench, BANK), credit(bench, SUPPLIER1)) == (DEPOSIT, DEPOSIT)


def test_a_transfer_that_the_core_refuses_leaves_everything_in_place(bench: Bench) -> None:
    """Of what an order leaves free a smaller award is delivered."""
    world = bench.world
    auction, id = bench.auction()
    bench.cleared(auction, {bank: (60_000, 700_000), bank2: (50_000, 300_000)})
    world.core.freezeUnits(id, SUPPLIER1, 600_000, ORDER, DUE, by=operator)
    before = bench.cash(supplier, bank, bank2)
    refused = bench.auctions.deliver(auction, BANK, by=bank)
    assert refused.events == [
        fact("AwardFailed", auction=auction, financier=BANK, failed=NOBODY_FAILED),
        fact("Credited", participant=BANK, currency=CNY, amount=DEPOSIT),
    ]
    assert world.units(id, supplier, bank) == [FACE, 0]
    assert bench.auctions.deliver(auction, BANK2, by=bank2).value[1] == FINE
    assert world.units(id, supplier, bank2) == [700_000, 300_000]
    assert credit(bench, SUPPLIER1) == DEPOSIT + price(300_000, 60_000)
    paid = price(300_000, 60_000) - DEPOSIT
    assert bench.cash(supplier, bank, bank2) == [*before[:2], before[2] - paid]


def test_units_that_an_order_leaves_free_can_be_delivered(bench: Bench) -> None:
    auction, id = bench.auction()
    bench.cleared(auction, {bank: (60_000, 700_000)})
    bench.world.core.freezeUnits(id, SUPPLIER1, 300_000, ORDER, DUE, by=operator)
    end(bench, auction)
    assert bench.auctions.lapse(auction, BANK, by=supplier).value == FINANCIER_FAILED


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
