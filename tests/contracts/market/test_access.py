"""Whom every function that writes may take units or cash from, and where they may go."""

import pytest

from scripts.specification.moves import MOVES
from tests.contracts.chain import Actor, Refused, refuses
from tests.contracts.market.bench import Bench, Conditions
from tests.contracts.test_access import writing
from tests.contracts.world import (
    BANK,
    CNY,
    FACE,
    OBLIGOR,
    SCALE,
    bank,
    bank2,
    operator,
    stranger,
    supplier,
    tier2,
)


def test_every_function_is_listed_with_what_it_may_move(bench: Bench) -> None:
    assert writing(bench.market.interface.functions) == set(MOVES["Market"])
    assert writing(bench.auctions.interface.functions) == set(MOVES["Auctions"])


def test_the_contracts_take_no_coins(bench: Bench) -> None:
    for contract in (bench.market, bench.auctions):
        for name, function in contract.interface.functions.items():
            assert function.entry["stateMutability"] != "payable", name


def test_nobody_administers_the_market(bench: Bench) -> None:
    for contract in (bench.market, bench.auctions):
        assert not {"setAuthority", "pause", "owner"} & set(contract.interface.functions)


@pytest.mark.parametrize("caller", [stranger, operator, bank2, tier2], ids=lambda _: "")
def test_an_approval_alone_moves_nothing(bench: Bench, caller: Actor) -> None:
    """Everybody here has approved the market for everything; others cannot use that."""
    world = bench.world
    id = world.tokenised()
    facility = bench.market.openFacility(OBLIGOR, CNY, Conditions(), by=bank).value
    _, deal = bench.sold(1_000, id, recourse=1_000_000, hold_back=1)
    before = bench.cash(supplier, bank), world.units(id, supplier, bank)
    world.go_to(world.today + 1)
    bid, ask = bench.order(id), bench.order(id, side=1, maker=supplier)
    for attempt in (
        lambda: bench.sell(bid, id, 1, by=caller, signer=bank2),
        lambda: bench.sell(bid, id, 1, by=caller),
        lambda: bench.buy(ask, id, 1, by=caller, signer=bank2),
        lambda: bench.market.draw(facility, id, 1, 0, by=caller),
        lambda: bench.market.putBack(deal, 1, by=caller),
        lambda: bench.market.payDebt(deal, 1, FACE, by=caller),
        lambda: bench.market.release(deal, by=caller),
        lambda: bench.auctions.open(bench.lot(id), by=caller),
        lambda: bench.auctions.withdraw(CNY, by=caller),
        lambda: bench.auctions.deliver(1, BANK, by=caller),
    ):
        with pytest.raises(Refused):
            attempt()
    assert (bench.cash(supplier, bank), world.units(id, supplier, bank)) == before


def test_cash_sent_by_mistake_is_nobodys(bench: Bench) -> None:
    id, deal = bench.sold(hold_back=100_000)
    token = bench.world.token
    bench.market = bench.market.at(bench.market.address)  # the count would see it
    token.transfer(bench.market.address, 5 * SCALE, by=supplier)
    bench.world.core.pay(id, FACE, by=tier2)
    bench.market.release(deal, by=supplier)
    assert bench.cash(bench.market.address) == [5]
    with refuses("NothingToRelease", deal=deal):
        bench.market.release(deal, by=supplier)
