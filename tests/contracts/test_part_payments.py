"""Paying in parts: each belongs to who holds the units, and rounding to who redeems last."""

from itertools import permutations

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    DUE,
    FACE,
    SCALE,
    SETTLED,
    TIER2,
    TOKENISED,
    World,
    bank,
    invoice,
    obligor,
    obligor2,
    supplier,
    tier2,
    tier3,
    used,
)

# In parts.


def test_each_part_frees_the_line_and_belongs_to_the_holders(world: World) -> None:
    id = world.spread({tier2: 250_000})
    receipt = world.core.pay(id, 400_000, by=obligor)
    assert receipt.events == [
        fact("Allocated", receivable=id, principal=400_000, penalty=0, unpaid=600_000),
        fact("Paid", receivable=id, payer=obligor, amount=400_000),
        fact("Transfer", **{"from": obligor, "to": world.core.address}, value=400_000 * SCALE),
    ]
    assert (world.status(id), used(world)) == (TOKENISED, 600_000)
    assert world.core.amountDue(id) == (600_000, 0)
    assert world.core.redeemable(id, TIER2) == 100_000

    # Redeeming a part burns nothing: the units stand for the rest.
    redeemed = world.core.redeem(id, by=tier2)
    assert redeemed.value == 100_000
    assert [event.name for event in redeemed.events] == ["Redeemed", "Transfer"]
    assert world.units(id, tier2) == [250_000]
    with refuses("NothingToRedeem", receivable=id, holder=TIER2):
        world.core.redeem(id, by=tier2)

    world.core.pay(id, 600_000, by=obligor2)
    assert (world.status(id), used(world)) == (SETTLED, 0)
    assert world.redeem(id, supplier, tier2) == [750_000, 150_000]
    assert world.units(id, supplier, tier2) == [0, 0]
    assert world.cash(world.core.address) == 0


def test_early_parts_and_the_rest_on_the_due_day(world: World) -> None:
    id = world.tokenised()
    for number, amount in enumerate((1, 2, 3)):
        world.go_to(world.today + number + 1)
        world.core.pay(id, amount, by=obligor)
    world.go_to(DUE, second=86_399)
    world.core.pay(id, FACE - 6, by=obligor)
    assert world.core.collectionOf(id)[:3] == (FACE, 0, 0)
    assert world.redeem(id, supplier) == [FACE]


def test_a_transfer_between_two_parts_moves_exactly_the_rest_of_the_claim(
    world: World,
) -> None:
    id = world.spread({tier2: 500_000})
    world.core.pay(id, 400_000, by=obligor)
    world.core.transfer(tier3, id, 500_000, by=tier2)
    world.core.transfer(bank, id, 100_000, by=supplier)
    world.core.pay(id, 600_000, by=obligor)
    # tier2 had half when the first part came in, and tier3 has it now.
    assert world.redeem(id, tier3, tier2, bank, supplier) == [
        300_000,
        200_000,
        60_000,
        200_000 + 240_000,
    ]
    assert world.cash(world.core.address) == 0


def test_what_was_collected_is_not_counted_twice_when_units_come_back(world: World) -> None:
    id = world.spread({tier2: 500_000})
    world.core.pay(id, 400_000, by=obligor)
    for holder, receiver in ((tier2, tier3), (tier3, supplier), (supplier, tier2)):
        world.core.transfer(receiver, id, 500_000, by=holder)
    assert world.redeem(id, tier2, supplier) == [200_000, 200_000]
    with refuses("NothingToRedeem", receivable=id, holder=5):
        world.core.redeem(id, by=tier3)


def test_what_was_redeemed_before_a_transfer_stays_redeemed(world: World) -> None:
    id = world.spread({tier2: 500_000})
    world.core.pay(id, 400_000, by=obligor)
    assert world.redeem(id, tier2) == [200_000]
    world.core.transfer(tier3, id, 500_000, by=tier2)
    world.core.pay(id, 600_000, by=obligor)
    assert world.redeem(id, tier3, supplier) == [300_000, 500_000]
    with refuses("NothingToRedeem", receivable=id, holder=TIER2):
        world.core.redeem(id, by=tier2)


@pytest.mark.parametrize("order", list(permutations((supplier, tier2, tier3))), ids=range(6))
def test_the_last_to_redeem_gets_what_rounding_leaves(
    world: World, order: tuple[object, ...]
) -> None:
    """Units change hands between two parts, so that the claims end in sevenths of a fen."""
    id = world.spread({tier2: 2}, invoice(face=7))
    world.core.pay(id, 2, by=obligor)
    world.core.transfer(tier3, id, 1, by=tier2)
    world.core.pay(id, 5, by=obligor)
    # In sevenths: the supplier has 35, tier2 4 + 5, tier3 5.
    floors = {supplier: 5, tier2: 1, tier3: 0}
    expected = [floors[holder] for holder in order]  # type: ignore[index]
    expected[-1] += 1
    assert world.redeem(id, *order) == expected  # type: ignore[arg-type]
    assert world.cash(world.core.address) == 0


def test_redeeming_in_between_changes_nobodys_share(world: World) -> None:
    id = world.spread({tier2: 333, tier3: 1}, invoice(face=1_000))
    world.core.pay(id, 100, by=obligor)
    assert world.redeem(id, tier2, supplier) == [33, 66]
    with refuses("NothingToRedeem", receivable=id, holder=5):
        world.core.redeem(id, by=tier3)  # a tenth of a fen
    world.core.pay(id, 900, by=obligor)
    assert world.redeem(id, tier3, supplier, tier2) == [1, 600, 300]
