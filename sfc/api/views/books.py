"""Participants' books as the service shows them."""

from typing import Self

from pydantic import Field

from sfc.api.forms import Amount, IsoDate, ParticipantText, ReceivableText, View, moment
from sfc.domain.cash_book import CashEntry
from sfc.domain.currency import currency
from sfc.domain.days import date_of
from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.journal import Account
from sfc.domain.journal.booked import BookedEntry
from sfc.domain.money import Money
from sfc.domain.outgoing import AccountStatement


class BookingView(View):
    """One booking on a cash account."""

    number: str = Field(description="What identifies it on this ledger.", examples=["42-3"])
    at: str
    kind: str
    amount: Amount = Field(description="Credits positive, debits negative.")
    counterparty: str | None = Field(description="A participant, or an account that is nobody's.")
    receivable: ReceivableText | None
    transaction: str

    @classmethod
    def of(cls, entry: CashEntry, account: AccountStatement) -> Self:
        """Write a booking."""
        party = account.counterparties.get(entry.counterparty or "")
        of = entry.receivable
        return cls(
            number=entry.number,
            at=moment(entry.at.timestamp),
            kind=entry.kind.value,
            amount=Amount.of(Money(entry.amount, currency(account.book.currency.code))),
            counterparty=format_participant(party.id) if party else entry.counterparty,
            receivable=None if of is None else format_receivable(of),
            transaction=entry.at.transaction,
        )


class StatementView(View):
    """A cash account over a period: opening and bookings sum to closing."""

    participant: ParticipantText
    first: IsoDate
    last: IsoDate
    opening: Amount
    closing: Amount
    as_of: str = Field(description="The moment for which it speaks.")
    bookings: list[BookingView]

    @classmethod
    def of(cls, account: AccountStatement) -> Self:
        """Write a statement."""
        book = account.book
        code = currency(book.currency.code)
        return cls(
            participant=format_participant(book.owner),
            first=date_of(book.first),
            last=date_of(book.last),
            opening=Amount.of(Money(book.opening, code)),
            closing=Amount.of(Money(book.closing, code)),
            as_of=moment(book.as_of),
            bookings=[BookingView.of(entry, account) for entry in book.entries],
        )


class AccountBalance(View):
    """What stands on one account of a journal."""

    account: str
    meaning: str
    amount: Amount = Field(description="Debits positive, credits negative.")

    @classmethod
    def of(cls, code: str, account: Account, minor: int) -> Self:
        """Write a balance in minor units."""
        amount = Amount.of(Money(minor, currency(code)))
        return cls(account=account.value, meaning=account.meaning, amount=amount)


class JournalEntryView(View):
    """A journal entry: its lines sum to nothing."""

    at: str
    block: int
    transaction: str
    receivable: ReceivableText | None
    counterparty: str | None
    treatment: str
    text: str
    lines: list[AccountBalance]

    @classmethod
    def of(cls, entry: BookedEntry) -> Self:
        """Write an entry."""
        return cls(
            at=moment(entry.timestamp),
            block=entry.block,
            transaction=entry.transaction,
            receivable=None if entry.receivable is None else format_receivable(entry.receivable),
            counterparty=entry.counterparty,
            treatment=entry.treatment.value,
            text=entry.text,
            lines=[
                AccountBalance.of(entry.currency, account, minor)
                for account, minor in entry.amounts.items()
            ],
        )
