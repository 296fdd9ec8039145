"""A journal as CSV, a row a line: what general ledgers import."""

from collections.abc import Iterator

from sfc.domain.currency import currency
from sfc.domain.days import ledger_day
from sfc.domain.ids import format_receivable
from sfc.domain.journal import Entry
from sfc.domain.money import Money
from sfc.domain.outgoing import JournalFile, OutgoingFile
from sfc.exporters.chart import Chart
from sfc.exporters.moments import compact_day, day_text
from sfc.exporters.table import csv_bytes, words

COLUMNS = (
    "entry",
    "date",
    "account_code",
    "account_name",
    "account",
    "debit",
    "credit",
    "currency",
    "text",
    "ifrs9",
    "counterparty",
    "counterparty_name",
    "receivable",
    "invoice",
    "transaction",
)


def journal_csv(journal: JournalFile, chart: Chart) -> OutgoingFile:
    """All lines of the period; rows of one entry share its number and balance."""
    rows = (
        row for number, entry in _numbered(journal) for row in _rows(journal, number, entry, chart)
    )
    period = f"{compact_day(journal.first)}-{compact_day(journal.last)}"
    name = f"journal-par_{journal.owner.id}-{period}.csv"
    return OutgoingFile(csv_bytes(COLUMNS, rows), "text/csv; charset=utf-8", name)


def _numbered(journal: JournalFile) -> list[tuple[str, Entry]]:
    """Entries with numbers of their own: block, place, and which of that place it is."""
    seen: dict[tuple[int, int], int] = {}
    found = []
    for entry in journal.entries:
        place = (entry.at.block, entry.at.log_index)
        seen[place] = seen.get(place, 0) + 1
        found.append((f"{place[0]}-{place[1]}-{seen[place]}", entry))
    return found


def _rows(journal: JournalFile, number: str, entry: Entry, chart: Chart) -> Iterator[list[str]]:
    known = entry.receivable
    other = entry.counterparty or ""
    for line in entry.lines:
        money = Money(abs(line.amount), currency(entry.currency)).amount
        yield [
            number,
            day_text(ledger_day(entry.at.timestamp, journal.utc_offset_hours)),
            words(chart[line.account].code),
            words(chart[line.account].name),
            line.account.value,
            money if line.amount > 0 else "",
            money if line.amount < 0 else "",
            entry.currency,
            entry.text,
            entry.treatment.value,
            other,
            words(journal.names.get(other, "")),
            format_receivable(known) if known else "",
            words(journal.invoice_numbers.get(known, "")) if known else "",
            entry.at.transaction,
        ]
