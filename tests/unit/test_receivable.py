"""What follows from a receivable's stored state on a day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.days import Day
from sfc.domain.receivable import Standing, Status

DUE = 20_000
GRACE = 5


def standing(today: int, status: Status = Status.TOKENISED, paid: int = 0) -> Standing:
    return Standing(status, Day(DUE), GRACE, face=1_000, paid=paid, today=Day(today))


def test_stored_values_are_those_of_the_contract() -> None:
    assert [(status.value, status.api_name) for status in Status] == [
        (0, "none"),
        (1, "recorded"),
        (2, "confirmed"),
        (3, "tokenised"),
        (4, "settled"),
        (5, "rejected"),
        (6, "cancelled"),
    ]


@pytest.mark.parametrize(
    ("after_due", "is_due", "is_overdue", "in_grace", "defaulted", "penalty_days"),
    [
        (-1, False, False, False, False, 0),
        (0, True, False, False, False, 0),
        (1, True, True, True, False, 0),
        (GRACE, True, True, True, False, 0),
        (GRACE + 1, True, True, False, True, 1),
        (GRACE + 30, True, True, False, True, 30),
    ],
)
def test_an_unpaid_receivable_ages(
    after_due: int,
    is_due: bool,
    is_overdue: bool,
    in_grace: bool,
    defaulted: bool,
    penalty_days: int,
) -> None:
    for status in (Status.CONFIRMED, Status.TOKENISED):
        then = standing(DUE + after_due, status)
        assert then.unpaid == 1_000
        assert then.is_due is is_due
        assert then.is_overdue is is_overdue
        assert then.is_in_grace is in_grace
        assert then.is_defaulted is defaulted
        assert then.penalty_days == penalty_days
        assert not then.is_expired


def test_part_payment_does_not_stop_the_clock_and_full_payment_does() -> None:
    late = DUE + GRACE + 1
    assert standing(late, paid=999).is_defaulted
    assert standing(late, paid=999).unpaid == 1
    assert not standing(late, paid=1_000).is_overdue


@pytest.mark.parametrize(
    "status", [Status.NONE, Status.RECORDED, Status.SETTLED, Status.REJECTED, Status.CANCELLED]
)
def test_without_an_undertaking_nothing_is_owed(status: Status) -> None:
    then = standing(DUE + 100, status)
    assert then.unpaid == 0
    assert not (then.is_due or then.is_overdue or then.is_in_grace or then.is_defaulted)


def test_what_was_not_confirmed_in_time_expires() -> None:
    assert not standing(DUE - 1, Status.RECORDED).is_expired
    assert standing(DUE, Status.RECORDED).is_expired
    assert not standing(DUE, Status.REJECTED).is_expired


@given(st.integers(0, 2 * DUE), st.sampled_from(Status), st.integers(0, 1_000))
def test_overdue_is_either_in_grace_or_defaulted(today: int, status: Status, paid: int) -> None:
    then = standing(today, status, paid)
    assert then.is_overdue == (then.is_in_grace != then.is_defaulted)
    assert not then.is_overdue or then.is_due
    assert [then.is_due, then.is_expired] != [True, True]
    assert 0 <= then.penalty_days <= then.days_overdue
