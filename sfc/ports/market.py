"""The market beside the core: its calls, its signatures, its state."""

from dataclasses import dataclass
from typing import Protocol

from sfc.domain.books import DealRow, FacilityRow
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import Conditions, SaleAmounts, SignedOrder
from sfc.ports.ledger import Call


@dataclass(frozen=True, slots=True)
class LedgerDeal:
    """A deal as the contract has it; `owed` is what the seller's debt costs today, minor units."""

    row: DealRow
    owed: int


class Market(Protocol):
    """Orders, facilities and recourse. Methods that give a Call change nothing.

    Where a deployment has no market every method raises ManifestMismatch.
    """

    def open_facility(
        self, obligor: ParticipantId, currency: int, conditions: Conditions
    ) -> Call: ...
    def change_facility(self, facility: int, conditions: Conditions) -> Call: ...
    def close_facility(self, facility: int) -> Call: ...
    def draw(self, facility: int, receivable: ReceivableId, units: int, least: int) -> Call:
        """The holder sells to the facility's financier, for proceeds of `least` or more."""

    def restore(self, facility: int, receivable: ReceivableId) -> Call: ...
    def sell(self, bid: SignedOrder, receivable: ReceivableId, units: int, least: int) -> Call: ...
    def buy(self, ask: SignedOrder, receivable: ReceivableId, units: int, most: int) -> Call: ...
    def withdraw_order(self, nonce: int) -> Call: ...
    def withdraw_all_orders(self) -> Call: ...
    def put_back(self, venue: str, deal: int, units: int) -> Call: ...
    def pay_debt(self, venue: str, deal: int, units: int, most: int) -> Call: ...
    def release(self, venue: str, deal: int) -> Call: ...
    def allow_units(self, venue: str) -> Call:
        """The sender lets a venue move its units in what it sells."""

    def allow_cash(self, venue: str, currency: int) -> Call:
        """The sender lets a venue take its cash in what it buys, or owes."""

    def may_move_units(self, venue: str, account: str) -> bool: ...
    def may_take_cash(self, venue: str, account: str, currency: int) -> bool:
        """Whether an account lets a venue take as much as it likes."""

    def preview(self, sender: str, call: Call) -> SaleAmounts:
        """What a sale would move; raises the domain error with which it would be refused."""

    def facility_count(self) -> int:
        """How many facilities were ever opened."""

    def facility(self, facility: int) -> FacilityRow: ...
    def deal_count(self, venue: str) -> int:
        """How many deals a venue ever made."""

    def deal(self, venue: str, deal: int) -> LedgerDeal: ...
    def order_state(self, maker: str, nonce: int) -> tuple[int, bool]:
        """What was filled under a maker's nonce, minor units, and whether it is closed.

        A nonce is closed once it is withdrawn or filled to its limit; then nothing is filled.
        """

    def order_epoch(self, maker: str) -> int:
        """The epoch for which a maker's orders have to be signed."""

    def cash_held(self, venue: str, currency: int) -> int:
        """What a venue holds of a currency's token, in its units."""

    @property
    def venues(self) -> tuple[str, ...]:
        """Those that this deployment has."""
