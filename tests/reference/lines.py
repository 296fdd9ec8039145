"""Credit lines: how much an obligor may have promised and not yet paid, per currency.

What is used is not stored here: it is, by definition, the unpaid face of all that was confirmed.
"""

from typing import TYPE_CHECKING

from tests.reference.parties import Account, administrator
from tests.reference.refusals import Needs

if TYPE_CHECKING:
    from tests.reference.book import Book


def used(book: "Book", obligor: int, currency: int) -> int:
    """What an obligor has promised and not yet paid, batches included."""
    single = sum(
        r.unpaid
        for r in book.receivables.values()
        if r.is_owed and r.obligor == obligor and r.currency == currency
    )
    batched = sum(
        batch.total
        for (promiser, _), batch in book.batches.items()
        if promiser == obligor and batch.currency == currency
    )
    return single + batched


def limit(book: "Book", obligor: int, currency: int) -> int:
    """What it may have promised at most."""
    return book.limits.get((obligor, currency), 0)


def room(book: "Book", needs: Needs, obligor: int, currency: int, amount: int) -> None:
    """State that the line has room for `amount` more."""
    most, now = limit(book, obligor, currency), used(book, obligor, currency)
    needs.that(now + amount <= most, "CreditLimitExceeded", obligor, currency, most, now, amount)


def set_credit_line(book: "Book", by: Account, obligor: int, currency: int, most: int) -> None:
    """Set an obligor's limit, which may not go below what is used."""
    needs = Needs()
    administrator(book, needs, by)
    now = used(book, obligor, currency)
    needs.that(most >= now, "LimitBelowUsed", most, now)
    needs.met()
    book.limits[obligor, currency] = most
