"""What receivables, units and sales come to, kept so that nobody has to read all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sfc.domain.books import (
    CurrencySumsRow,
    FillRow,
    HoldingRow,
    ReceivableRow,
    ReceivableSumsRow,
    Row,
)
from sfc.indexer.books import Reader
from sfc.indexer.lookups import receivable, units


def sums(changes: Iterable[Row], books: Reader) -> Iterator[Row]:
    """Give the sums that the changes of an event change, from the books as they were before it."""
    kept = _Sums(books)
    for row in changes:
        if isinstance(row, ReceivableRow):
            if (before := books.get(ReceivableRow, row.id)) is not None:
                kept.count(before, -1)
            kept.count(row, 1)
        elif isinstance(row, HoldingRow):
            more = row.units - units(books, row.receivable, row.holder)
            kept.add(receivable(books, row.receivable).currency, units=more)
        elif isinstance(row, FillRow):
            currency = receivable(books, row.receivable).currency
            kept.add(currency, discount=row.discount, price=row.price)
    return kept.changed()


class _Sums:
    """The sums that are changed, by their keys."""

    def __init__(self, books: Reader) -> None:
        self._books = books
        self._alike: dict[tuple[object, ...], ReceivableSumsRow] = {}
        self._all: dict[int, CurrencySumsRow] = {}

    def count(self, of: ReceivableRow, sign: int) -> None:
        """Count a receivable in, or out."""
        key = (of.currency, of.status, of.due_day)
        was = self._alike.get(key) or self._books.get(ReceivableSumsRow, *key)
        was = was or ReceivableSumsRow(*key)
        self._alike[key] = replace(
            was,
            receivables=was.receivables + sign,
            face=was.face + sign * of.face,
            paid=was.paid + sign * of.paid,
            penalty_paid=was.penalty_paid + sign * of.penalty_paid,
            redeemed=was.redeemed + sign * of.redeemed,
        )

    def add(self, currency: int, units: int = 0, discount: int = 0, price: int = 0) -> None:
        """Add to the sums of a currency."""
        was = self._all.get(currency) or self._books.get(CurrencySumsRow, currency)
        was = was or CurrencySumsRow(currency)
        self._all[currency] = CurrencySumsRow(
            currency, was.units + units, was.discount + discount, was.price + price
        )

    def changed(self) -> Iterator[Row]:
        """Those that are not as they were."""
        for key, row in self._alike.items():
            if row != self._books.get(ReceivableSumsRow, *key):
                yield row
        for currency, total in self._all.items():
            if total != self._books.get(CurrencySumsRow, currency):
                yield total
