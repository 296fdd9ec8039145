"""Who holds how many units."""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from sfc.domain.books import HoldingRow, Row
from sfc.domain.events import Located, UnitsMoved
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.indexer.books import Reader
from sfc.indexer.lookups import not_negative, participant


@singledispatch
def holdings(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project holdings."""
    return ()


@holdings.register
def _(event: UnitsMoved, _at: Located, books: Reader) -> Iterable[Row]:
    if event.giver == event.taker:
        return
    if event.giver is not None:
        yield _changed(books, event.receivable, participant(books, event.giver), -event.units)
    if event.taker is not None:
        yield _changed(books, event.receivable, participant(books, event.taker), event.units)


def _changed(books: Reader, receivable: ReceivableId, holder: ParticipantId, by: int) -> HoldingRow:
    held = books.get(HoldingRow, receivable, holder) or HoldingRow(receivable, holder)
    return replace(held, units=not_negative(held.units + by, "units held"))
