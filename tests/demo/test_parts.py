"""Figures for people, the plan of a ledger, and the journal."""

from datetime import date

import pytest

from sfc.demo import figures
from sfc.demo.journal import Journal
from sfc.demo.ledger.agenda import agenda, batches
from sfc.demo.silence import Silence
from sfc.domain.currency import currency
from sfc.domain.days import Day, day_of
from sfc.domain.errors import AlreadyRecorded, CurrencyMismatch
from sfc.domain.intake import InvoiceDraft, Party, Source
from sfc.domain.money import Money
from sfc.ports import Receipt

CNY, JPY = currency("CNY"), currency("JPY")


def invoice(number: str, total: Money, issued: date = date(2026, 1, 1)) -> InvoiceDraft:
    return InvoiceDraft(
        source=Source("a.csv", 2),
        number=number,
        issued=issued,
        due=date(2026, 3, 1),
        total=total,
        seller=Party("S"),
        buyer=Party("B"),
    )


def test_figures() -> None:
    assert figures.amount(Money(-123_456_789, CNY)) == "-1,234,567.89"
    assert figures.amount(Money(-5, CNY)) == "-0.05"
    assert figures.money(Money(1_000, JPY)) == "JPY\u00a01,000"
    assert figures.percent(81_649) == "8.16\u00a0%"
    assert figures.percent(81_650) == "8.17\u00a0%"
    assert figures.calendar(date(2026, 3, 2)) == "2 Mar 2026"
    assert figures.counted(1, "row repeats", "rows repeat") == "1 row repeats"
    assert figures.counted(2_000, "invoice") == "2,000 invoices"
    assert [figures.listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_long_ids_are_shortened() -> None:
    assert figures.brief(f"rcv_{'5f' * 32} is") == "rcv_5f5f…5f5f is"
    assert figures.brief(f"by 0x{'Ab' * 20}") == "by 0xAbAb…AbAb"
    assert figures.brief("YH-2026-0103, 91990000DEMA0003XE") == "YH-2026-0103, 91990000DEMA0003XE"


def test_an_invoice_that_comes_twice_is_planned_once() -> None:
    first, again = invoice("A 1", Money(100, CNY)), invoice("a1", Money(900, CNY))
    other = invoice("A2", Money(5, CNY), date(2026, 2, 1))
    plan = agenda([first, again, other])
    assert plan.invoices == (first, other) and plan.repeated == 1
    assert list(plan.days) == [day_of(each.issued) for each in plan.invoices] + [day_of(first.due)]
    assert plan.days[day_of(first.due)].due == [first.key, other.key]


def test_a_ledger_has_one_currency() -> None:
    with pytest.raises(CurrencyMismatch):
        agenda([invoice("A1", Money(1, CNY)), invoice("A2", Money(1, JPY))])


def test_batches() -> None:
    assert [list(batch) for batch in batches([1, 2, 3], 2)] == [[1, 2], [3]]
    assert list(batches([], 2)) == []


def test_the_journal_keeps_story_and_gas() -> None:
    journal = Journal(lambda: Day(20_000), Silence())
    journal.chapter("One")
    journal.done("pay", "pays", Receipt("0x1", 1, 0, 60_000), 2)
    journal.count("pay", Receipt("0x2", 2, 0, 50_000))
    journal.refused("Tries.", AlreadyRecorded(f"rcv_{'0a' * 32}"))
    (line,) = journal.gas
    assert (line.transactions, line.items, line.gas, line.each) == (2, 3, 110_000, 36_667)
    assert [(told.mark, told.gas, told.code) for told in journal.story] == [
        ("done", 60_000, ""),
        ("refused", 0, "already_recorded"),
    ]
    assert "rcv_0a0a…0a0a" in journal.story[1].text
