"""What stands in the two contracts beside the ledger: deals, orders, facilities, auctions.

Both keep deals: what follows a sale. They have no right on the ledger but what holders allow.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from tests.reference.parties import Account
from tests.reference.statements import Key, SaleTerms


@dataclass
class Deal:
    """A sale with recourse or hold-back; amounts in minor units.

    `recourse` counts the units for which the seller still answers with its own cash, `units` those
    that have not gone back, `owed` those of them that were put back and are not paid for.
    """

    receivable: Key
    seller: int
    financier: int
    currency: int
    round: int
    day: int
    basis: int
    buy_back_rate: int
    facility: int
    recourse: int
    units: int
    claim: int
    price: int
    hold_back: int
    owed: int = 0


@dataclass
class Venue:
    """One of the two contracts, and the deals that were made there, numbered from 1."""

    account: Account
    deals: list[Deal] = field(default_factory=list)


class Bucket(NamedTuple):
    """A rate for tenors up to a number of days."""

    up_to: int
    rate: int


class Conditions(NamedTuple):
    """What a facility buys, and how; `receivable_terms` 0 are all terms."""

    limit: int
    receivable_terms: int
    buckets: tuple[Bucket, ...]
    terms: SaleTerms


@dataclass
class Drawn:
    """Units of a receivable that a facility bought and that did not go back; their principal."""

    round: int
    units: int = 0
    counted: int = 0


@dataclass
class Facility:
    """A standing offer of a financier for the receivables of an obligor."""

    financier: int
    obligor: int
    currency: int
    conditions: Conditions
    is_open: bool = True
    drawn: dict[Key, Drawn] = field(default_factory=dict)

    @property
    def used(self) -> int:
        """Principal outstanding, as of the last draws and restores."""
        return sum(part.counted for part in self.drawn.values())


@dataclass
class Market(Venue):
    """Signed orders and facilities."""

    epochs: dict[Account, int] = field(default_factory=dict)
    filled: dict[tuple[Account, int], int] = field(default_factory=dict)
    """Principal by maker and nonce, of what is neither complete nor withdrawn."""
    closed: set[tuple[Account, int]] = field(default_factory=set)
    facilities: list[Facility] = field(default_factory=list)


class Lot(NamedTuple):
    """What a seller offers in an auction; ends in unix seconds, `deposit` in minor units."""

    receivable: Key
    units: int
    min_units: int
    deposit: int
    reserve_rate: int
    commit_end: int
    reveal_end: int
    delivery_end: int
    terms: SaleTerms


class Commitment(NamedTuple):
    """A hidden bid: bound to chain, contract, auction and financier; on the ledger, its hash."""

    chain: int
    contract: Account
    auction: int
    financier: int
    rate: int
    units: int
    salt: bytes


class BidState(IntEnum):
    """How far a bid has come."""

    NONE = 0
    COMMITTED = 1
    REVEALED = 2
    AWARDED = 3
    DELIVERED = 4
    CLOSED = 5


@dataclass
class Bid:
    """One financier's bid; rate and units once revealed, the award once cleared."""

    financier: int
    commitment: Commitment
    state: BidState = BidState.COMMITTED
    rate: int = 0
    units: int = 0
    award: int = 0


@dataclass
class Auction:
    """A lot, and its bids in the order of their commitment; `bond` is the seller's deposit."""

    seller: int
    currency: int
    round: int
    lot: Lot
    bond: int
    bids: list[Bid] = field(default_factory=list)
    cleared: bool = False
    rate: int = 0
    awarded: int = 0

    @property
    def pending(self) -> int:
        """Awards that are neither delivered nor closed."""
        return sum(bid.state is BidState.AWARDED for bid in self.bids)

    def bid_of(self, financier: int) -> Bid | None:
        """A financier's bid."""
        return next((bid for bid in self.bids if bid.financier == financier), None)


@dataclass
class Auctions(Venue):
    """Sealed-bid auctions."""

    auctions: list[Auction] = field(default_factory=list)
    credits: dict[tuple[int, int], int] = field(default_factory=dict)
    """What a participant may take out of a currency, minor units."""
