"""Days of the ledger."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.days import (
    LAST_DATE,
    MAX_DAY,
    Day,
    actual_days,
    check_due_after_issue,
    date_of,
    day,
    day_of,
    day_start,
    ledger_day,
    nearest_date,
)
from sfc.domain.errors import DayOutOfRange, DueNotAfterIssue

dates = st.dates(min_value=date(1970, 1, 1))
moments = st.integers(86_400, 250_000_000_000)
offsets = st.integers(-12, 14)


def test_the_day_turns_at_midnight_of_the_ledger() -> None:
    last_second = int(datetime(2025, 12, 31, 15, 59, 59, tzinfo=UTC).timestamp())
    assert date_of(ledger_day(last_second)) == date(2025, 12, 31)
    assert date_of(ledger_day(last_second + 1)) == date(2026, 1, 1)
    assert date_of(ledger_day(last_second + 1, utc_offset_hours=0)) == date(2025, 12, 31)


@given(moments, offsets)
def test_the_ledger_day_is_the_date_on_a_calendar_there(timestamp: int, offset: int) -> None:
    there = datetime.fromtimestamp(timestamp, timezone(timedelta(hours=offset)))
    assert date_of(ledger_day(timestamp, offset)) == there.date()


@given(moments, offsets)
def test_every_moment_lies_within_its_day(timestamp: int, offset: int) -> None:
    today = ledger_day(timestamp, offset)
    tomorrow = day(today + 1)
    assert day_start(today, offset) <= timestamp < day_start(tomorrow, offset)


@given(dates)
def test_dates_and_numbers_name_the_same_days(calendar: date) -> None:
    assert date_of(day_of(calendar)) == calendar


@given(dates, dates)
def test_days_between_dates_are_the_difference_of_their_numbers(start: date, end: date) -> None:
    assert actual_days(start, end) == day_of(end) - day_of(start) == -actual_days(end, start)


def test_the_count_begins_in_1970() -> None:
    assert day_of(date(1970, 1, 1)) == 0
    assert day_of(date(2026, 1, 1)) == 20_454


@pytest.mark.parametrize("number", [-1, MAX_DAY + 1])
def test_numbers_beyond_24_bits_are_no_days(number: int) -> None:
    with pytest.raises(DayOutOfRange):
        day(number)


def test_days_outside_of_the_calendar_have_no_date() -> None:
    assert date_of(day_of(date.max)) == date.max
    for number in (day_of(date.max) + 1, MAX_DAY, -1):
        with pytest.raises(DayOutOfRange):
            date_of(Day(number))
    with pytest.raises(DayOutOfRange):
        day_of(date(1969, 12, 31))
    with pytest.raises(DayOutOfRange):
        ledger_day(-86_400)


def test_a_receivable_falls_due_after_its_issue() -> None:
    issued = date(2026, 3, 1)
    check_due_after_issue(issued, date(2026, 3, 2))
    for due in (issued, date(2026, 2, 28)):
        with pytest.raises(DueNotAfterIssue):
            check_due_after_issue(issued, due)


@given(st.integers(0, MAX_DAY))
def test_every_day_has_a_date_to_be_shown(number: int) -> None:
    shown = nearest_date(day(number))
    assert shown == (date_of(day(number)) if number <= LAST_DATE else date.max)
