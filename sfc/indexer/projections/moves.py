"""Every move of units, for who asks how things stood on a day that is past."""

from collections.abc import Iterable
from functools import singledispatch

from sfc.domain.books import MoveRow, Row
from sfc.domain.events import Located, UnitsMoved
from sfc.indexer.books import Reader
from sfc.indexer.lookups import participant


@singledispatch
def moves(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project moves of units."""
    return ()


@moves.register
def _(event: UnitsMoved, at: Located, books: Reader) -> Iterable[Row]:
    if event.giver == event.taker:
        return
    giver, taker = (
        None if account is None else participant(books, account)
        for account in (event.giver, event.taker)
    )
    yield MoveRow(
        block_hash=at.block_hash,
        log_index=at.log_index,
        block=at.block,
        timestamp=at.timestamp,
        transaction=at.transaction,
        receivable=event.receivable,
        giver=giver,
        taker=taker,
        units=event.units,
    )
