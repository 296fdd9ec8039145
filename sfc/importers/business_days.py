"""Due dates that are no business day, moved by the calendar that somebody states; never silently.

    adjust_due_date(date(2026, 10, 1), "CN")    → 2026-10-08, and why
    adjust_due_date(date(2026, 9, 30), "CN")    → None: it is a business day

A calendar is a country (`CN`), one with its region (`DE-BY`), or a market's (`XECB`, the days on
which TARGET settles euros), as the `holidays` package knows them. China's has the working weekends
that make up for its long holidays, as far as the yearly notices of the State Council go that the
package contains (from 2001; `published_until` tells the last year). For later years it has the
statutory holidays only.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import holidays
from holidays.countries.china import ChinaStaticHolidays

from sfc.domain.due_dates import Convention, DueAdjustment
from sfc.domain.errors import CalendarUnknown
from sfc.domain.intake import Fault, InvoiceDraft, Problem

_DAY = timedelta(days=1)
_LAST_NOTICE = {"CN": max(ChinaStaticHolidays.special_public_holidays)}


def adjust_due_date(
    due: date, calendar: str, convention: Convention = Convention.FOLLOWING
) -> DueAdjustment | None:
    """Give the business day on which is paid what is due on `due`; None if `due` is one itself.

    FOLLOWING takes the next business day, MODIFIED_FOLLOWING the one before where the next lies in
    another month; NONE leaves every date. Dates after the package's last year are left. Pure and
    cheap: fit to be called for each row of a ledger. Raises CalendarUnknown.
    """
    days = _calendar(calendar)
    if convention is Convention.NONE or due.year > days.end_year or days.is_working_day(due):
        return None
    found = _step(days, due, _DAY)
    if convention is Convention.MODIFIED_FOLLOWING and found.month != due.month:
        found = _step(days, due, -_DAY)
    name = days.get(due) or f"a {due:%A}"
    return DueAdjustment(found, calendar, convention, f"{due} is {name} in calendar {calendar}")


def on_business_days(
    result: InvoiceDraft | Problem, calendar: str, convention: Convention = Convention.FOLLOWING
) -> InvoiceDraft | Problem:
    """Say of a document when it is payable by a calendar; its due date stays as stated.

    Warns where the calendar's days are not published yet. Raises CalendarUnknown.
    """
    _calendar(calendar)
    document = result.document if isinstance(result, Problem) else result
    if document is None or document.due is None:
        return result
    adjustment = adjust_due_date(document.due, calendar, convention)
    warnings = document.warnings + _not_published(document.due, calendar)
    if isinstance(result, Problem):
        changed = replace(document, adjustment=adjustment, warnings=warnings)
        return replace(result, document=changed)
    return replace(result, adjustment=adjustment, warnings=warnings)


def published_until(calendar: str) -> int:
    """The last year whose days are known. Raises CalendarUnknown."""
    return _LAST_NOTICE.get(calendar, _calendar(calendar).end_year)


def _not_published(due: date, calendar: str) -> tuple[Fault, ...]:
    last = published_until(calendar)
    if due.year <= last:
        return ()
    expected = f"a due date until {last}, the last year of which calendar {calendar} knows all"
    return (Fault("calendar_not_published", "due", str(due), expected),)


def _step(days: holidays.HolidayBase, start: date, step: timedelta) -> date:
    found = start + step
    while not days.is_working_day(found):
        found += step
    return found


@lru_cache(maxsize=32)
def _calendar(code: str) -> holidays.HolidayBase:
    if code in holidays.list_supported_financial():
        return holidays.financial_holidays(code, language="en_US")
    country, dash, region = code.partition("-")
    regions = holidays.list_supported_countries().get(country)
    if regions is None or (dash and region not in regions):
        raise CalendarUnknown(code)
    return holidays.country_holidays(country, subdiv=region or None, language="en_US")
