"""What happened in auctions, as `IAuctions` tells it; `auction` is its number.

Amounts are minor units of the receivable's currency, rates ppm a year, ends unix seconds inclusive.
The sales and deals that come of deliveries are in `sfc.domain.market_events`.
"""

from dataclasses import dataclass

from sfc.domain.ids import ParticipantId, ReceivableId


@dataclass(frozen=True, slots=True)
class AuctionOpened:
    """A holder put units up; the terms of the sales are those of `sfc.domain.market.SaleTerms`."""

    auction: int
    receivable: ReceivableId
    seller: ParticipantId
    units: int
    min_units: int
    deposit: int
    reserve_rate: int
    commit_end: int
    reveal_end: int
    delivery_end: int
    basis: int
    recourse: int
    buy_back_rate: int
    hold_back: int
    fee_rate: int
    fee_on_financier: bool
    fee_amount: int
    fee_receiver: int


@dataclass(frozen=True, slots=True)
class BidCommitted:
    """A financier put in a deposit with the hash of its bid, which says nothing of the bid."""

    auction: int
    financier: ParticipantId
    commitment: str


@dataclass(frozen=True, slots=True)
class BidRevealed:
    """A financier showed its bid."""

    auction: int
    financier: ParticipantId
    rate: int
    units: int


@dataclass(frozen=True, slots=True)
class BidAwarded:
    """A bid got so many units, at the rate for all, which the clearing tells."""

    auction: int
    financier: ParticipantId
    units: int


@dataclass(frozen=True, slots=True)
class AuctionCleared:
    """Bids were ranked and units awarded; `forfeited` bids were not revealed in time."""

    auction: int
    rate: int
    awarded: int
    forfeited: int


@dataclass(frozen=True, slots=True)
class AwardDelivered:
    """An award was exchanged for its cost. `deal` 0: nothing follows from the sale."""

    auction: int
    financier: ParticipantId
    deal: int


@dataclass(frozen=True, slots=True)
class AwardFailed:
    """An award was closed without an exchange; `failed` is `nobody`, `seller` or `financier`."""

    auction: int
    financier: ParticipantId
    failed: str


@dataclass(frozen=True, slots=True)
class AuctionCredited:
    """A participant may take out so much more: proceeds, deposits, what others forfeited."""

    participant: ParticipantId
    currency: int
    amount: int


@dataclass(frozen=True, slots=True)
class AuctionCreditWithdrawn:
    """A participant took out what was credited to it."""

    participant: ParticipantId
    currency: int
    amount: int


OfAuction = BidCommitted | BidRevealed | BidAwarded | AuctionCleared | AwardDelivered | AwardFailed
"""What happened in an auction that was opened before."""

AuctionEvent = AuctionOpened | OfAuction | AuctionCredited | AuctionCreditWithdrawn
