"""Invoices that are not the same but suspiciously alike: warnings for people, never refusals.

Two invoices on the same buyer are compared. Why they deserve a look is a list of reasons, each with
its weight; the score is the sum of the weights, from 0 to 100:

    number         40   equal, or equal without punctuation and leading zeros
    amount         25   same currency, and a difference of at most 1 % of the larger
    date           15   issued at most 7 days apart
    other_account  10   of one seller: both name bank accounts, and have none in common
    other_payee    10   of one seller: the money is to go to somebody else
    other_seller  -30   the sellers are two; one number may well be used by both
    same_account   20   of two sellers: they have a bank account in common

Listed are invoices of one seller that are alike in number, or in amount and date; and invoices of
two sellers that are alike in number and amount. So what is listed scores 35 to 100, and of two
sellers never more than 70. The score says what to look at first, and decides nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from sfc.domain.days import actual_days
from sfc.domain.invoice import InvoiceKey
from sfc.domain.money import Money
from sfc.domain.spelling import reduced_forms

AMOUNT_TOLERANCE_PERCENT = 1
DATE_TOLERANCE_DAYS = 7
HIGHEST_SCORE = 100


class Likeness(StrEnum):
    """Why two invoices deserve a look: what is alike, and what differs as in a second financing."""

    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    OTHER_ACCOUNT = "other_account"
    OTHER_PAYEE = "other_payee"
    OTHER_SELLER = "other_seller"
    SAME_ACCOUNT = "same_account"


WEIGHTS = MappingProxyType(
    {
        Likeness.NUMBER: 40,
        Likeness.AMOUNT: 25,
        Likeness.DATE: 15,
        Likeness.OTHER_ACCOUNT: 10,
        Likeness.OTHER_PAYEE: 10,
        Likeness.OTHER_SELLER: -30,
        Likeness.SAME_ACCOUNT: 20,
    }
)
"""What each reason adds to the score."""


@dataclass(frozen=True)
class Invoice:
    """What of an invoice is compared: its key, its total, and who is to be paid where.

    `accounts` and `payee` are marks that are equal exactly if what they stand for is: texts in
    canonical spelling, or digests of them. `payee` has one for each name or id of who is to be
    paid, and is empty where that is the seller.
    """

    key: InvoiceKey
    total: Money
    accounts: frozenset[str] = frozenset()
    payee: frozenset[str] = frozenset()

    @cached_property
    def forms(self) -> frozenset[str]:
        """The reduced forms of its number, of which similar ones have one in common."""
        return reduced_forms(self.key.number)

    @property
    def lookups(self) -> frozenset[str]:
        """By what its number is looked up; one of punctuation alone is like itself only."""
        return self.forms or frozenset({self.key.number})


def similarity(one: Invoice, other: Invoice) -> list[Likeness]:
    """List why two different invoices on the same buyer deserve a look, as the module says.

    Nothing for the same invoice twice, which is refused elsewhere, and for other buyers.
    """
    if one.key == other.key or one.key.buyer != other.key.buyer:
        return []
    found = _alike(one, other)
    if one.key.seller == other.key.seller:
        tests = {
            Likeness.OTHER_ACCOUNT: bool(one.accounts and other.accounts)
            and one.accounts.isdisjoint(other.accounts),
            Likeness.OTHER_PAYEE: _payees_differ(one.payee, other.payee),
        }
    else:
        tests = {
            Likeness.OTHER_SELLER: True,
            Likeness.SAME_ACCOUNT: not one.accounts.isdisjoint(other.accounts),
        }
    return found + [likeness for likeness, holds in tests.items() if holds]


def deserves_warning(likenesses_found: Collection[Likeness]) -> bool:
    """Tell whether a person should look: see the module for what is listed."""
    found = set(likenesses_found)
    if Likeness.OTHER_SELLER in found:
        return {Likeness.NUMBER, Likeness.AMOUNT} <= found
    return Likeness.NUMBER in found or {Likeness.AMOUNT, Likeness.DATE} <= found


def score(likenesses_found: Collection[Likeness]) -> int:
    """Sum up the weights of the reasons, from 0 to 100."""
    total = sum(WEIGHTS[likeness] for likeness in set(likenesses_found))
    return min(max(total, 0), HIGHEST_SCORE)


def amount_bounds(minor: int) -> tuple[int, int]:
    """The least and the largest amount that is within the tolerance of one, in minor units."""
    size = abs(minor)
    smaller = size - size * AMOUNT_TOLERANCE_PERCENT // 100
    larger = size + size * AMOUNT_TOLERANCE_PERCENT // (100 - AMOUNT_TOLERANCE_PERCENT)
    return (smaller, larger) if minor >= 0 else (-larger, -smaller)


def _alike(one: Invoice, other: Invoice) -> list[Likeness]:
    tests = {
        Likeness.NUMBER: one.key.number == other.key.number
        or not one.forms.isdisjoint(other.forms),
        Likeness.AMOUNT: _amounts_close(one.total, other.total),
        Likeness.DATE: abs(actual_days(one.key.issued, other.key.issued)) <= DATE_TOLERANCE_DAYS,
    }
    return [likeness for likeness, holds in tests.items() if holds]


def _payees_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Nobody named is the seller, which is one and the same here."""
    return one.isdisjoint(other) and bool(one or other)


def _amounts_close(one: Money, other: Money) -> bool:
    if one.currency != other.currency:
        return False
    difference, larger = abs(one.minor - other.minor), max(abs(one.minor), abs(other.minor))
    return difference * 100 <= larger * AMOUNT_TOLERANCE_PERCENT
