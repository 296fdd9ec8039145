"""An order binds its maker, in every field, on one chain and one contract."""

from typing import Any

import pytest

from tests.contracts.chain import refuses
from tests.contracts.market.bench import ASK, BID, PPM, Bench, SaleTerms
from tests.contracts.signatures import other_forms, typed_digest
from tests.contracts.world import (
    DAY,
    DUE,
    FACE,
    NOON,
    OBLIGOR2,
    bank,
    bank2,
    stranger,
    supplier,
    tier2,
    tier3,
)

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
    id = bench.world.tokenised()
    bid = bench.order(id)
    good = bench.signed(bid, bank)
    for signature in other_forms(good):
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
    words = [order.side, int(order.maker, 16), *order[2:-1], *order.terms]
    digest = typed_digest(bench.world, bench.market, "sfc market", text, words)
    assert bench.market.orderDigest(order) == digest


def test_a_contract_may_be_a_financier(bench: Bench) -> None:
    world = bench.world
    account = world.bank_contract(tier3, spender=bench.market)
    id = world.tokenised()
    bid = bench.order(id, maker=account.address)
    with refuses("OrderSignatureInvalid", maker=account.address):
        bench.sell(bid, id, 1, signer=bank)
    bench.sell(bid, id, 100, signer=tier3)
    account.setOwner(tier2, by=stranger)
    with refuses("OrderSignatureInvalid", maker=account.address):
        bench.sell(bid, id, 1, signer=tier3)
    assert world.core.balanceOf(account.address, id) == 100
