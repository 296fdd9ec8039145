"""Due dates on business days: moved by a stated calendar only, and always said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.due_dates import Convention
from sfc.domain.errors import CalendarUnknown
from sfc.domain.intake import InvoiceDraft, Problem
from sfc.importers.business_days import adjust_due_date, on_business_days, published_until
from sfc.importers.described import describe
from tests.importers.conftest import Edit

FOLLOWING, MODIFIED = Convention.FOLLOWING, Convention.MODIFIED_FOLLOWING


@pytest.mark.parametrize(
    ("due", "calendar", "convention", "paid"),
    [
        # National Day of 2026 is a week, made up for on Saturday 10 October.
        (date(2026, 10, 1), "CN", FOLLOWING, date(2026, 10, 8)),
        (date(2026, 10, 1), "CN", MODIFIED, date(2026, 10, 8)),
        (date(2026, 10, 10), "CN", FOLLOWING, None),
        (date(2026, 10, 11), "CN", FOLLOWING, date(2026, 10, 12)),
        (date(2026, 9, 30), "CN", FOLLOWING, None),
        (date(2026, 10, 1), "CN", Convention.NONE, None),
        # The end of the month is where the conventions part.
        (date(2026, 1, 31), "DE", FOLLOWING, date(2026, 2, 2)),
        (date(2026, 1, 31), "DE", MODIFIED, date(2026, 1, 30)),
        # Epiphany is kept in Bavaria, and by no bank's clearing.
        (date(2026, 1, 6), "DE-BY", FOLLOWING, date(2026, 1, 7)),
        (date(2026, 1, 6), "DE", FOLLOWING, None),
        (date(2026, 1, 6), "XECB", FOLLOWING, None),
        (date(2026, 5, 1), "XECB", FOLLOWING, date(2026, 5, 4)),
        # Weekends are not the same everywhere.
        (date(2026, 3, 6), "SA", FOLLOWING, date(2026, 3, 8)),
        (date(2101, 1, 1), "CN", FOLLOWING, None),
    ],
)
def test_a_due_date_moves_to_a_business_day(
    due: date, calendar: str, convention: Convention, paid: date | None
) -> None:
    adjustment = adjust_due_date(due, calendar, convention)
    assert (adjustment.due if adjustment else None) == paid
    if adjustment:
        assert (adjustment.calendar, adjustment.convention) == (calendar, convention)
        assert adjustment.reason.startswith(f"{due} is ") and calendar in adjustment.reason


@pytest.mark.parametrize("code", ["", "XX", "cn", "CN-", "CN-ZZ", "DE-XX", "-BY", "CN-GD-SZ"])
def test_a_calendar_that_is_not_known_is_refused(code: str) -> None:
    with pytest.raises(CalendarUnknown):
        adjust_due_date(date(2026, 1, 1), code)


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 1)), st.sampled_from(["CN", "DE-BY", "XECB", "US"])
)
def test_the_day_found_is_a_business_day_and_the_next_one(due: date, calendar: str) -> None:
    found = adjust_due_date(due, calendar)
    if found is None:
        return
    assert found.due > due and adjust_due_date(found.due, calendar) is None
    between = (due + timedelta(days) for days in range((found.due - due).days))
    assert all(adjust_due_date(day, calendar) for day in between)
    modified = adjust_due_date(due, calendar, MODIFIED)
    assert modified is not None and modified.due.month == due.month
    assert modified.due == found.due or found.due.month != due.month


def test_a_document_shows_both_days_and_why(edited: Edit) -> None:
    draft = edited("2026-07-09", "2026-10-03")
    moved = on_business_days(draft, "CN")
    assert isinstance(moved, InvoiceDraft)
    assert (moved.due, moved.maturity) == (date(2026, 10, 3), date(2026, 10, 8))
    said = describe(moved)
    assert (said["due_date"], said["due_date_adjusted"]) == ("2026-10-03", "2026-10-08")
    assert said["adjustment"] == {
        "calendar": "CN",
        "convention": "following",
        "reason": "2026-10-03 is National Day in calendar CN",
    }
    assert moved.evidence_fields()["due_date_adjusted"] == "2026-10-08"


def test_a_business_day_stays_as_it_is(edited: Edit) -> None:
    draft = edited("2026-07-09", "2026-07-10")
    assert isinstance(draft, InvoiceDraft) and draft.maturity == draft.due
    assert on_business_days(draft, "CN") == draft


def test_what_is_held_is_adjusted_too_and_what_has_no_date_is_not(edited: Edit) -> None:
    held = on_business_days(edited("2026-07-09", "2026-02-21"), "CN")  # before issue, a Saturday
    assert isinstance(held, Problem) and held.document is not None
    assert held.document.maturity == date(2026, 2, 24)
    rejected = edited("HC-26-0023", " ")
    assert on_business_days(rejected, "CN") == rejected
    with pytest.raises(CalendarUnknown):
        on_business_days(rejected, "XX")


def test_days_that_are_not_published_yet_are_warned_of(edited: Edit) -> None:
    year = published_until("CN") + 1
    draft = on_business_days(edited("2026-07-09", f"{year}-03-15"), "CN")
    assert isinstance(draft, InvoiceDraft)
    assert [warning.code for warning in draft.warnings] == ["calendar_not_published"]
    known = on_business_days(edited("2026-07-09", "2026-07-10"), "CN")
    assert isinstance(known, InvoiceDraft) and known.warnings == ()
