"""Invoices that are not the same but suspiciously alike: warnings for people, never refusals."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sfc.domain.days import actual_days
from sfc.domain.invoice import InvoiceKey
from sfc.domain.money import Money
from sfc.domain.spelling import likenesses

AMOUNT_TOLERANCE_PERCENT = 1
DATE_TOLERANCE_DAYS = 7


class Likeness(StrEnum):
    """In what two invoices resemble each other."""

    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Invoice:
    """What of an invoice is compared: its key and its total."""

    key: InvoiceKey
    total: Money


def similarity(one: Invoice, other: Invoice) -> list[Likeness]:
    """List in what two different invoices between the same seller and buyer are alike.

    NUMBER: equal, or equal without punctuation and leading zeros. AMOUNT: same currency and a
    difference of at most 1 % of the larger. DATE: issued at most 7 days apart. Nothing for the
    same invoice twice, which is refused elsewhere, and for other parties.
    """
    if one.key == other.key or _parties(one) != _parties(other):
        return []
    tests = {
        Likeness.NUMBER: bool(likenesses(one.key.number) & likenesses(other.key.number)),
        Likeness.AMOUNT: _amounts_close(one.total, other.total),
        Likeness.DATE: abs(actual_days(one.key.issued, other.key.issued)) <= DATE_TOLERANCE_DAYS,
    }
    return [likeness for likeness, found in tests.items() if found]


def deserves_warning(likenesses_found: Collection[Likeness]) -> bool:
    """Tell whether a person should look: the number is alike, or amount and date both are."""
    found = set(likenesses_found)
    return Likeness.NUMBER in found or {Likeness.AMOUNT, Likeness.DATE} <= found


def _parties(invoice: Invoice) -> tuple[str, str]:
    return invoice.key.seller, invoice.key.buyer


def _amounts_close(one: Money, other: Money) -> bool:
    if one.currency != other.currency:
        return False
    difference, larger = abs(one.minor - other.minor), max(abs(one.minor), abs(other.minor))
    return difference * 100 <= larger * AMOUNT_TOLERANCE_PERCENT
