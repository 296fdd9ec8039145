"""Units: ERC-6909 among active participants. A transfer of a part is the split."""

import pytest

from tests.contracts.chain import Actor, fact, refuses
from tests.contracts.world import (
    BANK,
    EVERYTHING,
    FACE,
    NOBODY,
    SUPPLIER1,
    TIER2,
    TIER3,
    World,
    bank,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)


def test_a_part_is_passed_down_the_chain(world: World) -> None:
    id = world.tokenised()
    receipt = world.core.transfer(tier2, id, 400_000, by=supplier)
    assert receipt.value is True
    assert receipt.new_slots == 1
    assert receipt.events == [
        fact("Transfer", caller=supplier, sender=supplier, receiver=tier2, id=id, amount=400_000)
    ]
    world.core.transfer(tier3, id, 150_000, by=tier2)
    assert world.units(id, supplier, tier2, tier3) == [600_000, 250_000, 150_000]
    assert world.core.receivableOf(id).supplierUnits == 600_000


def test_it_may_come_back(world: World) -> None:
    id = world.spread({tier2: FACE})
    world.core.transfer(tier3, id, 10, by=tier2)
    world.core.transfer(supplier, id, 10, by=tier3)
    world.core.transfer(supplier, id, FACE - 10, by=tier2)
    assert world.units(id, supplier, tier2, tier3) == [FACE, 0, 0]


def test_units_of_one_receivable_are_no_units_of_another(world: World) -> None:
    one, other = world.spread({tier2: 5}), world.tokenised(invoice(2))
    with refuses("InsufficientUnits", id=other, holder=TIER2, held=0, needed=1):
        world.core.transfer(tier3, other, 1, by=tier2)
    assert world.units(one, tier2) == [5]


@pytest.mark.parametrize("too_many", [6, 2**64, 2**64 + 5, 2**128 + 1, EVERYTHING])
def test_nobody_passes_on_more_than_it_holds(world: World, too_many: int) -> None:
    id = world.spread({tier2: 5})
    for account, number, held in ((tier2, TIER2, 5), (bank, BANK, 0)):
        with refuses("InsufficientUnits", id=id, holder=number, held=held, needed=too_many):
            world.core.transfer(tier3, id, too_many, by=account)
    beyond = FACE + too_many
    if beyond <= EVERYTHING:
        with refuses("InsufficientUnits", id=id, holder=SUPPLIER1, held=FACE - 5, needed=beyond):
            world.core.transfer(tier3, id, beyond, by=supplier)
    assert world.units(id, supplier, tier2, tier3) == [FACE - 5, 5, 0]


def test_nothing_cannot_be_passed_on_nor_anything_to_oneself(world: World) -> None:
    id = world.spread({tier2: 5})
    for account, number in ((supplier, SUPPLIER1), (tier2, TIER2)):
        with refuses("ZeroAmount"):
            world.core.transfer(tier3, id, 0, by=account)
        with refuses("TransferToSelf", participant=number):
            world.core.transfer(account, id, 1, by=account)


def test_before_tokenising_there_are_no_units(world: World) -> None:
    id = world.confirmed()
    with refuses("InsufficientUnits", id=id, holder=SUPPLIER1, held=0, needed=1):
        world.core.transfer(tier2, id, 1, by=supplier)


def test_a_stranger_gets_none(world: World) -> None:
    id = world.tokenised()
    with refuses("UnknownParticipant", account=stranger):
        world.core.transfer(stranger, id, 1, by=supplier)
    with refuses("ERC6909InvalidReceiver", receiver=NOBODY):
        world.core.transfer(NOBODY, id, 1, by=supplier)
    with refuses("UnknownParticipant", account=stranger):
        world.core.transfer(supplier, id, 1, by=stranger)
    assert world.core.balanceOf(stranger, id) == 0
    assert world.core.balanceOf(NOBODY, id) == 0


@pytest.mark.parametrize(("barred", "number"), [(supplier, SUPPLIER1), (tier2, TIER2)])
def test_who_is_suspended_neither_gives_nor_gets(world: World, barred: Actor, number: int) -> None:
    id = world.tokenised()
    world.core.suspend(number, by=operator)
    with refuses("ParticipantSuspended", id=number):
        world.core.transfer(tier2, id, 1, by=supplier)
    world.core.reinstate(number, by=operator)
    world.core.transfer(tier2, id, 1, by=supplier)
    assert world.units(id, tier2) == [1]


def test_what_a_suspended_holder_has_stays_its_own(world: World) -> None:
    id = world.spread({tier2: 5})
    world.core.suspend(TIER2, by=operator)
    assert world.units(id, tier2) == [5]
    with refuses("ParticipantSuspended", id=TIER2):
        world.core.transfer(tier3, id, 1, by=tier2)


def test_any_active_participant_may_hold(world: World) -> None:
    id = world.spread({bank: 1, obligor: 2, tier3: 3})
    assert world.units(id, bank, obligor, tier3) == [1, 2, 3]


def test_units_belong_to_the_participant_whatever_its_roles(world: World) -> None:
    id = world.spread({tier2: 5})
    world.core.setRoles(TIER2, 8, by=operator)
    world.core.transfer(tier3, id, 5, by=tier2)
    assert world.units(id, tier3) == [5]


# Approvals.


def test_a_spender_moves_what_it_was_allowed(world: World) -> None:
    id = world.spread({tier2: 100})
    approved = world.core.approve(stranger, id, 60, by=tier2)
    assert approved.events == [fact("Approval", owner=tier2, spender=stranger, id=id, amount=60)]
    receipt = world.core.transferFrom(tier2, tier3, id, 40, by=stranger)
    assert receipt.events == [
        fact("Transfer", caller=stranger, sender=tier2, receiver=tier3, id=id, amount=40)
    ]
    assert world.core.allowance(tier2, stranger, id) == 20
    with refuses("ERC6909InsufficientAllowance", spender=stranger, allowance=20, needed=21, id=id):
        world.core.transferFrom(tier2, tier3, id, 21, by=stranger)
    assert world.units(id, tier2, tier3) == [60, 40]


def test_an_operator_moves_everything_until_dismissed(world: World) -> None:
    id, other = world.spread({tier2: 9}), world.spread({tier2: 9}, invoice(2))
    appointed = world.core.setOperator(stranger, True, by=tier2)
    assert appointed.events == [fact("OperatorSet", owner=tier2, spender=stranger, approved=True)]
    for each in (id, other):
        world.core.transferFrom(tier2, tier3, each, 9, by=stranger)
    world.core.setOperator(stranger, False, by=tier2)
    with refuses("ERC6909InsufficientAllowance", spender=stranger, allowance=0, needed=1, id=id):
        world.core.transferFrom(tier2, tier3, id, 1, by=stranger)


def test_without_approval_nobody_moves_anothers_units(world: World) -> None:
    """Not the operator, not the parties, not the receiver, not one approved for another id."""
    id, other = world.spread({tier2: 5}), world.tokenised(invoice(2))
    world.core.approve(stranger, other, EVERYTHING, by=tier2)
    for thief in (operator, obligor, supplier, tier3, bank, stranger):
        with refuses("ERC6909InsufficientAllowance", spender=thief, allowance=0, needed=5, id=id):
            world.core.transferFrom(tier2, tier3, id, 5, by=thief)


def test_an_approval_is_no_way_around_the_checks(world: World) -> None:
    id = world.spread({tier2: 5})
    world.core.approve(stranger, id, EVERYTHING, by=tier2)
    with refuses("UnknownParticipant", account=stranger):
        world.core.transferFrom(tier2, stranger, id, 1, by=stranger)
    with refuses("InsufficientUnits", id=id, holder=TIER2, held=5, needed=6):
        world.core.transferFrom(tier2, tier3, id, 6, by=stranger)
    with refuses("TransferToSelf", participant=TIER2):
        world.core.transferFrom(tier2, tier2, id, 5, by=stranger)
    world.core.suspend(TIER3, by=operator)
    with refuses("ParticipantSuspended", id=TIER3):
        world.core.transferFrom(tier2, tier3, id, 1, by=stranger)


def test_it_says_that_it_is_erc_6909(world: World) -> None:
    assert world.core.supportsInterface(bytes.fromhex("0f632fb3"))
    assert world.core.supportsInterface(bytes.fromhex("01ffc9a7"))
    assert not world.core.supportsInterface(bytes.fromhex("ffffffff"))
