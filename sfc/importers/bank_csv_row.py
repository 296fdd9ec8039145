"""Reads one row of a CSV statement, in whichever style it writes money."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from sfc.domain.currency import Currency, currency
from sfc.domain.days import Day, day_of
from sfc.domain.errors import SfcError, StatementMalformed
from sfc.domain.reconciliation.csv_profile import BankProfile
from sfc.domain.reconciliation.statement import NOT_PROVIDED, BankEntry
from sfc.importers.amounts import ledger_amount
from sfc.importers.bank_text import clean


@dataclass(frozen=True, slots=True)
class Row:
    """A row that could be read: an entry without number, where it stands, what it belongs to."""

    place: str
    account: str
    currency: Currency
    entry: BankEntry
    balance: int | None


def read_bank_row(cells: Mapping[str, str], place: str, profile: BankProfile) -> Row:
    """Read a row. Raises StatementMalformed for the first thing that cannot be read."""
    return _Cells(cells, place, profile).row()


class _Cells:
    def __init__(self, cells: Mapping[str, str], place: str, profile: BankProfile) -> None:
        self._cells = cells
        self._place = place
        self._profile = profile
        self._unit = self._currency()

    def row(self) -> Row:
        profile = self._profile
        booked = self._day(profile.booked)
        entry = BankEntry(
            number=0,
            amount=self._signed(),
            booked=booked,
            value=self._day(profile.value) if self._text(profile.value) else booked,
            bank_reference=self._text(profile.bank_reference),
            references=self._texts(profile.references),
            documents=self._texts(profile.documents),
            texts=self._texts(profile.texts),
            charges=self._unsigned(profile.charges),
            counterparty=self._text(profile.counterparty),
            counterparty_account="".join(self._text(profile.counterparty_account).split()),
        )
        account = "".join((self._text(profile.account) or profile.account_number).split())
        if not account:
            self._refuse(profile.account, "", "the number of the account")
        balance = self._amount(profile.balance) if profile.balance else None
        return Row(self._place, account, self._unit, entry, balance)

    def _signed(self) -> int:
        profile = self._profile
        if profile.credit:
            credit, debit = self._unsigned(profile.credit), self._unsigned(profile.debit)
            if credit and debit:
                found = self._cells[profile.credit]
                self._refuse(profile.credit, found, f"blank where {profile.debit} has an amount")
            return credit - debit
        if not profile.indicator:
            return self._amount(profile.amount)
        word = self._text(profile.indicator)
        if word not in (profile.credit_word, profile.debit_word):
            self._refuse(profile.indicator, word, f"{profile.credit_word} or {profile.debit_word}")
        amount = self._unsigned(profile.amount)
        return amount if word == profile.credit_word else -amount

    def _unsigned(self, column: str) -> int:
        """An amount that may be left out."""
        if not column or not self._text(column):
            return 0
        amount = self._amount(column)
        if amount < 0:
            self._refuse(column, self._cells[column], "an amount without sign")
        return amount

    def _amount(self, column: str) -> int:
        text = self._text(column)
        profile = self._profile
        try:
            return ledger_amount(
                text, self._unit, profile.decimal_sign, profile.grouping_sign
            ).minor
        except SfcError:
            expected = f"an amount in {self._unit} with decimal sign {profile.decimal_sign}"
            self._refuse(column, text, expected)

    def _day(self, column: str) -> Day:
        text = self._text(column)
        try:
            return day_of(self._profile.day(text))
        except (ValueError, SfcError):
            expected = f"a date from 1970 written as {self._profile.date_format}"
            self._refuse(column, text, expected)

    def _currency(self) -> Currency:
        column = self._profile.currency
        code = self._text(column) if column else self._profile.currency_code
        try:
            return currency(code)
        except SfcError:
            self._refuse(column, code, "a currency that is known here")

    def _texts(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        found = dict.fromkeys(map(self._text, columns))
        return tuple(text for text in found if text and text != NOT_PROVIDED)

    def _text(self, column: str) -> str:
        return clean(self._cells[column]) if column else ""

    def _refuse(self, column: str, value: str, expected: str) -> NoReturn:
        place = f"{self._place}, column {column}" if column else self._place
        raise StatementMalformed(place, value, expected) from None
