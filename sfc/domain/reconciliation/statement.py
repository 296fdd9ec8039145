"""A bank statement as read, whatever its format, and what makes an entry the same entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sfc.domain.currency import Currency
from sfc.domain.days import Day
from sfc.domain.errors import AmountTooLarge, StatementUnbalanced
from sfc.domain.money import Money

NOT_PROVIDED = "NOTPROVIDED"
"""What ISO 20022 puts where there is no reference."""


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One movement of money, in minor units: credits to the account are positive.

    `number` counts the entries of the statement from 1. `bank_reference` is the bank's own and
    unique at the bank, or empty. `references` are what the parties gave along, `documents` numbers
    of invoices in a field of their own, `texts` everything else that was written. `charges` (not
    negative) are said to be taken off by banks. A `reversal` takes an earlier entry back; what is
    `pending` is not booked, and in no balance.
    """

    number: int
    amount: int
    booked: Day
    value: Day
    bank_reference: str = ""
    references: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    charges: int = 0
    counterparty: str = ""
    counterparty_account: str = ""
    pending: bool = False
    reversal: bool = False


@dataclass(frozen=True, slots=True)
class BankStatement:
    """An account from `first` to `last`, in minor units of one currency.

    Balances are None where a statement has none, which only a CSV may.
    """

    number: str
    account: str
    currency: Currency
    first: Day
    last: Day
    opening: int | None
    closing: int | None
    entries: tuple[BankEntry, ...]

    @property
    def booked(self) -> int:
        """The sum of what is booked."""
        return sum(entry.amount for entry in self.entries if not entry.pending)


def check_balances(statement: BankStatement, place: str) -> BankStatement:
    """Give the statement back if opening balance and entries make the closing one.

    Raises StatementUnbalanced, and AmountTooLarge for what no ledger holds: all amounts, added up
    without their signs, have to be an amount of money, so that any sum of some is.
    """
    Money(sum(abs(entry.amount) for entry in statement.entries), statement.currency)
    total = statement.booked
    opening, closing = statement.opening, statement.closing
    amounts = [total, *(each for each in (opening, closing) if each is not None)]
    texts = {each: Money(each, statement.currency).amount for each in amounts}
    if opening is not None and closing is not None and opening + total != closing:
        difference = closing - opening - total
        try:
            missing = Money(difference, statement.currency).amount
        except AmountTooLarge:
            missing = str(difference)
        raise StatementUnbalanced(place, texts[opening], texts[total], texts[closing], missing)
    return statement


def keys_of(statement: BankStatement) -> tuple[str, ...]:
    """What each entry is recognised by in another statement of the account.

    The bank's reference and which way the money went; without a reference all that is said of it.
    """
    return tuple(_key(statement, entry) for entry in statement.entries)


def _key(statement: BankStatement, entry: BankEntry) -> str:
    way = f"{'-' if entry.amount < 0 else '+'}{'R' if entry.reversal else ''}"
    account = (statement.account, statement.currency.code, way)
    if entry.bank_reference:
        return _digest("reference", *account, entry.bank_reference)
    said = (entry.references, entry.documents, entry.texts)
    other = (entry.counterparty, entry.counterparty_account)
    return _digest("content", *account, entry.amount, entry.booked, entry.value, said, other)


def identity(owner: int, statement: BankStatement, keys: Sequence[str]) -> str:
    """The id of a statement of an owner: the same content has the same, whatever its file."""
    head = (statement.number, statement.account, statement.currency.code, statement.first)
    amounts = [(entry.amount, entry.pending) for entry in statement.entries]
    tail = (statement.last, statement.opening, statement.closing, tuple(keys), amounts)
    return f"rec_{_digest(owner, *head, *tail)[:32]}"


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
