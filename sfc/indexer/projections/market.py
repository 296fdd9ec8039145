"""Sales to financiers, and which quote nonces are spent."""

from collections.abc import Iterable
from functools import singledispatch

from sfc.domain.books import FillRow, NonceRow, Row
from sfc.domain.events import Located, QuoteCancelled, Sold
from sfc.indexer.books import Reader
from sfc.indexer.lookups import participant


@singledispatch
def market(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project fills and nonces."""
    return ()


@market.register
def _(event: Sold, at: Located, books: Reader) -> Iterable[Row]:
    financier = participant(books, event.financier)
    yield FillRow(
        block_hash=at.block_hash,
        log_index=at.log_index,
        block=at.block,
        timestamp=at.timestamp,
        transaction=at.transaction,
        receivable=event.receivable,
        seller=participant(books, event.seller),
        financier=financier,
        nonce=event.nonce,
        units=event.units,
        discount=event.discount,
        price=event.price,
    )
    yield NonceRow(event.receivable, financier, event.nonce, "filled")


@market.register
def _(event: QuoteCancelled, _at: Located, books: Reader) -> Iterable[Row]:
    financier = participant(books, event.financier)
    yield NonceRow(event.receivable, financier, event.nonce, "cancelled")
