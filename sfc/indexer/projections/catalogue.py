"""Currencies, terms and rules."""

from collections.abc import Iterable
from functools import singledispatch

from sfc.domain.books import CurrencyRow, Row, RuleRow, TermsRow
from sfc.domain.events import CurrencyAdded, Located, RuleAnnounced, TermsAdded
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


@catalogue.register
def _(event: RuleAnnounced, _at: Located, _books: Reader) -> Iterable[Row]:
    yield RuleRow(
        number=event.number,
        name=event.rule,
        valid_from=event.valid_from,
        valid_to=event.valid_to,
        max_tenor=event.max_tenor,
        warning_tenor=event.warning_tenor,
        max_line=event.max_line,
    )
