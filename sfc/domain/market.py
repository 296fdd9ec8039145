"""What parties offer and sign in the market beside the core. The contracts take exactly these."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from sfc.domain.ids import ReceivableId

MOST_HOLD_BACK = 500_000
MOST_BUCKETS = 5


class OrderSide(IntEnum):
    """Whether the maker of an order buys or sells."""

    BID = 0
    ASK = 1


@dataclass(frozen=True, slots=True)
class SaleTerms:
    """What a sale agrees besides its rate; shares and rates in ppm.

    `recourse` is the share of the units that may go back after default, `hold_back` the share of
    the price that is kept until collection; `fee_receiver` a participant's number, 0 for none.
    """

    basis: int = 360
    recourse: int = 0
    buy_back_rate: int = 0
    hold_back: int = 0
    fee_rate: int = 0
    fee_on_financier: bool = False
    fee_amount: int = 0
    fee_receiver: int = 0


@dataclass(frozen=True, slots=True)
class Conditions:
    """Of a facility: most principal outstanding, and rates by tenor in days, ascending.

    `receivable_terms` is the number of the terms that it buys, 0 for all.
    """

    limit: int
    buckets: tuple[tuple[int, int], ...]
    terms: SaleTerms = SaleTerms()
    receivable_terms: int = 0

    @property
    def text(self) -> str:
        """The tenors and their rates as the ledger's books write them."""
        return write_buckets(self.buckets)


def write_buckets(buckets: Iterable[tuple[int, int]]) -> str:
    """Write tenors and rates as the ledger's books have them."""
    return " ".join(f"{days}:{rate}" for days, rate in buckets)


def read_buckets(text: str) -> tuple[tuple[int, int], ...]:
    """Read tenors and rates as the ledger's books write them."""
    pairs = (pair.split(":") for pair in text.split())
    return tuple((int(days), int(rate)) for days, rate in pairs)


@dataclass(frozen=True, slots=True)
class Order:
    """A firm offer, field for field as it is signed; see `contracts/interfaces/market/IOrders.sol`.

    For any receivable of `obligor` the id is of zeros, as are round, unpaid and due day.
    """

    side: OrderSide
    maker: str
    receivable: ReceivableId
    obligor: int
    currency: int
    round: int
    unpaid: int
    due_day: int
    receivable_terms: int
    min_units: int
    max_units: int
    limit: int
    max_tenor: int
    rate_ppm: int
    expiry: int
    nonce: int
    epoch: int
    terms: SaleTerms


@dataclass(frozen=True, slots=True)
class SignedOrder:
    """An order and its maker's EIP-712 signature."""

    order: Order
    signature: bytes


ANY_RECEIVABLE = ReceivableId("0x" + "00" * 32)
"""Stands in an order for any receivable of its obligor."""


@dataclass(frozen=True, slots=True)
class SaleAmounts:
    """What a sale moves, or would: minor units; `deal` 0 if nothing follows from it."""

    deal: int
    units: int
    claim: int
    discount: int
    price: int
    hold_back: int
    fee: int
    proceeds: int
    cost: int
