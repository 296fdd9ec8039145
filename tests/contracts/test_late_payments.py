"""Paying late: grace, penalty interest on what is unpaid, the books of many years."""

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    CNY,
    DUE,
    FACE,
    GRACE,
    OBLIGOR,
    PENALTY_BASIS,
    PENALTY_RATE,
    SETTLED,
    SUPPLIER1,
    TOKENISED,
    World,
    invoice,
    obligor,
    operator,
    supplier,
    tier2,
    tier3,
    used,
)


def penalty(unpaid: int, days: int) -> int:
    """Penalty interest of the usual terms, half up."""
    basis = PENALTY_BASIS * 1_000_000
    return (2 * unpaid * PENALTY_RATE * days + basis) // (2 * basis)


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
