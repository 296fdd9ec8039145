"""Where units came from: first in, first out."""

from collections.abc import Iterable
from functools import singledispatch

from sfc.domain.books import LotsRow, Row
from sfc.domain.events import Located, UnitsMoved
from sfc.domain.provenance import Move, replay
from sfc.indexer.books import Reader
from sfc.indexer.lookups import participant


@singledispatch
def lots(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project the lots that holdings consist of."""
    return ()


@lots.register
def _(event: UnitsMoved, _at: Located, books: Reader) -> Iterable[Row]:
    giver, taker = (
        None if account is None else participant(books, account)
        for account in (event.giver, event.taker)
    )
    parties = [party for party in (giver, taker) if party is not None]
    before = {
        party: row.lots for party in parties if (row := books.get(LotsRow, event.receivable, party))
    }
    after = replay([Move(giver, taker, event.units)], before)
    for party in parties:
        yield LotsRow(event.receivable, party, after.get(party, ()))
