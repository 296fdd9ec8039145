"""How a bank writes its statements as CSV: declared, never guessed."""

import codecs
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

DECIMAL_SIGNS = ".,"
_DATE_PARTS = ("%Y", "%m", "%d")


@dataclass(frozen=True, slots=True)
class BankProfile:
    """The declared mapping of a CSV statement: what a field has is the heading of its column.

    Money is written in one of three styles: `amount` with a sign (credits positive); `credit` and
    `debit` in columns of their own; or `amount` without sign, and a column `indicator` that has
    `credit_word` or `debit_word`. `currency` and `account` name columns, or where the file has
    none, `currency_code` and `account_number` are what they would say. With `balance`, the balance
    after each row, every row is checked. `references`, `documents` and `texts` may be several
    columns each. Raises ValueError for what nothing could be read with.
    """

    name: str
    booked: str
    value: str = ""
    amount: str = ""
    credit: str = ""
    debit: str = ""
    indicator: str = ""
    credit_word: str = "C"
    debit_word: str = "D"
    currency: str = ""
    currency_code: str = ""
    account: str = ""
    account_number: str = ""
    balance: str = ""
    bank_reference: str = ""
    references: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    counterparty: str = ""
    counterparty_account: str = ""
    charges: str = ""
    date_format: str = "%Y-%m-%d"
    decimal_sign: str = "."
    grouping_sign: str = ""
    delimiter: str = ","
    encoding: str = "utf-8"
    newest_first: bool = False

    def __post_init__(self) -> None:
        split = bool(self.credit or self.debit)
        if not self.booked:
            raise ValueError("booked: name the column of the booking day")
        if bool(self.amount) == split or (split and not (self.credit and self.debit)):
            raise ValueError("amount: name one column, or one for credit and one for debit")
        if self.indicator and split:
            raise ValueError("indicator: goes with amount, not with credit and debit")
        if self.indicator and self.credit_word == self.debit_word:
            raise ValueError("credit_word and debit_word: must differ")
        if bool(self.currency) == bool(self.currency_code):
            raise ValueError("currency: name its column, or a currency_code for all rows")
        if bool(self.account) == bool(self.account_number):
            raise ValueError("account: name its column, or an account_number for all rows")
        if self.decimal_sign not in tuple(DECIMAL_SIGNS) or self.grouping_sign == self.decimal_sign:
            raise ValueError("decimal_sign: one of . and , and not the grouping_sign")
        if len(self.grouping_sign) > 1 or self.grouping_sign.isalnum():
            raise ValueError("grouping_sign: one character that is no digit, or none")
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n':
            raise ValueError("delimiter: one character")
        if any(self.date_format.count(part) != 1 for part in _DATE_PARTS):
            raise ValueError("date_format: %Y, %m and %d, each once")
        if self.date_format.count("%") != len(_DATE_PARTS):
            raise ValueError("date_format: nothing but %Y, %m and %d")
        try:
            codecs.lookup(self.encoding)
            "".encode(self.encoding)
        except (LookupError, ValueError):
            raise ValueError(f"encoding: {self.encoding!r} is none of texts") from None

    @property
    def columns(self) -> tuple[str, ...]:
        """All headings that have to be there."""
        single = (self.booked, self.value, self.amount, self.credit, self.debit, self.indicator)
        about = (self.currency, self.account, self.balance, self.bank_reference, self.charges)
        other = (self.counterparty, self.counterparty_account)
        many = (*self.references, *self.documents, *self.texts)
        return tuple(dict.fromkeys(each for each in (*single, *about, *other, *many) if each))

    def day(self, text: str) -> date:
        """Read a date. Raises ValueError."""
        read = time.strptime(text, self.date_format)
        return date(read.tm_year, read.tm_mon, read.tm_mday)


EXAMPLES = BankProfile(
    name="examples",
    booked="booked",
    value="value",
    amount="amount",
    currency="currency",
    account="account",
    balance="balance",
    bank_reference="bank_reference",
    references=("reference",),
    texts=("text",),
    counterparty="counterparty",
    counterparty_account="counterparty_account",
    charges="charges",
)
"""The layout of `examples/bank/statement.csv`."""

BANK_PROFILES: Mapping[str, BankProfile] = {EXAMPLES.name: EXAMPLES}
"""The profiles that come with the system, by name."""
