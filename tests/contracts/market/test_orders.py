"""Signed bids and asks: filled in parts, by whoever holds or buys, for as long as they stand."""

from typing import Any

import pytest
from eth_utils import keccak

from tests.contracts.chain import fact, refuses
from tests.contracts.market.bench import ASK, BID, PPM, Bench, SaleTerms
from tests.contracts.world import (
    BANK,
    CNY,
    DAY,
    DUE,
    EVERYTHING,
    FACE,
    FINANCIER,
    NOON,
    OBLIGOR2,
    SCALE,
    SUPPLIER1,
    TIER2,
    TIER3,
    TODAY,
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

DISCOUNT = 13_500
"""5.4 % on a million for 90 of 360 days."""
PRICE = FACE - DISCOUNT


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


# The signature.


def test_an_order_signed_by_another_is_none(bench: Bench) -> None:
    id = bench.world.tokenised()
    for other in (bank2, supplier, stranger):
        with refuses("OrderSignatureInvalid", maker=bank):
            bench.sell(bench.order(id), id, 1, signer=other)


@pytest.mark.parametrize(
    "changed",
    [
        {"obligor": OBLIGOR2},
        {"currency": 2},
        {"unpaid": 1},
        {"due_day": DUE + 1},
        {"min_units": 0},
        {"max_units": FACE + 1},
        {"limit": FACE + 1},
        {"max_tenor": 366},
        {"rate": 53_999},
        {"expiry": NOON + 11 * DAY},
        {"nonce": 1},
        {"terms": SaleTerms(basis=365)},
        {"terms": SaleTerms(recourse=PPM)},
        {"terms": SaleTerms(buy_back_rate=1)},
        {"terms": SaleTerms(hold_back=1)},
        {"terms": SaleTerms(fee_rate=1)},
        {"terms": SaleTerms(fee_on_financier=True)},
        {"terms": SaleTerms(fee_amount=1)},
        {"terms": SaleTerms(fee_receiver=1)},
    ],
    ids=str,
)
def test_every_field_is_signed(bench: Bench, changed: dict[str, Any]) -> None:
    id = bench.world.tokenised()
    bid = bench.order(id)
    signature = bench.signed(bid, bank)
    with refuses("OrderSignatureInvalid", maker=bank):
        bench.market.sell(bid._replace(**changed), signature, id, 1, 0, by=supplier)


def test_an_ask_is_no_bid(bench: Bench) -> None:
    id = bench.world.tokenised()
    with refuses("WrongSide", side=ASK):
        bench.sell(bench.order(id, side=ASK), id, 1)
    with refuses("WrongSide", side=BID):
        bench.buy(bench.order(id), id, 1, signer=bank)
    bid = bench.order(id)
    with refuses("OrderSignatureInvalid", maker=bank):
        signature = bench.signed(bid._replace(side=ASK), bank)
        bench.market.sell(bid, signature, id, 1, 0, by=supplier)


def test_a_signature_for_another_chain_or_contract_is_void_here(bench: Bench) -> None:
    id = bench.world.tokenised()
    bid = bench.order(id)
    for signature in (
        bench.signed(bid, bank, chain_id=bench.world.chain.id + 1),
        bench.signed(bid, bank, contract=bench.world.core.address),
        bench.signed(bid, bank, contract=bench.auctions.address),
    ):
        with refuses("OrderSignatureInvalid", maker=bank):
            bench.market.sell(bid, signature, id, 1, 0, by=supplier)


def test_a_signature_has_one_form(bench: Bench) -> None:
    order = 0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFE_BAAEDCE6_AF48A03B_BFD25E8C_D0364141
    id = bench.world.tokenised()
    bid = bench.order(id)
    good = bench.signed(bid, bank)
    mirrored_s = order - int.from_bytes(good[32:64], "big")
    mirrored = good[:32] + mirrored_s.to_bytes(32, "big") + bytes([55 - good[64]])
    for signature in (mirrored, good[:64], b"", bytes(65)):
        with refuses("OrderSignatureInvalid", maker=bank):
            bench.market.sell(bid, signature, id, 1, 0, by=supplier)
    bench.market.sell(bid, good, id, 1, 0, by=supplier)


def test_nobody_signs_for_the_zero_account(bench: Bench) -> None:
    id = bench.world.tokenised()
    bid = bench.order(id, maker="0x" + "00" * 20)
    with refuses("OrderSignatureInvalid", maker="0x" + "00" * 20):
        bench.market.sell(bid, bytes(65), id, 1, 0, by=supplier)


def test_the_digest_is_eip_712_over_a_flat_message(bench: Bench) -> None:
    order = bench.order(bench.world.tokenised(), terms=SaleTerms(365, 1, 2, 3, 4, True, 5, 6))
    text = (
        "Order(uint8 side,address maker,uint256 receivable,uint32 obligor,uint8 currency,"
        "uint8 round,uint64 unpaid,uint24 dueDay,uint16 receivableTerms,uint64 minUnits,"
        "uint64 maxUnits,uint64 limit,uint24 maxTenor,uint32 rate,uint64 expiry,uint64 nonce,"
        "uint32 epoch,uint16 basis,uint32 recourse,uint32 buyBackRate,uint32 holdBack,"
        "uint32 feeRate,bool feeOnFinancier,uint64 feeAmount,uint32 feeReceiver)"
    )
    domain = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    words = [order.side, int(order.maker, 16), *order[2:-1], *order.terms]
    separator = keccak(
        keccak(text=domain)
        + keccak(text="sfc market")
        + keccak(text="1")
        + bench.world.chain.id.to_bytes(32, "big")
        + int(bench.market.address, 16).to_bytes(32, "big")
    )
    struct = keccak(keccak(text=text) + b"".join(int(word).to_bytes(32, "big") for word in words))
    assert bench.market.orderDigest(order) == keccak(b"\x19\x01" + separator + struct)


def test_a_contract_may_be_a_financier(bench: Bench) -> None:
    world = bench.world
    account = world.mock("ContractAccount", tier3)
    world.core.register(account.address, digest("its LEI"), FINANCIER, by=operator)
    world.token.mint(account.address, FACE * SCALE, by=operator)
    approve = world.token.data("approve", bench.market.address, EVERYTHING)
    account.execute(world.token.address, approve, by=stranger)
    id = world.tokenised()
    bid = bench.order(id, maker=account.address)
    with refuses("OrderSignatureInvalid", maker=account.address):
        bench.sell(bid, id, 1, signer=bank)
    bench.sell(bid, id, 100, signer=tier3)
    account.setOwner(tier2, by=stranger)
    with refuses("OrderSignatureInvalid", maker=account.address):
        bench.sell(bid, id, 1, signer=tier3)
    assert world.core.balanceOf(account.address, id) == 100


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
