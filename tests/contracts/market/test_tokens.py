"""Tokens that take a fee, block accounts, call back, or move nothing."""

import pytest
from eth.exceptions import Revert

from tests.contracts.chain import Contract, Refused, refuses
from tests.contracts.market.bench import PPM, Bench, SaleTerms
from tests.contracts.world import (
    BANK,
    DUE,
    EVERYTHING,
    FACE,
    OBLIGOR,
    SCALE,
    SUPPLIER1,
    TIER3,
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

OWNERS = (supplier, bank, bank2, tier2, tier3, obligor)


def listed(bench: Bench, name: str) -> tuple[Contract, int]:
    """A currency with this token, with a line for the obligor; its number."""
    world = bench.world
    token = world.mock(name)
    currency = world.core.addCurrency(b"TST", token.address, 2, by=operator).value
    world.core.setCreditLine(OBLIGOR, currency, 10 * FACE, by=operator)
    for owner in OWNERS:
        token.mint(owner, 10 * FACE * SCALE, by=operator)
        for contract in (world.core, bench.market, bench.auctions):
            token.approve(contract.address, EVERYTHING, by=owner)
    return token, currency


def test_a_token_that_takes_a_fee_is_refused(bench: Bench) -> None:
    token, currency = listed(bench, "FeeToken")
    id = bench.world.tokenised(invoice(currency=currency))
    with refuses("TokenUnsupported", token=token.address):
        bench.sell(bench.order(id, currency=currency), id, FACE)
    with refuses("TokenUnsupported", token=token.address):
        bench.auction(receivable=id)


def blocked(bench: Bench, **terms: int) -> tuple[Contract, int, int]:
    """A deal in a token that may block; the token, the receivable, the deal."""
    token, currency = listed(bench, "BlockingToken")
    id = bench.world.tokenised(invoice(currency=currency))
    order = bench.order(id, currency=currency, terms=SaleTerms(**terms))
    return token, id, bench.sell(order, id, FACE).value.deal


def test_a_blocked_seller_owes_and_others_get_their_money(bench: Bench) -> None:
    token, id, deal = blocked(bench, recourse=PPM, hold_back=100_000)
    token.setBlocked(supplier, True, by=operator)
    bench.world.go_to(DUE + 6)
    back = bench.market.putBack(deal, FACE, by=bank).value
    assert (back.fromHoldBack, back.fromCash) == (98_650, 0)
    assert back.units == 100_000
    done = bench.market.payDebt(deal, back.owedUnits, FACE, by=tier2).value
    assert done.owed == 0
    assert bench.world.units(id, supplier) == [FACE]


def test_a_blocked_party_locks_only_its_own(bench: Bench) -> None:
    token, id, mine = blocked(bench, hold_back=100_000)
    currency = bench.market.dealOf(mine).currency
    other = bench.world.spread({tier2: FACE}, invoice(2, currency=currency))
    order = bench.order(other, currency=currency, nonce=1, terms=SaleTerms(hold_back=100_000))
    theirs = bench.sell(order, other, FACE, by=tier2).value.deal
    for paid in (id, other):
        bench.world.core.pay(paid, FACE, by=obligor)
    token.setBlocked(supplier, True, by=operator)
    with refuses("Blocked", account=supplier):
        bench.market.release(mine, by=stranger)
    bench.market.release(theirs, by=stranger)
    token.setBlocked(supplier, False, by=operator)
    bench.market.release(mine, by=stranger)


def test_in_an_auction_a_blocked_seller_or_fee_receiver_stops_nobody(bench: Bench) -> None:
    token, currency = listed(bench, "BlockingToken")
    id = bench.world.tokenised(invoice(currency=currency))
    terms = SaleTerms(fee_rate=1_000, fee_receiver=TIER3)
    auction, _ = bench.auction(receivable=id, terms=terms)
    bench.cleared(auction, {bank: (50_000, FACE // 2), bank2: (60_000, FACE)})
    for account in (supplier, tier3):
        token.setBlocked(account, True, by=operator)
    for number in (BANK, BANK + 1):
        bench.auctions.deliver(auction, number, by=stranger)
    assert bench.world.units(id, bank, bank2) == [FACE // 2, FACE // 2]
    with refuses("Blocked", account=supplier):
        bench.auctions.withdraw(currency, by=supplier)
    assert bench.auctions.creditOf(SUPPLIER1, currency) > 0


@pytest.mark.parametrize("inner", ["sell", "putBack", "release", "draw", "payDebt"])
def test_nothing_can_be_entered_from_within_a_transfer(bench: Bench, inner: str) -> None:
    """The token itself holds units and is a party: what it tries in the middle is refused."""
    token, currency = listed(bench, "ReenteringToken")
    id = bench.world.tokenised(invoice(currency=currency))
    order = bench.order(id, currency=currency, terms=SaleTerms(hold_back=100_000))
    arguments = {
        "sell": (order, bench.signed(order, bank), id, 10, 0),
        "putBack": (1, 1),
        "release": (1,),
        "draw": (1, id, 1, 0),
        "payDebt": (1, 1, 1),
    }[inner]
    token.arm(bench.market.address, bench.market.data(inner, *arguments), by=operator)
    sale = bench.sell(order, id, 1_000).value
    assert sale.deal == 1
    assert not token.succeeded()
    assert bench.market.interface.reason(Revert(token.answer())).name == (
        "ReentrancyGuardReentrantCall"
    )


@pytest.mark.parametrize("inner", ["withdraw", "deliver", "clear", "commit"])
def test_nor_in_an_auction(bench: Bench, inner: str) -> None:
    token, currency = listed(bench, "ReenteringToken")
    id = bench.world.tokenised(invoice(currency=currency))
    auction, _ = bench.auction(receivable=id)
    bench.cleared(auction, {bank: (50_000, FACE)})
    arguments = {
        "withdraw": (currency,),
        "deliver": (auction, BANK),
        "clear": (auction,),
        "commit": (auction, bytes(32)),
    }[inner]
    token.arm(bench.auctions.address, bench.auctions.data(inner, *arguments), by=operator)
    bench.auctions.deliver(auction, BANK, by=stranger)
    assert not token.succeeded()
    assert bench.auctions.interface.reason(Revert(token.answer())).name == (
        "ReentrancyGuardReentrantCall"
    )


@pytest.mark.parametrize("says", [False, True])
def test_a_token_that_moves_nothing_sells_nothing(bench: Bench, says: bool) -> None:
    world = bench.world
    token = world.mock("IdleToken", says)
    currency = world.core.addCurrency(b"TST", token.address, 2, by=operator).value
    world.core.setCreditLine(OBLIGOR, currency, FACE, by=operator)
    id = world.tokenised(invoice(currency=currency))
    with pytest.raises(Refused):
        bench.sell(bench.order(id, currency=currency), id, FACE)
    assert world.units(id, supplier, bank) == [FACE, 0]
