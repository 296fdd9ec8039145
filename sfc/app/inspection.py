"""The chain and the read model, to be held against each other: nothing is signed or sent."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sfc.ports import (
    Auctioneer,
    Events,
    Indexer,
    LedgerState,
    Market,
    ReadModel,
    Shadow,
    Watch,
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What audits and reindexing work with. `shadow` makes a read model beside this one."""

    events: Events
    state: LedgerState
    market: Market
    auctions: Auctioneer
    read: ReadModel
    indexer: Indexer
    shadow: Callable[[Watch], AbstractContextManager[Shadow]]
