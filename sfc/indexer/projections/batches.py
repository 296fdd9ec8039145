"""Undertakings by a Merkle root, and what is left of them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from sfc.domain.books import BatchRow, Row
from sfc.domain.events import BatchClosed, BatchPosted, Confirmed, Located
from sfc.indexer.books import Reader
from sfc.indexer.lookups import existing, not_negative, receivable


@singledispatch
def batches(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project batches."""
    return ()


@batches.register
def _(event: BatchPosted, _at: Located, _books: Reader) -> Iterable[Row]:
    yield BatchRow(
        obligor=event.obligor,
        root=event.root,
        currency=event.currency,
        count=event.count,
        total=event.total,
        left=event.count,
        left_total=event.total,
        latest_due=event.latest_due,
        posted_on=event.posted_on,
        valid_until=event.valid_until,
    )


@batches.register
def _(event: Confirmed, _at: Located, books: Reader) -> Iterable[Row]:
    if event.batch is None:
        return
    obligor = receivable(books, event.receivable).obligor
    before = existing(books, BatchRow, obligor, event.batch)
    yield replace(
        before,
        left=not_negative(before.left - 1, "receivables left of a batch"),
        left_total=not_negative(before.left_total - event.amount, "amount left of a batch"),
    )


@batches.register
def _(event: BatchClosed, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(existing(books, BatchRow, event.obligor, event.root), left=0, left_total=0)
