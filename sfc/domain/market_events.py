"""What happened in the market beside the core: orders, facilities, deals.

`venue` is the contract, `market` or `auctions`: each numbers its deals from 1. Amounts are minor
units, rates ppm a year, days ledger days, as in `sfc.domain.events`.
"""

from dataclasses import dataclass

from sfc.domain.auction_events import AuctionEvent
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId

MARKET = "market"
AUCTIONS = "auctions"


@dataclass(frozen=True, slots=True)
class Traded:
    """Units went one way and cash the other; cost = proceeds + hold-back + fee.

    Without recourse and hold-back there is no deal: 0. `recourse` is the units for which the seller
    answers with its own cash. `seller` and `financier` are accounts.
    """

    receivable: ReceivableId
    seller: str
    financier: str
    venue: str
    deal: int
    units: int
    claim: int
    discount: int
    price: int
    hold_back: int
    fee: int
    proceeds: int
    cost: int
    recourse: int


@dataclass(frozen=True, slots=True)
class DealOpened:
    """A sale with recourse or hold-back. `facility` 0: none funded it."""

    venue: str
    deal: int
    receivable: ReceivableId
    seller: ParticipantId
    financier: ParticipantId
    currency: int
    round: int
    day: Day
    basis: int
    buy_back_rate: int
    facility: int
    recourse: int
    units: int
    claim: int
    price: int
    hold_back: int


@dataclass(frozen=True, slots=True)
class PutBack:
    """`put` units were newly put back, and `units` went back as they were paid for.

    `owed_units` are put back and not paid, at `owed` that day: the seller's debt.
    """

    venue: str
    deal: int
    receivable: ReceivableId
    put: int
    units: int
    from_hold_back: int
    from_cash: int
    owed_units: int
    owed: int


@dataclass(frozen=True, slots=True)
class DebtPaid:
    """Somebody, an account, paid a debt or a part of it: `units` went back."""

    venue: str
    deal: int
    payer: str
    units: int
    from_hold_back: int
    from_cash: int
    owed_units: int
    owed: int


@dataclass(frozen=True, slots=True)
class HoldBackReleased:
    """What was held back went to a participant, whole."""

    venue: str
    deal: int
    to: ParticipantId
    amount: int


@dataclass(frozen=True, slots=True)
class OrderFilled:
    """A fill of `claim` under a maker's (an account's) nonce, of `filled` in all."""

    maker: str
    nonce: int
    claim: int
    filled: int


@dataclass(frozen=True, slots=True)
class OrderWithdrawn:
    """A maker withdrew its orders of one nonce."""

    maker: str
    nonce: int


@dataclass(frozen=True, slots=True)
class AllOrdersWithdrawn:
    """Orders of a maker for epochs before `epoch` are void."""

    maker: str
    epoch: int


@dataclass(frozen=True, slots=True)
class FacilityChanged:
    """A facility was opened, or has other conditions from now on.

    Who offers it to whom is told at the opening only: 0 means as before. `buckets` are tenors with
    their rates, such as `30:40000 90:54000`. `receivable_terms` 0: any.
    """

    facility: int
    financier: ParticipantId
    obligor: ParticipantId
    currency: int
    limit: int
    receivable_terms: int
    buckets: str
    basis: int
    recourse: int
    buy_back_rate: int
    hold_back: int
    fee_rate: int
    fee_on_financier: bool
    fee_amount: int
    fee_receiver: int


@dataclass(frozen=True, slots=True)
class FacilityClosed:
    """No more draws."""

    facility: int


@dataclass(frozen=True, slots=True)
class FacilityUsed:
    """What is outstanding of a facility after a draw, or after something of one was freed."""

    facility: int
    receivable: ReceivableId
    used: int


MarketEvent = (
    Traded
    | DealOpened
    | PutBack
    | DebtPaid
    | HoldBackReleased
    | OrderFilled
    | OrderWithdrawn
    | AllOrdersWithdrawn
    | FacilityChanged
    | FacilityClosed
    | FacilityUsed
    | AuctionEvent
)
