"""An order that is set again, for another day or other units, lets go of nothing that it holds."""

import pytest

from tests.contracts.chain import refuses
from tests.contracts.world import (
    SUPPLIER1,
    TODAY,
    World,
    digest,
    invoice,
    obligor,
    operator,
    supplier,
    tier2,
)

ORDER = digest("order")


@pytest.fixture
def frozen(world: World) -> int:
    """Of a hundred units fifty are frozen, after forty were paid; the free twenty are redeemed."""
    id = world.tokenised(invoice(face=100))
    world.core.pay(id, 40, by=obligor)
    world.core.freezeUnits(id, SUPPLIER1, 50, ORDER, TODAY + 5, by=operator)
    assert world.redeem(id, supplier) == [20]
    return id


def test_a_longer_freeze_frees_nothing(world: World, frozen: int) -> None:
    for day in range(TODAY + 6, TODAY + 9):
        world.core.freezeUnits(frozen, SUPPLIER1, 50, ORDER, day, by=operator)
        with refuses("NothingToRedeem", receivable=frozen, holder=SUPPLIER1):
            world.core.redeem(frozen, by=supplier)
    world.core.unfreezeUnits(frozen, SUPPLIER1, ORDER, by=operator)
    assert world.redeem(frozen, supplier) == [20]


@pytest.mark.parametrize(("units", "free"), [(25, 10), (10, 16), (100, 0), (75, 0)])
def test_other_units_take_their_part_along(
    world: World, frozen: int, units: int, free: int
) -> None:
    world.core.freezeUnits(frozen, SUPPLIER1, units, ORDER, TODAY + 5, by=operator)
    assert world.core.redeemable(frozen, SUPPLIER1) == free


def test_more_than_there_is_of_frozen_units(world: World, frozen: int) -> None:
    with refuses("UnitsAreFrozen", receivable=frozen, holder=SUPPLIER1, frozen=50):
        world.core.transfer(tier2, frozen, 2**256 - 1, by=supplier)
