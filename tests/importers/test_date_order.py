"""Day and month exchanged in a whole ledger: noticed, said, and told from what only looks odd."""

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.imports import Doubt, Reading
from sfc.domain.ledger_profile import LedgerProfile, swapped, write_date
from sfc.importers.files import Files
from sfc.importers.ledger_profile import EXAMPLES
from tests.importers.workbooks import written

DAY_FIRST = replace(EXAMPLES, name="day-first", date_format="%d/%m/%Y")
MONTH_FIRST = replace(EXAMPLES, name="month-first", date_format="%m/%d/%Y")
Pair = tuple[date, date]


def doubts(
    pairs: Iterable[Pair], written_as: str, profile: LedgerProfile, *more: tuple[str, str]
) -> list[Doubt]:
    lines = [",".join(EXAMPLES.columns)]
    texts = [(write_date(i, written_as), write_date(d, written_as)) for i, d in pairs]
    for at, days in enumerate((*texts, *more)):
        lines.append(",".join((f"N{at}", "S", "B", *days, "5.00", "CNY", "", "")))
    stream = io.BytesIO("\n".join(lines).encode())
    return list(Files().doubts(stream, "l.csv", Reading(profile)))


def due_after(days: int, *issued: date) -> list[Pair]:
    return [(day, day + timedelta(days)) for day in issued]


def test_impossible_months_show_it_and_are_named() -> None:
    pairs = due_after(30, *(date(2026, 3, day) for day in range(1, 29)))
    (doubt,) = doubts(pairs, "%d/%m/%Y", MONTH_FIRST)
    assert doubt.code == "dates_swapped" and doubt.holds
    assert "l.csv, row 14: 13/03/2026" in doubt.text
    assert "%m/%d/%Y as declared, %d/%m/%Y the other way round" in doubt.text


def test_one_slip_of_the_pen_in_a_right_ledger_is_no_suspicion() -> None:
    pairs = due_after(30, *(date(2026, 3, 1) + timedelta(n) for n in range(60)))
    slip = ("03/25/2026", "01/06/2026")
    assert doubts(pairs, "%d/%m/%Y", DAY_FIRST, slip) == []
    (doubt,) = doubts(pairs, "%d/%m/%Y", DAY_FIRST, *[slip] * 20)
    assert doubt.holds, "twenty are no slip: both orders occur"


def test_due_dates_before_the_issue_show_it() -> None:
    pairs = due_after(30, date(2026, 1, 5), date(2026, 5, 6), date(2026, 8, 4), date(2026, 9, 7))
    ambiguous = [(i, d) for i, d in pairs if i.day <= 12 and d.day <= 12]
    assert len(ambiguous) == 4
    (doubt,) = doubts(ambiguous, "%d/%m/%Y", MONTH_FIRST)
    assert doubt.holds and "lie before the issue date" in doubt.text


def test_tenors_of_all_sorts_show_it() -> None:
    issued = [date(2026, month, month + 1) for month in (1, 2, 4, 5, 6)]
    pairs = due_after(35, *issued)
    assert all(day.day <= 12 for pair in pairs for day in pair)
    (doubt,) = doubts(pairs, "%d/%m/%Y", MONTH_FIRST)
    assert doubt.holds and "different numbers of days, and 1 the other way round" in doubt.text
    assert not any(doubt.holds for doubt in doubts(pairs, "%d/%m/%Y", DAY_FIRST))


def test_the_first_of_the_month_three_months_on_is_no_suspicion() -> None:
    pairs = [(date(2026, month, 1), date(2026, month + 3, 1)) for month in range(1, 10)]
    (doubt,) = doubts(pairs, "%d/%m/%Y", DAY_FIRST)
    assert (doubt.code, doubt.holds) == ("dates_ambiguous", False)


def test_dates_that_begin_with_the_year_are_not_doubted() -> None:
    pairs = [(date(2026, month, 1), date(2026, month + 3, 1)) for month in range(1, 10)]
    assert doubts(pairs, "%Y-%m-%d", EXAMPLES) == []


days = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@given(st.lists(days, min_size=30, max_size=60), st.sampled_from([30, 45, 60, 90]))
def test_a_right_ledger_with_decided_dates_is_never_held(issued: list[date], tenor: int) -> None:
    pairs = due_after(tenor, *issued)
    if any(day.day > 12 for pair in pairs for day in pair):
        assert doubts(pairs, "%d/%m/%Y", DAY_FIRST) == []


@given(st.lists(days, min_size=30, max_size=60), st.sampled_from([30, 45, 60, 90]))
def test_an_exchanged_ledger_is_held_where_one_date_decides(issued: list[date], tenor: int) -> None:
    pairs = due_after(tenor, *issued)
    decided = [day for pair in pairs for day in pair if day.day > 12]
    found = doubts(pairs, "%d/%m/%Y", MONTH_FIRST)
    assert bool(decided) <= any(doubt.holds for doubt in found)


@pytest.mark.parametrize("profile", [DAY_FIRST, MONTH_FIRST])
def test_swapping_twice_is_nothing(profile: LedgerProfile) -> None:
    assert swapped(swapped(profile.date_format)) == profile.date_format


def test_a_workbook_of_which_a_program_has_read_half_is_noticed() -> None:
    """Texts day/month opened where month/day is usual: 05/03 became 3 May, 25/03 stayed a text."""
    rows: list[list[object]] = [EXAMPLES.columns]
    for number in range(1, 29):
        true = date(2026, 3, number)
        cells: list[object] = [
            date(2026, day.day, day.month) if day.day <= 12 else write_date(day, "%d/%m/%Y")
            for day in (true, true + timedelta(90))
        ]
        rows.append([f"N{number}", "S", "B", *cells, 5, "CNY", None, None])
    stream = io.BytesIO(written(rows))
    found = Files().doubts(stream, "l.xlsx", Reading(DAY_FIRST))
    assert [doubt.code for doubt in found if doubt.holds] == ["dates_half_converted"]


def test_a_workbook_with_days_only_is_not_doubted() -> None:
    rows: list[list[object]] = [EXAMPLES.columns]
    for number in range(1, 29):
        true = date(2026, 3, number)
        rows.append([f"N{number}", "S", "B", true, true + timedelta(90), 5, "CNY", None, None])
    assert Files().doubts(io.BytesIO(written(rows)), "l.xlsx", Reading(DAY_FIRST)) == ()
