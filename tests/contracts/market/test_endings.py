"""Receivables that end, or begin anew, while the market still counts on them."""

from collections.abc import Callable

import pytest

from tests.contracts.chain import refuses
from tests.contracts.market.bench import Bench, Conditions
from tests.contracts.market.bidding import DEPOSIT, awards, credit
from tests.contracts.world import (
    BANK,
    CNY,
    FACE,
    OBLIGOR,
    SCALE,
    SUPPLIER1,
    World,
    bank,
    digest,
    invoice,
    obligor,
    operator,
    supplier,
)

HALF = 2**63
"""Twice as much does not fit into the 64 bits of an amount."""


def credit_it_all(world: World, id: int) -> None:
    """Supplier and obligor agree that nothing of it is owed: it is cancelled, with no face left."""
    for party in (supplier, obligor):
        world.core.creditNote(id, FACE, digest("note"), by=party)


def cancel_it(world: World, id: int) -> None:
    """Supplier and obligor end it together."""
    for party in (supplier, obligor):
        world.core.cancel(id, by=party)


def cancel_it_and_begin_anew(world: World, id: int) -> None:
    """The same invoice, in units again."""
    cancel_it(world, id)
    world.recorded()
    world.core.confirm(world.undertaking(invoice(), round=1), by=obligor)
    world.core.tokenise(id, by=supplier)


def facility(bench: Bench, limit: int) -> int:
    """The bank's, for the core enterprise."""
    return int(bench.market.openFacility(OBLIGOR, CNY, Conditions(limit), by=bank).value)


@pytest.mark.parametrize("end", [credit_it_all, cancel_it, cancel_it_and_begin_anew])
def test_it_is_free_in_a_facility_again(bench: Bench, end: Callable[[World, int], None]) -> None:
    world = bench.world
    number, id = facility(bench, FACE), world.tokenised()
    bench.market.draw(number, id, FACE, 0, by=supplier)
    world.core.transfer(supplier, id, FACE, by=bank)
    end(world, id)
    assert bench.market.facilityOf(number).used == FACE
    bench.market.restore(number, id, by=supplier)
    assert bench.market.facilityOf(number).used == 0


@pytest.mark.parametrize("end", [credit_it_all, cancel_it, cancel_it_and_begin_anew])
def test_nothing_of_it_is_awarded(bench: Bench, end: Callable[[World, int], None]) -> None:
    """Before clearing nobody is bound but by the deposits, and they go back."""
    auction, id = bench.auction()
    end(bench.world, id)
    bench.cleared(auction, {bank: (60_000, FACE)})
    assert awards(bench, auction) == [0, 0, 0, 0]
    assert (credit(bench, BANK), credit(bench, SUPPLIER1)) == (DEPOSIT, DEPOSIT)


def test_units_drawn_again_and_again_meet_the_limit(bench: Bench) -> None:
    world = bench.world
    world.core.setCreditLine(OBLIGOR, CNY, 2 * HALF, by=operator)
    world.token.mint(bank, 2 * HALF * SCALE, by=operator)
    number, id = facility(bench, 2 * HALF - 1), world.tokenised(invoice(face=HALF))
    bench.market.draw(number, id, HALF, 0, by=supplier)
    world.core.transfer(supplier, id, HALF, by=bank)
    with refuses("FacilityExceeded", limit=2 * HALF - 1, used=HALF, claim=HALF):
        bench.market.draw(number, id, HALF, 0, by=supplier)
