"""Reads one row of a ledger, noting everything that is wrong with it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sfc.domain.currency import currency
from sfc.domain.days import day_of
from sfc.domain.errors import SfcError
from sfc.domain.intake import (
    Fault,
    IdKind,
    InvoiceDocument,
    InvoiceDraft,
    Outcome,
    Party,
    PartyId,
    Problem,
    Source,
)
from sfc.domain.ledger_profile import Column, Entry, LedgerProfile
from sfc.domain.money import Money
from sfc.importers.amounts import ledger_amount
from sfc.importers.outcomes import judge

_UNDECODABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class UnusableCell:
    """A cell whose `value` is nothing that a ledger means, and what was `expected`."""

    code: str
    value: str
    expected: str


Cell = str | Decimal | date | UnusableCell
"""Texts need reading by the profile; a workbook also has numbers and days as such."""


def read_row(
    source: Source, headings: Sequence[str], cells: Sequence[Cell], profile: LedgerProfile
) -> InvoiceDraft | Problem:
    """Give the draft of a row, or a problem with all its faults."""
    if len(cells) != len(headings):
        expected = f"{len(headings)} fields, one for each column, not {len(cells)}"
        text = profile.delimiter.join(map(shown, cells))
        fault = Fault("row_malformed", "", text, expected)
        return Problem(source, Outcome.REJECT, ("R-ROW",), (fault,))
    row = _Row(dict(zip(headings, cells, strict=True)), profile)
    document = row.document(source)
    if document is None:
        return Problem(source, Outcome.REJECT, ("R-ROW",), tuple(row.faults))
    places = {"due": profile.due_date.name, "total": profile.amount.name}
    return judge(document, places)


def shown(cell: Cell) -> str:
    """A cell as a person reads it."""
    match cell:
        case str():
            return cell
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case _:
            return cell.value


class _Row:
    """The cells of one row, and the faults found while reading them."""

    def __init__(self, cells: dict[str, Cell], profile: LedgerProfile) -> None:
        self.faults: list[Fault] = []
        self._cells = cells
        self._profile = profile

    def document(self, source: Source) -> InvoiceDocument | None:
        """Read everything; None if anything is at fault."""
        profile = self._profile
        number = self._text(profile.number)
        seller = self._party(profile.seller, profile.seller_name)
        buyer = self._party(profile.buyer, profile.buyer_name)
        issued = self._date(profile.issue_date, required=True)
        due = self._date(profile.due_date, required=False)
        total = self._money()
        if self.faults or issued is None or total is None:
            return None
        try:
            return InvoiceDocument(source, number, issued, due, total, seller, buyer)
        except SfcError as error:
            self._refuse(profile.number, number, error)
            return None

    def _text(self, entry: Entry, *, required: bool = True) -> str:
        if not isinstance(entry, Column):
            return entry.value
        cell = self._cells[entry.name]
        if isinstance(cell, UnusableCell):
            self.faults.append(Fault(cell.code, entry.name, cell.value, cell.expected))
            return ""
        if isinstance(cell, date):  # what a workbook makes of texts such as 3-12
            expected = "a text or number, where the sheet has a date"
            self.faults.append(Fault("cell_unusable", entry.name, cell.isoformat(), expected))
            return ""
        text = shown(cell).strip()
        if required and not text:
            self.faults.append(Fault("field_blank", entry.name, text, "a value"))
        if _UNDECODABLE in text:
            expected = f"a text in {self._profile.encoding}"
            self.faults.append(Fault("encoding_wrong", entry.name, text, expected))
        return text

    def _party(self, entry: Entry, name: Entry | None) -> Party:
        legal_id = self._text(entry)
        return Party(
            (self._text(name, required=False) if name else "") or legal_id,
            (PartyId(IdKind.LEGAL, legal_id),),
        )

    def _date(self, column: Column, *, required: bool) -> date | None:
        cell = self._cells[column.name]
        text = cell.isoformat() if isinstance(cell, date) else self._text(column, required=required)
        if not text:
            return None
        try:
            found = cell if isinstance(cell, date) else self._profile.date(text)
            day_of(found)
        except SfcError as error:
            self._refuse(column, text, error)
        except ValueError:
            expected = f"a date written as {self._profile.date_format}"
            self.faults.append(Fault("date_malformed", column.name, text, expected))
        else:
            return found
        return None

    def _money(self) -> Money | None:
        profile = self._profile
        code, amount = self._text(profile.currency), self._text(profile.amount)
        place: Entry = profile.currency
        value = code
        try:
            unit = currency(code)
            place, value = profile.amount, amount
            if isinstance(self._cells[profile.amount.name], Decimal):
                return Money.parse(amount, unit)
            return ledger_amount(amount, unit, profile.decimal_sign, profile.grouping_sign)
        except SfcError as error:
            if value:  # what is blank has been noted
                self._refuse(place, value, error)
            return None

    def _refuse(self, entry: Entry, value: str, error: SfcError) -> None:
        place = entry.name if isinstance(entry, Column) else ""
        self.faults.append(Fault(error.code, place, value, error.message))
