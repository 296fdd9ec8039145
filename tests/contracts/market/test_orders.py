"""Signed bids and asks: filled in parts, by whoever holds or buys, for as long as they stand."""

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.market.bench import ASK, Bench, SaleTerms
from tests.contracts.world import (
    BANK,
    CNY,
    DISCOUNT,
    DUE,
    FACE,
    FINANCIER,
    NOON,
    OBLIGOR2,
    PRICE,
    SCALE,
    SUPPLIER1,
    TIER2,
    TIER3,
    TODAY,
    bank,
    bank2,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)


def test_a_holder_sells_to_a_signed_bid(bench: Bench) -> None:
    world = bench.world
    id = world.tokenised()
    before = bench.cash(supplier, bank)
    receipt = bench.sell(bench.order(id), id, FACE, least=PRICE)

    assert world.units(id, supplier, bank) == [0, FACE]
    assert bench.cash(supplier, bank) == [before[0] + PRICE, before[1] - PRICE]
    sale = receipt.value
    assert (sale.deal, sale.claim, sale.discount, sale.price) == (0, FACE, DISCOUNT, PRICE)
    assert (sale.proceeds, sale.cost, sale.holdBack, sale.fee) == (PRICE, PRICE, 0, 0)
    assert receipt.only("Traded") == {
        "receivable": id,
        "seller": supplier,
        "financier": bank,
        "sale": sale,
    }
    assert receipt.only("OrderFilled") == {
        "maker": bank,
        "nonce": 0,
        "claim": FACE,
        "filled": FACE,
    }
    assert bench.market.orderState(bank, 0) == (0, True)


def test_a_bank_buys_from_a_signed_ask(bench: Bench) -> None:
    id = bench.world.tokenised()
    ask = bench.order(id, side=ASK, maker=supplier)
    before = bench.cash(supplier, bank2)
    sale = bench.buy(ask, id, 400_000, by=bank2, most=394_600).value
    assert (sale.seller, sale.financier) == (supplier, bank2)
    assert bench.cash(supplier, bank2) == [before[0] + 394_600, before[1] - 394_600]
    assert bench.world.units(id, supplier, bank2) == [600_000, 400_000]
    assert bench.market.orderState(supplier, 0) == (400_000, False)


def test_a_bid_is_filled_in_parts_by_several_holders(bench: Bench) -> None:
    world = bench.world
    id = world.spread({tier2: 300_000, tier3: 100_000})
    bid = bench.order(id, limit=500_000)
    for holder, units, filled in (
        (tier2, 300_000, 300_000),
        (tier3, 50_000, 350_000),
        (supplier, 149_999, 499_999),
    ):
        assert bench.sell(bid, id, units, by=holder).only("OrderFilled")["filled"] == filled
        assert bench.market.orderState(bank, 0) == (filled, False)
    with refuses("OrderExceeded", limit=500_000, filled=499_999, claim=2):
        bench.sell(bid, id, 2)
    bench.sell(bid, id, 1)
    assert bench.market.orderState(bank, 0) == (0, True)
    with refuses("OrderClosed", maker=bank, nonce=0):
        bench.sell(bid, id, 1)


def test_a_bid_for_any_receivable_of_an_obligor(bench: Bench) -> None:
    """Each is priced by its own days and its own unpaid part; together they stay in the limit."""
    world = bench.world
    short = world.tokenised(invoice(1, due_day=TODAY + 30))
    part_paid = world.tokenised(invoice(2, due_day=TODAY + 60))
    world.core.pay(part_paid, 500_000, by=obligor)
    bid = bench.order(limit=1_250_000)

    sale = bench.sell(bid, short, FACE).value
    assert (sale.claim, sale.discount) == (FACE, 4_500)
    sale = bench.sell(bid, part_paid, 400_000).value
    assert (sale.claim, sale.discount) == (200_000, 1_800)
    with refuses("OrderExceeded", limit=1_250_000, filled=1_200_000, claim=50_001):
        bench.sell(bid, part_paid, 100_002)
    bench.sell(bid, part_paid, 100_001)  # stands for 50,000 and a half


def test_any_receivable_means_this_obligors_in_this_currency(bench: Bench) -> None:
    world = bench.world
    id = world.tokenised()
    for changed in ({"obligor": OBLIGOR2}, {"currency": CNY + 1}, {"receivable_terms": 2}):
        with refuses("ReceivableNotCovered", receivable=id):
            bench.sell(bench.order(**changed), id, 1)
    bench.sell(bench.order(receivable_terms=1), id, 1)


def test_a_bid_takes_no_longer_tenor_than_it_says(bench: Bench) -> None:
    id = bench.world.tokenised()
    with refuses("TenorTooLong", tenor=90, most=89):
        bench.sell(bench.order(id, max_tenor=89), id, 1)
    bench.sell(bench.order(id, max_tenor=90), id, 1)
    bench.world.go_to(TODAY + 1)
    bench.sell(bench.order(id, max_tenor=89, nonce=1), id, 1)


def test_on_the_due_day_nothing_is_left_to_discount(bench: Bench) -> None:
    id = bench.world.tokenised()
    bench.world.go_to(DUE, second=0)
    with refuses("NoDaysToMaturity"):
        bench.sell(bench.order(id, expiry=2**64 - 1), id, 1)


@pytest.mark.parametrize(("units", "fits"), [(9, False), (10, True), (20, True), (21, False)])
def test_units_of_a_fill_are_in_the_range(bench: Bench, units: int, fits: bool) -> None:
    id = bench.world.tokenised()
    bid = bench.order(id, min_units=10, max_units=20)
    if fits:
        assert bench.sell(bid, id, units).value.price == units
    else:
        with refuses("UnitsOutOfRange", units=units, minUnits=10, maxUnits=20):
            bench.sell(bid, id, units)


def test_seller_and_buyer_say_what_they_accept(bench: Bench) -> None:
    id = bench.world.tokenised()
    with refuses("PriceMoved", minPrice=PRICE + 1, price=PRICE):
        bench.sell(bench.order(id), id, FACE, least=PRICE + 1)
    with refuses("CostAbove", most=PRICE - 1, cost=PRICE):
        bench.buy(bench.order(id, side=ASK, maker=supplier), id, FACE, most=PRICE - 1)


def test_proceeds_and_not_the_price_are_what_the_seller_accepts(bench: Bench) -> None:
    id = bench.world.tokenised()
    bid = bench.order(id, terms=SaleTerms(hold_back=100_000))
    with refuses("PriceMoved", minPrice=PRICE, price=PRICE - 98_650):
        bench.sell(bid, id, FACE, least=PRICE)


# Void once what was priced has changed.


def test_a_payment_voids_an_order_for_one_receivable(bench: Bench) -> None:
    id = bench.world.tokenised()
    bid = bench.order(id)
    bench.world.core.pay(id, 400_000, by=obligor)
    with refuses("ReceivableChanged", receivable=id):
        bench.sell(bid, id, FACE)
    sale = bench.sell(bench.order(id), id, FACE).value
    assert (sale.claim, sale.discount) == (600_000, 8_100)


@pytest.mark.parametrize("changed", [{"round": 1}, {"unpaid": FACE - 1}, {"due_day": DUE + 1}])
def test_an_order_names_what_it_priced(bench: Bench, changed: dict[str, int]) -> None:
    id = bench.world.tokenised()
    with refuses("ReceivableChanged", receivable=id):
        bench.sell(bench.order(id, **changed), id, 1)


def test_a_receivable_recorded_anew_is_another_claim(bench: Bench) -> None:
    world = bench.world
    id = world.tokenised()
    bid = bench.order(id)
    world.core.cancel(id, by=supplier)
    world.core.cancel(id, by=obligor)
    world.recorded()
    world.core.confirm(world.undertaking(invoice(), round=1), by=obligor)
    world.core.tokenise(id, by=supplier)
    with refuses("ReceivableChanged", receivable=id):
        bench.sell(bid, id, 1)


def test_an_order_for_one_receivable_buys_no_other(bench: Bench) -> None:
    id, other = bench.world.tokenised(), bench.world.tokenised(invoice(2))
    with refuses("OrderForAnother", receivable=other):
        bench.sell(bench.order(id), other, 1)


def test_what_is_settled_is_not_for_sale(bench: Bench) -> None:
    id = bench.world.tokenised()
    bench.world.core.pay(id, FACE, by=obligor)
    with refuses("DiscountNotBelowFace", units=0, discount=0):
        bench.sell(bench.order(), id, 1)


# Withdrawn, expired, of another epoch.


def test_an_order_stands_through_its_last_second(bench: Bench) -> None:
    id = bench.world.tokenised()
    bid = bench.order(id, expiry=NOON + 100)
    bench.world.chain.now = NOON + 101
    with refuses("OrderExpired", expiry=NOON + 100, timestamp=NOON + 101):
        bench.sell(bid, id, 1)
    bench.sell(bid._replace(expiry=bench.world.chain.now), id, 1)


def test_a_maker_withdraws_one_nonce(bench: Bench) -> None:
    id = bench.world.tokenised()
    bench.sell(bench.order(id, nonce=300), id, 1)
    receipt = bench.market.withdrawOrder(300, by=bank)
    assert receipt.events == [fact("OrderWithdrawn", maker=bank, nonce=300)]
    assert bench.market.orderState(bank, 300) == (0, True)
    with refuses("OrderClosed", maker=bank, nonce=300):
        bench.sell(bench.order(id, nonce=300), id, 1)
    with refuses("OrderClosed", maker=bank, nonce=300):
        bench.market.withdrawOrder(300, by=bank)
    for other in (299, 301, 44):
        bench.sell(bench.order(id, nonce=other), id, 1)
    bench.sell(bench.order(id, nonce=300, maker=bank2), id, 1, signer=bank2)


def test_a_maker_withdraws_all_at_once(bench: Bench) -> None:
    id = bench.world.tokenised()
    receipt = bench.market.withdrawAllOrders(by=bank)
    assert receipt.events == [fact("AllOrdersWithdrawn", maker=bank, epoch=1)]
    assert bench.market.epochOf(bank) == 1
    for nonce in (0, 77):
        with refuses("OrderOfAnotherEpoch", epoch=0, present=1):
            bench.sell(bench.order(id, nonce=nonce), id, 1)
    bench.sell(bench.order(id, epoch=1), id, 1)
    bench.sell(bench.order(id, maker=bank2), id, 1, signer=bank2)


def test_orders_with_one_nonce_are_versions_of_one(bench: Bench) -> None:
    """A bank that corrects its bid is not exposed to both."""
    id = bench.world.tokenised()
    bid = bench.order(id, limit=100_000)
    bench.sell(bid, id, 60_000)
    better = bid._replace(rate=50_000, limit=80_000)
    with refuses("OrderExceeded", limit=80_000, filled=60_000, claim=20_001):
        bench.sell(better, id, 20_001)
    with refuses("OrderExceeded", limit=50_000, filled=60_000, claim=1):
        bench.sell(bid._replace(limit=50_000), id, 1)
    bench.sell(better, id, 20_000)
    with refuses("OrderClosed", maker=bank, nonce=0):
        bench.sell(bid, id, 1)


# Who may, with what.


def test_only_an_active_financier_buys(bench: Bench) -> None:
    world = bench.world
    id = world.tokenised()
    ask = bench.order(id, side=ASK, maker=supplier)
    with refuses("WrongRole", account=tier2, required=FINANCIER):
        bench.buy(ask, id, 1, by=tier2)
    with refuses("WrongRole", account=tier2, required=FINANCIER):
        bench.sell(bench.order(id, maker=tier2), id, 1, signer=tier2)
    with refuses("UnknownParticipant", account=stranger):
        bench.buy(ask, id, 1, by=stranger)
    world.core.suspend(BANK, by=operator)
    with refuses("ParticipantSuspended", id=BANK):
        bench.sell(bench.order(id), id, 1)


def test_only_an_active_holder_sells(bench: Bench) -> None:
    world = bench.world
    id = world.spread({tier2: 5})
    with refuses("UnknownParticipant", account=stranger):
        bench.sell(bench.order(id), id, 1, by=stranger)
    with refuses("InsufficientUnits", id=id, holder=TIER2, held=5, needed=6):
        bench.sell(bench.order(id), id, 6, by=tier2)
    with refuses("InsufficientUnits", id=id, holder=TIER3, held=0, needed=1):
        bench.sell(bench.order(id), id, 1, by=tier3)
    world.core.suspend(SUPPLIER1, by=operator)
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        bench.sell(bench.order(id), id, 1)


def test_the_market_moves_only_units_and_cash_that_were_approved(bench: Bench) -> None:
    world, market = bench.world, bench.market.address
    id = world.tokenised()
    world.core.setOperator(market, False, by=supplier)
    with refuses("ERC6909InsufficientAllowance", spender=market, allowance=0, needed=9, id=id):
        bench.sell(bench.order(id), id, 9)
    world.core.approve(market, id, 9, by=supplier)
    world.token.approve(market, 8 * SCALE, by=bank)
    with refuses(
        "ERC20InsufficientAllowance", spender=market, allowance=8 * SCALE, needed=9 * SCALE
    ):
        bench.sell(bench.order(id), id, 9)
    world.token.approve(market, 9 * SCALE, by=bank)
    bench.sell(bench.order(id), id, 9)


def test_nobody_trades_with_itself(bench: Bench) -> None:
    id = bench.world.spread({bank: 10})
    with refuses("TransferToSelf", participant=BANK):
        bench.sell(bench.order(id), id, 1, by=bank)
