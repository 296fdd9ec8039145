"""Ledger days: whole calendar days in the ledger's time zone, counted from 1970-01-01 as day 0."""

from datetime import date, timedelta
from typing import NewType

from sfc.domain.errors import DayOutOfRange, DueNotAfterIssue

Day = NewType("Day", int)
"""Number of a calendar day, 0 to 2^24-1 (24 bits in the ledger's slot)."""

MAX_DAY = 2**24 - 1
DEFAULT_UTC_OFFSET_HOURS = 8

_EPOCH = date(1970, 1, 1)
LAST_DATE = (date.max - _EPOCH).days
"""The day of 9999-12-31: the ledger counts on, calendars do not."""
_SECONDS_A_DAY = 86_400
_SECONDS_AN_HOUR = 3_600


def day(number: int) -> Day:
    """Take a number for a ledger day. Raises DayOutOfRange outside of 0 to 2^24-1."""
    if not 0 <= number <= MAX_DAY:
        raise DayOutOfRange(number, MAX_DAY)
    return Day(number)


def ledger_day(timestamp: int, utc_offset_hours: int = DEFAULT_UTC_OFFSET_HOURS) -> Day:
    """Give the day that it is on the ledger at `timestamp`, in seconds since 1970 UTC.

    A day begins at midnight of the ledger's zone, `utc_offset_hours` ahead of UTC all year.
    Raises DayOutOfRange.
    """
    return day((timestamp + utc_offset_hours * _SECONDS_AN_HOUR) // _SECONDS_A_DAY)


def day_start(number: Day, utc_offset_hours: int = DEFAULT_UTC_OFFSET_HOURS) -> int:
    """Give the first second of a ledger day, in seconds since 1970 UTC; may be negative."""
    return number * _SECONDS_A_DAY - utc_offset_hours * _SECONDS_AN_HOUR


def day_of(calendar: date) -> Day:
    """Number a calendar date. Raises DayOutOfRange before 1970."""
    return day((calendar - _EPOCH).days)


def date_of(number: Day) -> date:
    """Give the calendar date of a ledger day. Raises DayOutOfRange after 9999-12-31."""
    if not 0 <= number <= LAST_DATE:
        raise DayOutOfRange(number, LAST_DATE)
    return _EPOCH + timedelta(days=number)


def nearest_date(number: Day) -> date:
    """The calendar date of a ledger day, and 9999-12-31 for all days after it.

    For days that anybody can put on the ledger: nobody's list may fail for want of a calendar.
    """
    return date_of(Day(min(number, LAST_DATE)))


def actual_days(start: date, end: date) -> int:
    """Count the days from `start` to `end`, the first not counted; negative if `end` is earlier."""
    return (end - start).days


def check_due_after_issue(issued: date, due: date) -> None:
    """Refuse a due date that is not later than the issue date. Raises DueNotAfterIssue."""
    if due <= issued:
        raise DueNotAfterIssue(issued, due)
