"""Credit lines: used by a confirmation, freed by what is paid, credited or cancelled."""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from sfc.domain.books import BatchRow, CreditLineRow, ReceivableRow, Row
from sfc.domain.events import (
    BatchClosed,
    BatchPosted,
    Cancelled,
    Confirmed,
    CreditLineSet,
    CreditNoteAgreed,
    Located,
    Paid,
)
from sfc.domain.ids import ParticipantId
from sfc.domain.receivable import UNDERTAKEN
from sfc.indexer.books import Reader
from sfc.indexer.lookups import existing, not_negative, receivable


@singledispatch
def credit(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project limits and what is used of them."""
    return ()


@credit.register
def _(event: CreditLineSet, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(_line(books, event.obligor, event.currency), limit=event.limit)


@credit.register
def _(event: BatchPosted, _at: Located, books: Reader) -> Iterable[Row]:
    line = _line(books, event.obligor, event.currency)
    yield replace(line, used=line.used + event.total)


@credit.register
def _(event: BatchClosed, _at: Located, books: Reader) -> Iterable[Row]:
    batch = existing(books, BatchRow, event.obligor, event.root)
    line = _line(books, event.obligor, batch.currency)
    yield replace(line, used=not_negative(line.used - event.freed, "used credit"))


@credit.register
def _(event: Confirmed, _at: Located, books: Reader) -> Iterable[Row]:
    if event.batch is not None:
        return  # used since the batch was posted
    yield _using(books, receivable(books, event.receivable), event.amount)


@credit.register
def _(event: CreditNoteAgreed, _at: Located, books: Reader) -> Iterable[Row]:
    yield _using(books, receivable(books, event.receivable), -event.reduced)


@credit.register
def _(event: Paid, _at: Located, books: Reader) -> Iterable[Row]:
    yield _using(books, receivable(books, event.receivable), -event.principal)


@credit.register
def _(event: Cancelled, _at: Located, books: Reader) -> Iterable[Row]:
    cancelled = receivable(books, event.receivable)
    if cancelled.status in UNDERTAKEN:
        yield _using(books, cancelled, -cancelled.face)


def _using(books: Reader, of: ReceivableRow, amount: int) -> CreditLineRow:
    line = _line(books, of.obligor, of.currency)
    return replace(line, used=not_negative(line.used + amount, "used credit"))


def _line(books: Reader, obligor: ParticipantId, currency: int) -> CreditLineRow:
    return books.get(CreditLineRow, obligor, currency) or CreditLineRow(obligor, currency)
