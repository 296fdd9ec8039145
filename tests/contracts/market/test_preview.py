"""A preview is the call itself, undone: the same answer or the same refusal, and no trace."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts.chain import Actor, Contract, Refused
from tests.contracts.market.bench import ASK, PPM, Bench, Conditions, SaleTerms
from tests.contracts.world import (
    BANK,
    CNY,
    DUE,
    FACE,
    OBLIGOR,
    bank,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)

Call = tuple[Actor, str, tuple[Any, ...]]
TERMS = SaleTerms(recourse=PPM, hold_back=100_000, fee_rate=1_000, fee_receiver=5)


def previewed(contract: Contract, call: Call) -> Any:
    """What the call would return."""
    by, name, arguments = call
    data = contract.data("preview", contract.data(name, *arguments))
    output = contract.chain.call(contract.address, data, contract.interface, by)
    return contract.result(name, contract.result("preview", output))


def sale_to_a_bid(bench: Bench, id: int, units: int) -> Call:
    bid = bench.order(id, rate=123_457, terms=TERMS._replace(basis=365))
    return supplier, "sell", (bid, bench.signed(bid, bank), id, units, 0)


def purchase_from_an_ask(bench: Bench, id: int, units: int) -> Call:
    ask = bench.order(id, side=ASK, maker=supplier, terms=TERMS)
    return bank, "buy", (ask, bench.signed(ask, supplier), id, units, 2**64 - 1)


def draw(bench: Bench, id: int, units: int) -> Call:
    facility = bench.market.openFacility(OBLIGOR, CNY, Conditions(terms=TERMS), by=bank).value
    return supplier, "draw", (facility, id, units, 0)


KINDS = [sale_to_a_bid, purchase_from_an_ask, draw]


@pytest.mark.parametrize("kind", KINDS, ids=lambda x: x.__name__)
def test_it_returns_exactly_what_a_fill_moves(bench: Bench, kind: Callable[..., Call]) -> None:
    world = bench.world
    id = world.tokenised()
    by, name, arguments = call = kind(bench, id, 777_777)
    seen = previewed(bench.market, call)
    parties = (supplier, bank, tier3, bench.market.address)
    before = bench.cash(*parties)
    assert world.units(id, bank) == [0]

    done = getattr(bench.market, name)(*arguments, by=by)
    assert done.value == seen
    moved = [now - then for now, then in zip(bench.cash(*parties), before, strict=True)]
    assert moved == [seen.proceeds, -seen.cost, seen.fee, seen.holdBack]
    assert world.units(id, bank) == [seen.units]


def break_approval_of_units(bench: Bench, _id: int) -> None:
    bench.world.core.setOperator(bench.market.address, False, by=supplier)


def break_approval_of_cash(bench: Bench, _id: int) -> None:
    bench.world.token.approve(bench.market.address, 1, by=bank)


def break_units(bench: Bench, id: int) -> None:
    bench.world.core.transfer(tier2, id, 999_999, by=supplier)


def break_cash(bench: Bench, _id: int) -> None:
    bench.world.token.burn(bench.world.cash(bank), by=bank)


def break_bank(bench: Bench, _id: int) -> None:
    bench.world.core.suspend(BANK, by=operator)


def break_time(bench: Bench, _id: int) -> None:
    bench.world.go_to(DUE)


def break_receivable(bench: Bench, id: int) -> None:
    bench.world.core.pay(id, FACE, by=stranger_with_cash(bench))


def stranger_with_cash(bench: Bench) -> Actor:
    bench.world.fund(bench.world.token, stranger)
    return stranger


BREAKS = [
    break_approval_of_units,
    break_approval_of_cash,
    break_units,
    break_cash,
    break_bank,
    break_time,
    break_receivable,
]


@pytest.mark.parametrize("harm", BREAKS, ids=lambda x: x.__name__)
@pytest.mark.parametrize("kind", KINDS, ids=lambda x: x.__name__)
def test_it_is_refused_as_the_fill_is(
    bench: Bench, kind: Callable[..., Call], harm: Callable[..., None]
) -> None:
    id = bench.world.tokenised()
    by, name, arguments = call = kind(bench, id, 500_000)
    harm(bench, id)
    with pytest.raises(Refused) as foreseen:
        previewed(bench.market, call)
    with pytest.raises(Refused) as happened:
        getattr(bench.market, name)(*arguments, by=by)
    assert _timeless(foreseen.value.why) == _timeless(happened.value.why)
    assert happened.value.why.name != "Nothing"


def _timeless(why: Any) -> Any:
    return why.name, {k: v for k, v in why.fields.items() if k != "timestamp"}


def test_sent_as_a_transaction_it_moves_nothing(bench: Bench) -> None:
    id = bench.world.tokenised()
    _, name, arguments = sale_to_a_bid(bench, id, FACE)
    receipt = bench.market.preview(bench.market.data(name, *arguments), by=supplier)
    assert receipt.events == []
    assert receipt.new_slots == 0
    assert bench.world.units(id, supplier, bank) == [FACE, 0]
    assert bench.market.dealCount() == 0
    assert bench.market.orderState(bank, 0) == (0, False)


def test_its_inner_half_always_reverts(bench: Bench) -> None:
    data = bench.market.data("withdrawAllOrders")
    with pytest.raises(Refused):
        bench.market.undone(data, by=supplier)
    with pytest.raises(Refused):
        bench.market.undone(bench.market.data("undone", data), by=supplier)
    assert bench.market.epochOf(supplier) == 0


def test_it_works_for_whatever_the_contract_does(bench: Bench) -> None:
    assert previewed(bench.market, (bank, "withdrawAllOrders", ())) == 1
    auction, _ = bench.auction()
    bench.cleared(auction, {bank: (60_000, FACE)})
    sale, failed = previewed(bench.auctions, (tier2, "deliver", (auction, BANK)))
    assert bench.auctions.deliver(auction, BANK, by=tier2).value == (sale, failed)
