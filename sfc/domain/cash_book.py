"""A participant's cash account as a bank would keep it: entries, and balances that add up.

A token may be divided further than its currency. The book counts in token units and rounds the
balance down to minor units, so each entry is the difference of two balances: they always add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sfc.domain.days import Day, day_start, ledger_day
from sfc.domain.events import CashMoved, Located, Paid, Redeemed, Sold
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.transactions import Accounts, Cause, steps
from sfc.domain.views import ListedCurrency


class Kind(StrEnum):
    """Why cash moved, as the owner of the account sees it."""

    PAYMENT = "payment"
    PROCEEDS = "discount_proceeds"
    PURCHASE = "purchase"
    REDEMPTION = "redemption"
    MINT = "mint"
    BURN = "burn"
    TRANSFER_IN = "transfer_in"
    TRANSFER_OUT = "transfer_out"


@dataclass(frozen=True, slots=True)
class CashEntry:
    """One booking in minor units, credits positive. `counterparty` is an account, or nobody's."""

    at: Located
    kind: Kind
    amount: int
    counterparty: str | None
    cause: Cause | None

    @property
    def receivable(self) -> ReceivableId | None:
        """The receivable on which cash moved."""
        return self.cause.receivable if self.cause else None

    @property
    def number(self) -> str:
        """What identifies the booking on this ledger: block and place."""
        return f"{self.at.block}-{self.at.log_index}"


@dataclass(frozen=True, slots=True)
class CashStatement:
    """An account from the beginning of day `first` to the end of day `last`, in minor units.

    `as_of` is the unix second for which it speaks: the end of its last day, or if that is not over
    the last booking in it.
    """

    owner: ParticipantId
    currency: ListedCurrency
    first: Day
    last: Day
    opening: int
    closing: int
    entries: tuple[CashEntry, ...]
    as_of: int


def cash_entries(
    events: Sequence[Located], owner: ParticipantId, accounts: Accounts, currency: ListedCurrency
) -> list[CashEntry]:
    """All bookings of an owner in one currency, from events in the order of the ledger."""
    entries = []
    balance = 0
    for step in steps(events, accounts, {currency.token: currency.scale}):
        moved = step.at.event
        if not isinstance(moved, CashMoved) or moved.token != currency.token:
            continue
        gives, takes = (
            account is not None and accounts.get(account) == owner
            for account in (moved.giver, moved.taker)
        )
        if gives == takes:
            continue
        before = balance // currency.scale
        balance += moved.amount if takes else -moved.amount
        amount = balance // currency.scale - before
        other = moved.giver if takes else moved.taker
        if amount:
            entries.append(
                CashEntry(step.at, _kind(step.cause, other, takes), amount, other, step.cause)
            )
    return entries


def statement(
    entries: Sequence[CashEntry],
    owner: ParticipantId,
    currency: ListedCurrency,
    first: Day,
    last: Day,
    now: int,
    utc_offset_hours: int,
) -> CashStatement:
    """Cut a statement out of all bookings; `now` is the time of the newest block known."""
    opening, within = 0, []
    for entry in entries:
        booked = ledger_day(entry.at.timestamp, utc_offset_hours)
        if booked < first:
            opening += entry.amount
        elif booked <= last:
            within.append(entry)
    end = day_start(Day(last + 1), utc_offset_hours) - 1
    if now <= end:
        end = within[-1].at.timestamp if within else day_start(first, utc_offset_hours)
    closing = opening + sum(entry.amount for entry in within)
    return CashStatement(owner, currency, first, last, opening, closing, tuple(within), end)


def _kind(cause: Cause | None, other: str | None, takes: bool) -> Kind:
    match cause:
        case Sold():
            return Kind.PROCEEDS if takes else Kind.PURCHASE
        case Paid():
            return Kind.TRANSFER_IN if takes else Kind.PAYMENT
        case Redeemed():
            return Kind.REDEMPTION if takes else Kind.TRANSFER_OUT
    if other is None:
        return Kind.MINT if takes else Kind.BURN
    return Kind.TRANSFER_IN if takes else Kind.TRANSFER_OUT
