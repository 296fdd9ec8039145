"""The market's contracts as the use cases know them: `ports.Market`."""

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from eth_abi import decode

from sfc.chain.attempt import Attempt
from sfc.chain.calls import ENDLESS, token_target
from sfc.chain.contracts import CORE, MARKET, TOKEN, core, interface
from sfc.chain.ledger import ContractLedger
from sfc.chain.market_logs import VENUES
from sfc.chain.nodes.node import Node, Reverted
from sfc.chain.reverts import refusal
from sfc.chain.signing import order_fields
from sfc.domain.books import DealRow, FacilityRow
from sfc.domain.days import Day
from sfc.domain.errors import ManifestMismatch
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import Conditions, SaleAmounts, SignedOrder, write_buckets
from sfc.ports import Call, LedgerDeal

_SALE = ["uint256"] * 12
_ENOUGH = 2**255
"""An allowance above this was given without an end."""


class ContractMarket:
    """One deployment: `beside` has the addresses of its market contracts by artifact."""

    def __init__(
        self,
        node: Node,
        ledger: ContractLedger,
        beside: Mapping[str, str],
    ) -> None:
        self._node = node
        self._ledger = ledger
        self._beside = beside

    @property
    def venues(self) -> tuple[str, ...]:
        """Those that this deployment has."""
        return tuple(venue for venue, name in VENUES.items() if name in self._beside)

    def open_facility(self, obligor: ParticipantId, currency: int, conditions: Conditions) -> Call:
        """The financier offers to buy of an obligor."""
        return _call("openFacility", obligor, currency, _conditions(conditions))

    def change_facility(self, facility: int, conditions: Conditions) -> Call:
        """The financier replaces the conditions, and opens it again."""
        return _call("changeFacility", facility, _conditions(conditions))

    def close_facility(self, facility: int) -> Call:
        """The financier ends draws."""
        return _call("closeFacility", facility)

    def draw(self, facility: int, receivable: ReceivableId, units: int, least: int) -> Call:
        """The holder sells to the facility's financier, for proceeds of `least` or more."""
        return _call("draw", facility, int(receivable, 16), units, least)

    def restore(self, facility: int, receivable: ReceivableId) -> Call:
        """Free what a receivable no longer stands for; anyone may."""
        return _call("restore", facility, int(receivable, 16))

    def sell(self, bid: SignedOrder, receivable: ReceivableId, units: int, least: int) -> Call:
        """The holder sells to who signed a bid."""
        order = order_fields(bid.order)
        return _call("sell", order, bid.signature, int(receivable, 16), units, least)

    def buy(self, ask: SignedOrder, receivable: ReceivableId, units: int, most: int) -> Call:
        """The financier buys of who signed an ask."""
        order = order_fields(ask.order)
        return _call("buy", order, ask.signature, int(receivable, 16), units, most)

    def withdraw_order(self, nonce: int) -> Call:
        """The maker withdraws its orders of a nonce."""
        return _call("withdrawOrder", nonce)

    def withdraw_all_orders(self) -> Call:
        """The maker withdraws all that it signed."""
        return _call("withdrawAllOrders")

    def put_back(self, venue: str, deal: int, units: int) -> Call:
        """The financier puts units back; 0 collects on what was put back before."""
        return _call("putBack", deal, units, at=VENUES[venue])

    def pay_debt(self, venue: str, deal: int, units: int, most: int) -> Call:
        """Anybody pays for units of a debt, at most so much."""
        return _call("payDebt", deal, units, most, at=VENUES[venue])

    def release(self, venue: str, deal: int) -> Call:
        """Release a hold-back to whom it belongs."""
        return _call("release", deal, at=VENUES[venue])

    def allow_units(self, venue: str) -> Call:
        """The sender lets a venue move its units in what it sells."""
        return Call(CORE, core()["setOperator"].encode(self._address(VENUES[venue]), True))

    def allow_cash(self, venue: str, currency: int) -> Call:
        """The sender lets a venue take its cash in what it buys, or owes."""
        data = interface(TOKEN)["approve"].encode(self._address(VENUES[venue]), ENDLESS)
        return Call(token_target(currency), data)

    def may_move_units(self, venue: str, account: str) -> bool:
        """Whether an account lets a venue move its units."""
        return bool(self._ledger.ask("isOperator", account, self._address(VENUES[venue])))

    def may_take_cash(self, venue: str, account: str, currency: int) -> bool:
        """Whether an account lets a venue take as much as it likes."""
        allowed = self._of_token(currency, "allowance", account, self._address(VENUES[venue]))
        return int(allowed) > _ENOUGH

    def preview(self, sender: str, call: Call) -> SaleAmounts:
        """What a sale would move; raises the domain error with which it would be refused."""
        market = interface(call.target)
        function = market["preview"]
        try:
            answer = self._node.call(self._address(call.target), function.encode(call.data), sender)
        except Reverted as reverted:
            attempt = Attempt(sender, market, call.data)
            raise refusal(reverted, attempt) from None
        deal, _receivable, _seller, _financier, *amounts = decode(_SALE, function.decode(answer))
        return SaleAmounts(deal, *amounts)

    def facility_count(self) -> int:
        """How many facilities were ever opened."""
        return int(self._ask(MARKET, "facilityCount"))

    def facility(self, facility: int) -> FacilityRow:
        """A facility as the contract has it."""
        financier, obligor, currency, is_open, used, conditions = self._ask(
            MARKET, "facilityOf", facility
        )
        limit, receivable_terms, buckets, terms = conditions
        return FacilityRow(
            facility,
            ParticipantId(financier),
            ParticipantId(obligor),
            currency,
            is_open,
            limit,
            used,
            receivable_terms,
            write_buckets(buckets),
            *terms,
        )

    def deal_count(self, venue: str) -> int:
        """How many deals a venue ever made."""
        return int(self._ask(VENUES[venue], "dealCount"))

    def deal(self, venue: str, deal: int) -> LedgerDeal:
        """A deal as the contract has it."""
        told = self._ask(VENUES[venue], "dealOf", deal)
        owed_units, owed = self._ask(VENUES[venue], "debtOf", deal)
        receivable, seller, financier, currency, round_, day = told[:6]
        amounts: tuple[int, ...] = *told[6:], owed_units
        row = DealRow(
            venue,
            deal,
            ReceivableId(f"0x{receivable:064x}"),
            ParticipantId(seller),
            ParticipantId(financier),
            currency,
            round_,
            Day(day),
            *amounts,
        )
        return LedgerDeal(row, owed)

    def order_state(self, maker: str, nonce: int) -> tuple[int, bool]:
        """What was filled under a maker's nonce, minor units, and whether it is closed."""
        filled, closed = self._ask(MARKET, "orderState", maker, nonce)
        return int(filled), bool(closed)

    def order_epoch(self, maker: str) -> int:
        """The epoch for which a maker's orders have to be signed."""
        return int(self._ask(MARKET, "epochOf", maker))

    def cash_held(self, venue: str, currency: int) -> int:
        """What a venue holds of a currency's token, in its units."""
        return int(self._of_token(currency, "balanceOf", self._address(VENUES[venue])))

    def _ask(self, contract: str, name: str, *arguments: Any) -> Any:
        function = interface(contract)[name]
        return function.decode(
            self._node.call(self._address(contract), function.encode(*arguments))
        )

    def _of_token(self, currency: int, name: str, *arguments: Any) -> Any:
        function = interface(TOKEN)[name]
        token = self._ledger.token(currency)
        return function.decode(self._node.call(token, function.encode(*arguments)))

    def _address(self, contract: str) -> str:
        if contract not in self._beside:
            raise ManifestMismatch(contract, "an address", "none")
        return self._beside[contract]


def _conditions(conditions: Conditions) -> tuple[Any, ...]:
    terms = astuple(conditions.terms)
    return (conditions.limit, conditions.receivable_terms, conditions.buckets, terms)


def _call(name: str, *arguments: Any, at: str = MARKET) -> Call:
    return Call(at, interface(at)[name].encode(*arguments))
