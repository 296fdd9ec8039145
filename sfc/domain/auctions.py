"""Sealed-bid auctions as they stand on the ledger; the rules are those of docs/market.md."""

from dataclasses import dataclass
from enum import IntEnum

from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import SaleTerms

MIN_WINDOW = 3_600
"""Fewest seconds to reveal, and to deliver."""


class BidState(IntEnum):
    """Where a bid stands."""

    NONE = 0
    COMMITTED = 1
    REVEALED = 2
    AWARDED = 3
    DELIVERED = 4
    CLOSED = 5


@dataclass(frozen=True, slots=True)
class Lot:
    """What a seller offers: amounts in minor units, ends in unix seconds, each end inclusive."""

    receivable: ReceivableId
    units: int
    min_units: int
    deposit: int
    reserve_rate_ppm: int
    commit_end: int
    reveal_end: int
    delivery_end: int
    terms: SaleTerms


@dataclass(frozen=True, slots=True)
class Auction:
    """An auction: `currency` by number; rate 0 before clearing, and if nothing was awarded.

    `bond` is what is left of the seller's deposit, minor units.
    """

    number: int
    seller: ParticipantId
    currency: int
    bids: int
    cleared: bool
    rate_ppm: int
    awarded: int
    bond: int
    lot: Lot


@dataclass(frozen=True, slots=True)
class Bid:
    """A financier's bid; rate and units are 0 until it is revealed."""

    financier: ParticipantId
    commitment: bytes
    state: BidState
    rate_ppm: int
    units: int
    award: int


@dataclass(frozen=True, slots=True)
class SealedBid:
    """A bid whose maker lets the service keep it: rate and units are sealed, 12 bytes."""

    auction: int
    financier: ParticipantId
    nonce: bytes
    sealed: bytes
