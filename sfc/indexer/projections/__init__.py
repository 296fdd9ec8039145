"""Projections: pure functions from an event and the books before it to the rows that it changes.

Each module is one concern and one function, which dispatches on the type of the event. All see the
books as they were before the event, so that their order does not matter, and no two of them write
the same kind of row. Journals need to know besides what an event goes with in its transaction, sums
what else it changes.
"""

from collections.abc import Callable, Iterable, Sequence

from sfc.domain.books import Row
from sfc.domain.events import Event, Located
from sfc.domain.transactions import steps
from sfc.indexer.books import Folding, Reader
from sfc.indexer.lookups import accounts, currencies
from sfc.indexer.projections.auctions import auctions
from sfc.indexer.projections.batches import batches
from sfc.indexer.projections.cash import cash
from sfc.indexer.projections.catalogue import catalogue
from sfc.indexer.projections.credit import credit
from sfc.indexer.projections.deals import deals
from sfc.indexer.projections.entitlements import entitlements
from sfc.indexer.projections.freezes import freezes
from sfc.indexer.projections.holdings import holdings
from sfc.indexer.projections.journal import journal
from sfc.indexer.projections.log import log
from sfc.indexer.projections.lots import lots
from sfc.indexer.projections.market import market
from sfc.indexer.projections.moves import moves
from sfc.indexer.projections.offers import offers
from sfc.indexer.projections.parties import parties
from sfc.indexer.projections.receivables import receivables
from sfc.indexer.sums import sums
from sfc.indexer.telling import told

Projection = Callable[[Event, Located, Reader], Iterable[Row]]

PROJECTIONS: tuple[Projection, ...] = (
    parties,
    catalogue,
    credit,
    batches,
    receivables,
    holdings,
    moves,
    freezes,
    lots,
    entitlements,
    market,
    deals,
    offers,
    auctions,
    cash,
    log,
)


def fold(transaction: Sequence[Located], books: Folding) -> None:
    """Enter the events of a transaction. Raises LedgerInconsistent if they cannot have happened."""
    scales = {currency.token: currency.scale for currency in currencies(books)}
    for step in steps(transaction, accounts(transaction, books), scales):
        event, at = step.at.event, step.at
        changes = [row for project in PROJECTIONS for row in project(event, at, books)]
        changes += sums(changes, books)
        changes += journal(step, books)
        if (news := told(at, books)) is not None:
            books.announce(at, news)
        for row in changes:
            books.put(row)
