"""Paying and redeeming in full: by anyone, of every status, to the end of the due day."""

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    DUE,
    FACE,
    NOBODY,
    OBLIGOR,
    RECORDED,
    SCALE,
    SETTLED,
    SUPPLIER1,
    TIER2,
    TOKENISED,
    World,
    bank,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
    used,
)

# In full.


def test_paid_in_full_every_unit_is_worth_one_fen(world: World) -> None:
    id = world.spread({tier2: 250_000, bank: 1})
    world.go_to(DUE)
    assert world.core.amountDue(id) == (FACE, 0)
    before = world.cash(obligor)
    receipt = world.core.pay(id, FACE, by=obligor)

    assert world.status(id) == SETTLED
    assert world.core.amountDue(id) == (0, 0)
    assert used(world) == 0
    assert world.cash(obligor) == before - FACE * SCALE
    assert world.cash(world.core.address) == FACE * SCALE
    assert receipt.events == [
        fact("Paid", receivable=id, payer=obligor, amount=FACE),
        fact("Transfer", **{"from": obligor, "to": world.core.address}, value=FACE * SCALE),
    ]
    assert [world.core.redeemable(id, n) for n in (SUPPLIER1, TIER2, 6, 7)] == [
        749_999,
        250_000,
        1,
        0,
    ]
    assert world.redeem(id, tier2, supplier, bank) == [250_000, 749_999, 1]
    assert world.cash(world.core.address) == 0


def test_redeeming_burns_the_units(world: World) -> None:
    id = world.spread({tier2: 100})
    world.core.pay(id, FACE, by=obligor)
    before = world.cash(tier2)
    receipt = world.core.redeem(id, by=tier2)
    assert receipt.value == 100
    assert receipt.events == [
        fact("Transfer", caller=tier2, sender=tier2, receiver=NOBODY, id=id, amount=100),
        fact("Redeemed", receivable=id, holder=TIER2, amount=100),
        fact("Transfer", **{"from": world.core.address, "to": tier2}, value=100 * SCALE),
    ]
    assert world.cash(tier2) == before + 100 * SCALE
    assert world.units(id, supplier, tier2) == [FACE - 100, 0]
    with refuses("NothingToRedeem", receivable=id, holder=TIER2):
        world.core.redeem(id, by=tier2)


def test_nothing_is_redeemed_before_payment(world: World) -> None:
    id = world.spread({tier2: 100})
    world.go_to(DUE + 30)
    for holder, number in ((supplier, SUPPLIER1), (tier2, TIER2)):
        with refuses("NothingToRedeem", receivable=id, holder=number):
            world.core.redeem(id, by=holder)


def test_cash_of_another_receivable_is_not_touched(world: World) -> None:
    paid, unpaid = world.tokenised(), world.tokenised(invoice(2))
    world.core.pay(paid, FACE, by=obligor)
    with refuses("NothingToRedeem", receivable=unpaid, holder=SUPPLIER1):
        world.core.redeem(unpaid, by=supplier)
    with refuses("NothingToRedeem", receivable=paid, holder=TIER2):
        world.core.redeem(paid, by=tier2)


def test_settled_units_are_redeemed_and_no_longer_passed_on(world: World) -> None:
    id = world.spread({tier2: 100})
    world.core.pay(id, FACE, by=obligor)
    with refuses("UnitsOnlyRedeemable", id=id):
        world.core.transfer(tier3, id, 1, by=tier2)


def test_anyone_pays_even_a_stranger(world: World) -> None:
    id = world.tokenised()
    world.fund(world.token, stranger)
    receipt = world.core.pay(id, FACE, by=stranger)
    assert receipt.only("Paid")["payer"] == stranger
    assert world.redeem(id, supplier) == [FACE]


def test_a_debt_is_paid_whatever_became_of_the_parties(world: World) -> None:
    id = world.spread({tier2: 100})
    for number in (OBLIGOR, SUPPLIER1):
        world.core.suspend(number, by=operator)
    world.core.pay(id, FACE, by=obligor)
    assert world.redeem(id, tier2) == [100]
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        world.core.redeem(id, by=supplier)
    world.core.reinstate(SUPPLIER1, by=operator)
    assert world.redeem(id, supplier) == [FACE - 100]


def test_a_receivable_that_is_only_confirmed_is_tokenised_when_paid(world: World) -> None:
    id = world.confirmed()
    receipt = world.core.pay(id, FACE, by=obligor)
    assert receipt.events[0] == fact(
        "Transfer", caller=obligor, sender=NOBODY, receiver=supplier, id=id, amount=FACE
    )
    assert world.status(id) == SETTLED
    assert world.redeem(id, supplier) == [FACE]


def test_or_when_a_part_is_paid(world: World) -> None:
    id = world.confirmed()
    world.core.pay(id, 10, by=obligor)
    assert world.status(id) == TOKENISED
    assert world.units(id, supplier) == [FACE]
    assert world.redeem(id, supplier) == [10]


def test_what_is_not_confirmed_is_not_paid(world: World) -> None:
    id = world.recorded()
    assert world.core.amountDue(id) == (0, 0)
    with refuses("WrongStatus", receivable=id, status=RECORDED, required=TOKENISED):
        world.core.pay(id, FACE, by=obligor)


def test_payments_have_to_be_something(world: World) -> None:
    with refuses("ZeroAmount"):
        world.core.pay(world.tokenised(), 0, by=obligor)


def test_a_payer_needs_cash_and_approval(world: World) -> None:
    id = world.tokenised()
    world.token.approve(world.core.address, 0, by=obligor)
    with refuses(
        "ERC20InsufficientAllowance",
        spender=world.core.address,
        allowance=0,
        needed=FACE * SCALE,
    ):
        world.core.pay(id, FACE, by=obligor)
    with refuses("ERC20InsufficientBalance", sender=stranger, balance=0, needed=SCALE):
        world.token.approve(world.core.address, 2**256 - 1, by=stranger)
        world.core.pay(id, 1, by=stranger)


@pytest.mark.parametrize("too_much", [1, 2**64 - 1 - FACE])
def test_overpaying_is_refused(world: World, too_much: int) -> None:
    id = world.tokenised()
    with refuses("Overpayment", receivable=id, amount=FACE + too_much, due=FACE):
        world.core.pay(id, FACE + too_much, by=obligor)
    world.core.pay(id, FACE - 1, by=obligor)
    with refuses("Overpayment", receivable=id, amount=2, due=1):
        world.core.pay(id, 2, by=obligor)
    world.core.pay(id, 1, by=obligor)
    with refuses("WrongStatus", receivable=id, status=SETTLED, required=TOKENISED):
        world.core.pay(id, 1, by=obligor)


# Days.


@pytest.mark.parametrize("second", [0, 86_399])
def test_the_whole_due_day_is_in_time(world: World, second: int) -> None:
    id = world.tokenised()
    world.go_to(DUE, second=second)
    receipt = world.core.pay(id, FACE, by=obligor)
    assert receipt.events[0].name == "Paid"


def test_redeeming_needs_no_role_but_a_participant(world: World) -> None:
    id = world.tokenised()
    world.core.pay(id, FACE, by=obligor)
    with refuses("UnknownParticipant", account=stranger):
        world.core.redeem(id, by=stranger)
    world.core.setRoles(SUPPLIER1, 16, by=operator)
    assert world.redeem(id, supplier) == [FACE]
