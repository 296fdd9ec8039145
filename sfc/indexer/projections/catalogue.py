"""Currencies and terms."""

from collections.abc import Iterable
from functools import singledispatch

from sfc.domain.books import CurrencyRow, Row, TermsRow
from sfc.domain.events import CurrencyAdded, Located, TermsAdded
from sfc.indexer.books import Reader


@singledispatch
def catalogue(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project the lists from which a receivable picks its currency and its terms."""
    return ()


@catalogue.register
def _(event: CurrencyAdded, _at: Located, _books: Reader) -> Iterable[Row]:
    yield CurrencyRow(event.number, event.code, event.token, event.scale)


@catalogue.register
def _(event: TermsAdded, _at: Located, _books: Reader) -> Iterable[Row]:
    yield TermsRow(event.number, event.grace_days, event.penalty_rate_ppm, event.basis)
