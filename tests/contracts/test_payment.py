"""Paying and redeeming: in full, in parts, early, in grace, late."""

from itertools import permutations

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    CNY,
    DUE,
    FACE,
    GRACE,
    NOBODY,
    OBLIGOR,
    PENALTY_BASIS,
    PENALTY_RATE,
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
    obligor2,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)


def penalty(unpaid: int, days: int) -> int:
    """Penalty interest of the usual terms, half up."""
    basis = PENALTY_BASIS * 1_000_000
    return (2 * unpaid * PENALTY_RATE * days + basis) // (2 * basis)


def used(world: World) -> int:
    """How much of the core enterprise's line is used."""
    return int(world.core.creditLineOf(OBLIGOR, CNY).used)


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


# Late.


@pytest.mark.parametrize("days", [1, GRACE])
def test_in_grace_lateness_costs_nothing(world: World, days: int) -> None:
    id = world.tokenised()
    world.go_to(DUE + days, second=86_399)
    assert world.core.amountDue(id) == (FACE, 0)
    receipt = world.core.pay(id, FACE, by=obligor)
    assert receipt.events[0] == fact(
        "Allocated", receivable=id, principal=FACE, penalty=0, unpaid=0
    )
    assert world.redeem(id, supplier) == [FACE]


def test_after_grace_interest_runs_from_day_to_day(world: World) -> None:
    id = world.spread({tier2: 250_000})
    world.go_to(DUE + GRACE + 1, second=0)
    assert world.core.amountDue(id) == (FACE, penalty(FACE, 1))
    world.go_to(DUE + GRACE + 30)
    due = penalty(FACE, 30)
    assert due == 6_250
    assert world.core.amountDue(id) == (FACE, due)

    receipt = world.core.pay(id, FACE + due, by=obligor)
    assert receipt.events[:3] == [
        fact("PenaltyPosted", receivable=id, amount=due, toDay=DUE + GRACE + 30),
        fact("Allocated", receivable=id, principal=FACE, penalty=due, unpaid=0),
        fact("Paid", receivable=id, payer=obligor, amount=FACE + due),
    ]
    assert (world.status(id), used(world)) == (SETTLED, 0)
    # The holders share the interest as they share the claim; half a fen each is left to the last.
    assert world.redeem(id, tier2, supplier) == [251_562, 754_688]
    assert world.cash(world.core.address) == 0


def test_the_face_alone_no_longer_settles(world: World) -> None:
    id = world.tokenised()
    world.go_to(DUE + GRACE + 30)
    receipt = world.core.pay(id, FACE, by=obligor)
    assert receipt.events[1] == fact(
        "Allocated", receivable=id, principal=FACE - 6_250, penalty=6_250, unpaid=6_250
    )
    assert world.status(id) == TOKENISED
    assert used(world) == 6_250
    with refuses("Overpayment", receivable=id, amount=6_251, due=6_250):
        world.core.pay(id, 6_251, by=obligor)
    world.core.pay(id, 6_250, by=obligor)
    assert world.status(id) == SETTLED
    assert world.redeem(id, supplier) == [FACE + 6_250]


def test_interest_comes_first_and_frees_no_line(world: World) -> None:
    id = world.tokenised()
    world.go_to(DUE + GRACE + 30)
    receipt = world.core.pay(id, 250, by=obligor)
    assert receipt.events[1] == fact(
        "Allocated", receivable=id, principal=0, penalty=250, unpaid=FACE
    )
    assert used(world) == FACE
    assert world.core.amountDue(id) == (FACE, 6_000)
    # Again on the same day nothing more is posted.
    again = world.core.pay(id, 6_000, by=obligor)
    assert [event.name for event in again.events] == ["Allocated", "Paid", "Transfer"]
    assert world.core.amountDue(id) == (FACE, 0)


def test_interest_runs_on_what_is_unpaid_since_the_last_payment(world: World) -> None:
    id = world.tokenised()
    world.core.pay(id, 200_000, by=obligor)  # early
    world.go_to(DUE + 2)
    world.core.pay(id, 200_000, by=obligor)  # in grace
    world.go_to(DUE + GRACE + 10)
    first = penalty(600_000, 10)
    world.core.pay(id, 300_000 + first, by=obligor)
    world.go_to(DUE + GRACE + 17)
    second = penalty(300_000, 7)
    assert world.core.amountDue(id) == (300_000, second)
    world.core.pay(id, 300_000 + second, by=obligor)
    collection = world.core.collectionOf(id)
    assert (collection.paid, collection.penaltyPaid) == (FACE, first + second)
    assert world.redeem(id, supplier) == [FACE + first + second]


def test_years_late_is_late_and_nothing_worse(world: World) -> None:
    id = world.spread({tier2: 1})
    days = 40 * 365
    world.go_to(DUE + GRACE + days)
    due = penalty(FACE, days)
    assert world.core.amountDue(id) == (FACE, due)
    world.core.transfer(tier3, id, 1, by=tier2)
    world.core.pay(id, FACE + due, by=obligor)
    assert world.redeem(id, tier3, supplier) == [4, FACE + due - 4]


def test_terms_without_a_penalty_cost_nothing_ever(world: World) -> None:
    world.core.addTerms((0, 0, 365), by=operator)
    id = world.tokenised(invoice(terms=2))
    world.go_to(DUE + 3_650)
    assert world.core.amountDue(id) == (FACE, 0)
    world.core.pay(id, FACE, by=obligor)
    assert world.redeem(id, supplier) == [FACE]


def test_terms_decide_grace_rate_and_basis(world: World) -> None:
    world.core.addTerms((0, 182_500, 365), by=operator)
    id = world.tokenised(invoice(terms=2))
    world.go_to(DUE)
    assert world.core.amountDue(id) == (FACE, 0)
    world.go_to(DUE + 30)
    assert world.core.amountDue(id) == (FACE, 15_000)


def test_interest_ends_where_the_books_end(world: World) -> None:
    """The largest face at the highest rate: what is due stops growing, and can still be paid."""
    world.core.addTerms((0, 2**32 - 1, 360), by=operator)
    largest = 2**64 - 1
    world.core.setCreditLine(OBLIGOR, CNY, largest, by=operator)
    world.fund(world.token, obligor, 2**80)
    id = world.tokenised(invoice(terms=2, face=largest))
    world.go_to(DUE + 3_650)
    collected = 0
    while (due := sum(world.core.amountDue(id))) > 0:
        part = min(due, largest)
        world.core.pay(id, part, by=obligor)
        collected += part
    assert world.status(id) == SETTLED
    redeemed = 0
    while world.core.redeemable(id, SUPPLIER1) > 0:
        redeemed += world.redeem(id, supplier)[0]
    assert redeemed == collected
    assert world.cash(world.core.address) == 0


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
