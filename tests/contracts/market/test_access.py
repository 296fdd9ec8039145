"""Whom every function that writes may take units or cash from, and where they may go."""

import pytest

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

# Of both contracts: what follows a sale.
RECOURSE = {
    "putBack": "the caller's units to the deal's seller; the hold-back, and of the cash that the "
    "seller agreed to answer with, to the caller",
    "payDebt": "the caller's cash to the financier, the financier's units that it put back to the "
    "deal's seller",
    "release": "a hold-back to its seller or financier",
}
# Executes a call as the caller's and undoes it.
UNDONE = {"preview": "nothing", "undone": "nothing"}
MARKET = {
    **RECOURSE,
    **UNDONE,
    "sell": "the caller's units to the financier that signed, its cash to the caller, the contract "
    "and the fee receiver that it signed for",
    "buy": "the units of the holder that signed to the caller, the caller's cash as signed",
    "draw": "the caller's units to the facility's financier, its cash as the facility says",
    "withdrawOrder": "nothing",
    "withdrawAllOrders": "nothing",
    "openFacility": "nothing",
    "changeFacility": "nothing",
    "closeFacility": "nothing",
    "restore": "nothing",
}
AUCTIONS = {
    **RECOURSE,
    **UNDONE,
    "open": "the caller's deposit to the contract",
    "commit": "the caller's deposit to the contract",
    "reveal": "nothing",
    "clear": "nothing: deposits are credited",
    "deliver": "the seller's units to a financier that bid for them, its cash to the contract",
    "lapse": "nothing: deposits are credited",
    "withdraw": "what is credited to the caller, to the caller",
}


def test_every_function_is_listed(bench: Bench) -> None:
    assert writing(bench.market.interface.functions) == set(MARKET)
    assert writing(bench.auctions.interface.functions) == set(AUCTIONS)


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
