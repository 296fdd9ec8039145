"""What the read model answers about the market beside the core."""

from dataclasses import dataclass

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import Conditions
from sfc.domain.money import Money


@dataclass(frozen=True, slots=True)
class Trade:
    """A sale in the market; amounts are minor units of the receivable's currency."""

    receivable: ReceivableId
    seller: ParticipantId
    financier: ParticipantId
    venue: str
    deal: int
    units: int
    discount: int
    price: int
    hold_back: int
    fee: int
    proceeds: int
    cost: int
    timestamp: int
    transaction: str


@dataclass(frozen=True, slots=True)
class Facility:
    """A financier's standing offer; `currency` is a code, blank for one that is not listed."""

    number: int
    financier: ParticipantId
    obligor: ParticipantId
    currency: str
    is_open: bool
    used: int
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class Deal:
    """What follows a sale: see `sfc.domain.books.DealRow`. Units are minor units of face."""

    venue: str
    number: int
    receivable: ReceivableId
    seller: ParticipantId
    financier: ParticipantId
    day: Day
    basis: int
    buy_back_rate: int
    facility: int | None
    recourse: int
    units: int
    claim: Money
    price: Money
    hold_back: Money
    owed_units: int
