"""Orders of a court or a supervisor: a participant, or some of its units, stay as they are."""

from collections.abc import Callable

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    BANK,
    FACE,
    OBLIGOR,
    SUPPLIER1,
    TIER2,
    TODAY,
    TOKENISED,
    World,
    bank,
    digest,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)

ORDER, OTHER = digest("order 1"), digest("order 2")
UNTIL = TODAY + 20


def freeze(world: World, id: int, units: int, holder: int = SUPPLIER1) -> None:
    world.core.freezeUnits(id, holder, units, ORDER, UNTIL, by=operator)


# A participant.


def actions(world: World, id: int) -> list[Callable[[], object]]:
    """What the supplier, or somebody with it, would do."""
    core, recorded = world.core, invoice("new")
    core.approve(stranger, id, 10, by=supplier)
    quote = world.quote(id)
    return [
        lambda: core.transfer(tier2, id, 1, by=supplier),
        lambda: core.transferFrom(supplier, tier2, id, 1, by=stranger),
        lambda: core.transfer(supplier, id, 1, by=tier2),
        lambda: world.fill(quote, 1_000),
        lambda: core.redeem(id, by=supplier),
        lambda: core.record(recorded, by=supplier),
        lambda: core.cancel(id, by=supplier),
        lambda: core.creditNote(id, 1, ORDER, by=supplier),
    ]


def test_a_frozen_participant_does_nothing_and_gets_nothing(world: World) -> None:
    id = world.spread({tier2: 10})
    tries = actions(world, id)
    world.core.pay(id, 5, by=obligor)
    frozen = world.core.freeze(SUPPLIER1, ORDER, UNTIL, by=operator)
    said = fact("ParticipantFrozen", participant=SUPPLIER1, order=ORDER, until=UNTIL)
    assert frozen.events == [said]
    assert world.core.freezeOf(SUPPLIER1) == (ORDER, UNTIL)
    for attempt in tries:
        with refuses("Frozen", participant=SUPPLIER1, until=UNTIL):
            attempt()
    assert world.units(id, supplier, tier2) == [FACE - 10, 10]


def test_it_ends_on_its_day(world: World) -> None:
    id = world.tokenised()
    world.core.freeze(SUPPLIER1, ORDER, UNTIL, by=operator)
    world.go_to(UNTIL, second=86_399)
    with refuses("Frozen", participant=SUPPLIER1, until=UNTIL):
        world.core.transfer(tier2, id, 1, by=supplier)
    world.go_to(UNTIL + 1, second=0)
    world.core.transfer(tier2, id, 1, by=supplier)


def test_or_by_the_order_that_set_it(world: World) -> None:
    id = world.tokenised()
    world.core.freeze(SUPPLIER1, ORDER, UNTIL, by=operator)
    with refuses("OrderInForce", order=ORDER):
        world.core.freeze(SUPPLIER1, OTHER, UNTIL + 9, by=operator)
    with refuses("OrderUnknown", order=OTHER):
        world.core.unfreeze(SUPPLIER1, OTHER, by=operator)
    world.core.freeze(SUPPLIER1, ORDER, UNTIL + 1, by=operator)
    lifted = world.core.unfreeze(SUPPLIER1, ORDER, by=operator)
    assert lifted.events == [fact("ParticipantUnfrozen", participant=SUPPLIER1, order=ORDER)]
    assert world.core.freezeOf(SUPPLIER1) == (bytes(32), 0)
    world.core.transfer(tier2, id, 1, by=supplier)
    with refuses("OrderUnknown", order=ORDER):
        world.core.unfreeze(SUPPLIER1, ORDER, by=operator)


def test_after_its_day_another_order_may_follow(world: World) -> None:
    world.core.freeze(SUPPLIER1, ORDER, UNTIL, by=operator)
    world.go_to(UNTIL + 1)
    world.core.freeze(SUPPLIER1, OTHER, UNTIL + 9, by=operator)
    assert world.core.freezeOf(SUPPLIER1) == (OTHER, UNTIL + 9)


def test_suspended_and_frozen_are_two_things(world: World) -> None:
    id = world.tokenised()
    world.core.freeze(SUPPLIER1, ORDER, UNTIL, by=operator)
    world.core.suspend(SUPPLIER1, by=operator)
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        world.core.transfer(tier2, id, 1, by=supplier)
    world.core.reinstate(SUPPLIER1, by=operator)
    with refuses("Frozen", participant=SUPPLIER1, until=UNTIL):
        world.core.transfer(tier2, id, 1, by=supplier)


def test_what_a_frozen_obligor_owes_can_be_paid(world: World) -> None:
    id = world.tokenised()
    world.core.freeze(OBLIGOR, ORDER, UNTIL, by=operator)
    world.core.pay(id, FACE, by=obligor)
    assert world.redeem(id, supplier) == [FACE]


def test_orders_make_sense(world: World) -> None:
    id = world.tokenised()
    with refuses("FreezeOver", until=TODAY - 1, today=TODAY):
        world.core.freeze(SUPPLIER1, ORDER, TODAY - 1, by=operator)
    with refuses("FreezeOver", until=TODAY - 1, today=TODAY):
        world.core.freezeUnits(id, SUPPLIER1, 1, ORDER, TODAY - 1, by=operator)
    with refuses("UnknownParticipantId", id=99):
        world.core.freeze(99, ORDER, UNTIL, by=operator)
    with refuses("ZeroAmount"):
        freeze(world, id, 0)
    with refuses("InsufficientUnits", id=id, holder=SUPPLIER1, held=FACE, needed=FACE + 1):
        freeze(world, id, FACE + 1)
    with refuses("InsufficientUnits", id=id, holder=BANK, held=0, needed=1):
        freeze(world, id, 1, BANK)
    with refuses("OrderUnknown", order=ORDER):
        world.core.unfreezeUnits(id, SUPPLIER1, ORDER, by=operator)


# Some units.


def test_frozen_units_stay_and_the_others_are_free(world: World) -> None:
    id = world.tokenised()
    frozen = world.core.freezeUnits(id, SUPPLIER1, 400_000, ORDER, UNTIL, by=operator)
    said = {"receivable": id, "holder": SUPPLIER1, "order": ORDER, "units": 400_000}
    assert frozen.events == [fact("UnitsFrozen", **said, until=UNTIL)]
    with refuses("UnitsAreFrozen", receivable=id, holder=SUPPLIER1, frozen=400_000):
        world.core.transfer(tier2, id, 600_001, by=supplier)
    with refuses("UnitsAreFrozen", receivable=id, holder=SUPPLIER1, frozen=400_000):
        world.fill(world.quote(id), 600_001)
    world.core.transfer(tier2, id, 200_000, by=supplier)
    world.fill(world.quote(id), 400_000)
    with refuses("UnitsAreFrozen", receivable=id, holder=SUPPLIER1, frozen=400_000):
        world.core.transfer(tier2, id, 1, by=supplier)
    world.core.transfer(tier3, id, 200_000, by=tier2)
    world.core.transfer(supplier, id, 100, by=tier3)
    world.core.transfer(tier2, id, 100, by=supplier)
    assert world.units(id, supplier, bank) == [400_000, 400_000]


def test_paid_in_full_the_free_part_redeems(world: World) -> None:
    id = world.spread({tier2: 500_000})
    freeze(world, id, 200_000, TIER2)
    world.core.pay(id, FACE, by=obligor)
    assert world.core.redeemable(id, TIER2) == 300_000
    assert world.redeem(id, tier2, supplier) == [300_000, 500_000]
    assert world.units(id, tier2) == [200_000]
    with refuses("NothingToRedeem", receivable=id, holder=TIER2):
        world.core.redeem(id, by=tier2)
    lifted = world.core.unfreezeUnits(id, TIER2, ORDER, by=operator)
    assert lifted.events == [fact("UnitsUnfrozen", receivable=id, holder=TIER2, order=ORDER)]
    assert world.redeem(id, tier2) == [200_000]
    assert world.cash(world.core.address) == 0


def test_a_supplier_too(world: World) -> None:
    id = world.tokenised()
    freeze(world, id, 1)
    world.core.pay(id, FACE, by=obligor)
    assert world.redeem(id, supplier) == [FACE - 1]
    world.go_to(UNTIL + 1)
    assert world.redeem(id, supplier) == [1]


def test_of_parts_the_free_units_get_theirs_and_no_more(world: World) -> None:
    """What comes in on frozen units waits, however often the holder asks."""
    id = world.spread({tier2: 500_000})
    world.core.pay(id, 100_000, by=obligor)
    assert world.redeem(id, tier2) == [50_000]
    freeze(world, id, 200_000, TIER2)
    world.core.pay(id, 400_000, by=obligor)
    assert world.core.redeemable(id, TIER2) == 120_000
    assert world.redeem(id, tier2) == [120_000]
    with refuses("NothingToRedeem", receivable=id, holder=TIER2):
        world.core.redeem(id, by=tier2)
    world.core.pay(id, 500_000, by=obligor)
    assert world.redeem(id, tier2) == [150_000]
    assert world.units(id, tier2) == [200_000]
    with refuses("NothingToRedeem", receivable=id, holder=TIER2):
        world.core.redeem(id, by=tier2)
    world.core.unfreezeUnits(id, TIER2, ORDER, by=operator)
    assert world.redeem(id, tier2, supplier) == [180_000, 500_000]
    assert world.cash(world.core.address) == 0


def test_what_was_collected_before_is_frozen_with_them(world: World) -> None:
    id = world.spread({tier2: 500_000})
    world.core.pay(id, 100_000, by=obligor)
    freeze(world, id, 200_000, TIER2)
    assert world.redeem(id, tier2) == [30_000]
    world.core.unfreezeUnits(id, TIER2, ORDER, by=operator)
    assert world.redeem(id, tier2) == [20_000]


def test_free_units_move_with_the_rest_of_their_claim(world: World) -> None:
    id = world.spread({tier2: 500_000})
    world.core.pay(id, 100_000, by=obligor)
    freeze(world, id, 200_000, TIER2)
    world.core.transfer(tier3, id, 300_000, by=tier2)
    world.core.pay(id, 900_000, by=obligor)
    assert world.redeem(id, tier3, tier2) == [270_000, 30_000]
    world.core.unfreezeUnits(id, TIER2, ORDER, by=operator)
    assert world.redeem(id, tier2, supplier) == [200_000, 500_000]
    assert world.cash(world.core.address) == 0


def test_the_same_order_changes_amount_and_day(world: World) -> None:
    id = world.tokenised()
    freeze(world, id, 400_000)
    with refuses("OrderInForce", order=ORDER):
        world.core.freezeUnits(id, SUPPLIER1, 1, OTHER, UNTIL, by=operator)
    world.core.freezeUnits(id, SUPPLIER1, FACE, ORDER, UNTIL + 5, by=operator)
    seen = world.core.unitFreezeOf(id, SUPPLIER1)
    assert (seen.order, seen.units, seen.until) == (ORDER, FACE, UNTIL + 5)
    with refuses("UnitsAreFrozen", receivable=id, holder=SUPPLIER1, frozen=FACE):
        world.core.transfer(tier2, id, 1, by=supplier)


def test_frozen_units_are_neither_cancelled_nor_reduced(world: World) -> None:
    id = world.tokenised()
    freeze(world, id, 400_000)
    for party in (supplier, obligor):
        with refuses("CannotCancel", receivable=id):
            world.core.cancel(id, by=party)
    for party in (supplier, obligor):
        done = world.core.creditNote(id, 900_000, digest("note"), by=party)
    agreed = done.only("CreditNoteAgreed")
    assert (agreed["reduced"], agreed["claimed"]) == (600_000, 300_000)
    assert world.units(id, supplier) == [400_000]
    assert world.status(id) == TOKENISED


@pytest.mark.parametrize("settled", [False, True])
def test_a_freeze_moves_nothing(world: World, settled: bool) -> None:
    id = world.spread({tier2: 500_000})
    if settled:
        world.core.pay(id, FACE, by=obligor)
    before = world.units(id, supplier, tier2), world.cash(world.core.address)
    freeze(world, id, 500_000, TIER2)
    world.core.unfreezeUnits(id, TIER2, ORDER, by=operator)
    assert before == (world.units(id, supplier, tier2), world.cash(world.core.address))
