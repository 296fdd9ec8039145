"""Splitting: one holding among several receivers in proportion, in one transaction."""

import pytest

from tests.contracts.chain import refuses
from tests.contracts.world import (
    FACE,
    TIER2,
    TIER3,
    World,
    bank,
    bank2,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)


@pytest.fixture
def holding(world: World) -> int:
    """A receivable whose supplier lets the splitter move its units."""
    id = world.tokenised()
    world.core.setOperator(world.splitter.address, True, by=supplier)
    return id


def test_a_holding_is_divided_by_largest_remainder(world: World, holding: int) -> None:
    parts = world.splitter.shares(100, [1, 1, 1])
    assert list(parts) == [34, 33, 33]
    receipt = world.splitter.split(holding, 100, [tier2, tier3, bank], [1, 1, 1], by=supplier)
    assert world.units(holding, supplier, tier2, tier3, bank) == [FACE - 100, 34, 33, 33]
    assert [event.fields["receiver"] for event in receipt.events] == [tier2, tier3, bank]
    assert {event.fields["caller"] for event in receipt.events} == {world.splitter.address}


def test_everything_may_go(world: World, holding: int) -> None:
    world.splitter.split(holding, FACE, [bank, bank2], [2**64 - 1, 2**63], by=supplier)
    assert world.units(holding, bank, bank2) == [666_667, 333_333]
    assert world.units(holding, supplier) == [0]


def test_a_share_of_nothing_is_refused(world: World, holding: int) -> None:
    with refuses("ShareWouldBeZero", index=5):
        world.splitter.split(
            holding, 5, [tier2, tier3, bank, bank2, tier2, tier3], [1] * 6, by=supplier
        )
    with refuses("ShareWouldBeZero", index=0):
        world.splitter.split(holding, 5, [tier2], [0], by=supplier)
    with refuses("ShareWouldBeZero", index=1):
        world.splitter.shares(5, [1, 0])
    with refuses("ShareWouldBeZero", index=0):
        world.splitter.shares(0, [1])


@pytest.mark.parametrize(("receivers", "weights"), [(0, 0), (1, 2), (2, 1), (101, 101)])
def test_as_many_weights_as_receivers_and_a_hundred_at_most(
    world: World, holding: int, receivers: int, weights: int
) -> None:
    with refuses("SplitMalformed", receivers=receivers, weights=weights):
        world.splitter.split(holding, FACE, [tier2] * receivers, [1] * weights, by=supplier)


def test_a_hundred_receivers(world: World, holding: int) -> None:
    """They may repeat: each share is a transfer."""
    weights = list(range(1, 101))
    world.splitter.split(holding, 9_999, [tier2, tier3] * 50, weights, by=supplier)
    shares = world.splitter.shares(9_999, weights)
    assert world.units(holding, tier2, tier3) == [sum(shares[::2]), sum(shares[1::2])]
    assert sum(shares) == 9_999


def test_it_moves_only_the_units_of_who_calls(world: World) -> None:
    """Whoever trusts the splitter trusts it with its own calls only."""
    id = world.spread({tier2: 10})
    world.core.setOperator(world.splitter.address, True, by=tier2)
    with refuses("UnknownParticipant", account=stranger):
        world.core.setOperator(world.splitter.address, True, by=stranger)
        world.splitter.split(id, 1, [tier3], [1], by=stranger)
    with refuses(
        "ERC6909InsufficientAllowance",
        spender=world.splitter.address,
        allowance=0,
        needed=1,
        id=id,
    ):
        world.splitter.split(id, 1, [tier3], [1], by=supplier)
    assert world.units(id, tier2) == [10]


def test_all_or_nothing(world: World, holding: int) -> None:
    world.core.suspend(TIER3, by=operator)
    with refuses("ParticipantSuspended", id=TIER3):
        world.splitter.split(holding, 100, [tier2, tier3], [1, 1], by=supplier)
    with refuses("TransferToSelf", participant=3):
        world.splitter.split(holding, 100, [tier2, supplier], [1, 1], by=supplier)
    with refuses("InsufficientUnits", id=holding, holder=3, held=FACE // 2, needed=FACE):
        world.core.transfer(tier2, holding, FACE // 2, by=supplier)
        world.splitter.split(holding, 2 * FACE, [tier2, bank], [1, 1], by=supplier)
    assert world.core.participantOf(tier2).id == TIER2
    assert world.units(holding, tier2, bank) == [FACE // 2, 0]


def test_it_serves_one_ledger_and_holds_nothing(world: World, holding: int) -> None:
    assert world.splitter.receivables() == world.core.address
    assert world.splitter.MAX_RECEIVERS() == 100
    world.splitter.split(holding, FACE, [tier2, tier3], [1, 2], by=supplier)
    assert world.core.balanceOf(world.splitter.address, holding) == 0
