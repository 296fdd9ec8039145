"""The read model in SQL."""

from sfc.store.queries.auctions import AuctionQueries
from sfc.store.queries.catalogue import CatalogueQueries
from sfc.store.queries.journal import JournalQueries
from sfc.store.queries.market import MarketQueries
from sfc.store.queries.parties import PartyQueries
from sfc.store.queries.past import PastQueries
from sfc.store.queries.receivables import ReceivableQueries
from sfc.store.queries.units import UnitQueries
from sfc.store.queries.wanted import TotalQueries
from sfc.store.queries.whole import WholeQueries


class SqlReadModel(
    AuctionQueries,
    CatalogueQueries,
    JournalQueries,
    MarketQueries,
    PartyQueries,
    PastQueries,
    ReceivableQueries,
    TotalQueries,
    UnitQueries,
    WholeQueries,
):
    """Implements `sfc.ports.ReadModel` on the tables that `SqlBooks` keeps. Any thread may ask."""
