"""What holds beside the ledger, whatever was called: I11 to I16 of docs/invariants.md.

Asked of the contracts alone, and of what they answered to the calls before.
"""

from collections import Counter
from typing import TYPE_CHECKING

from tests.contracts.market.bench import AWARDED
from tests.contracts.world import SETTLED, stranger
from tests.differential.broken import hold
from tests.differential.cast import BESIDE
from tests.differential.codec import id_of
from tests.reference.book import DAY
from tests.reference.operations import Call
from tests.reference.sales import Sale
from tests.reference.statements import Key, Order, Quote

if TYPE_CHECKING:
    from tests.differential.twins import Twins

ROUND, TERMS, DUE, FACE = 1, 3, 4, 7


class Keeping:
    """Checks the invariants of the market; it remembers what was sold."""

    def __init__(self, twins: "Twins") -> None:
        self.twins = twins
        self.bench = twins.stage.bench
        self._filled: Counter[tuple[str, int]] = Counter()
        self._drawn: Counter[tuple[int, Key, int]] = Counter()
        """Units by facility, receivable and round."""

    def count(self, call: Call) -> None:
        """What an accepted call has done, by its answer."""
        if call.name in ("sell", "buy"):
            order, _, key = call.arguments[:3]
            self._sums(self._sale)
            self._stands(key, order)
            self._no_order_above_its_amount(order, self._sale)
        if call.name == "fill":
            self._stands(call.arguments[0].receivable, call.arguments[0])
        if call.name == "draw":
            number, key, units = call.arguments[:3]
            self._sums(self._sale)
            self._drawn[number, key, self._round(key)] += units
            self._no_facility_above_its_limit(number)
        if call.name in ("putBack", "payDebt") and call.to == "market":
            deal = self.bench.market.dealOf(call.arguments[0])
            for (number, key, round_), _ in list(self._drawn.items()):
                if (number, id_of(key), round_) == (deal.facility, deal.receivable, deal.round):
                    self._drawn[number, key, round_] -= self.twins.answer[0]

    def check_all(self) -> None:
        """All that can be said of a state."""
        self._cash_kept_is_owed()
        self._debts_are_covered()

    # I11

    def _cash_kept_is_owed(self) -> None:
        bench = self.bench
        owed = {
            "market": [bench.held_back(bench.market)],
            "auctions": [bench.held_back(bench.auctions), bench.deposits(), bench.credits()],
        }
        for name, parts in owed.items():
            for token in self.twins.stage.tokens:
                kept = sum(
                    self.twins.book.in_token(currency, amount)
                    for part in parts
                    for currency, amount in part.items()
                    if self.twins.book.lists.currencies[currency - 1].token == token
                )
                self._has(name, token, kept, "I11 cash kept beside the ledger is owed")

    def _has(self, name: str, token: str, kept: int, invariant: str) -> None:
        account = self.twins.stage.contracts[name].address
        held = self.twins.one("balanceOf", account, of=token)
        given = self.twins.stage.gifts(token, account)
        hold(held == kept + given, invariant, name, held, kept, given)

    # I12

    def _sums(self, sale: Sale) -> None:
        parts = sale.proceeds + sale.hold_back + sale.fee
        fits = sale.cost == parts and sale.claim == sale.price + sale.discount
        fits = fits and sale.fee <= sale.price // 20 and sale.hold_back <= sale.price // 2
        hold(fits, "I12 a sale adds up", sale)

    def _no_order_above_its_amount(self, order: Order, sale: Sale) -> None:
        self._filled[order.maker, order.nonce] += sale.claim
        filled = self._filled[order.maker, order.nonce]
        fits = filled <= order.limit and order.min_units <= sale.units <= order.max_units
        hold(fits, "I12 no order above its amount", order, filled, sale)

    # I13

    def _no_facility_above_its_limit(self, number: int) -> None:
        facility = self.bench.market.facilityOf(number)
        stands = sum(
            self._claim(key, units)
            for (of, key, round_), units in self._drawn.items()
            if of == number and round_ == self._round(key)
        )
        fits = stands <= facility.used <= facility.conditions.limit
        hold(fits, "I13 no facility above its limit", number, stands, facility)

    # I14

    def _stands(self, key: Key, offer: Order | Quote) -> None:
        """Nothing that an offer for one receivable names has changed since it was signed."""
        if offer.receivable == 0:
            return
        stored = self.twins.view("receivableOf", id_of(key))
        unpaid, _ = self.twins.view("amountDue", id_of(key))
        named = [offer.receivable, offer.round, offer.unpaid, offer.due_day]
        stands = [key, stored[ROUND], unpaid, stored[DUE]]
        if isinstance(offer, Order):
            named.append(offer.receivable_terms)
            stands.append(stored[TERMS])
        hold(named == stands, "I14 an offer is void once its receivable changed", offer, stands)

    # I15

    def _debts_are_covered(self) -> None:
        for name in BESIDE:
            contract = self.twins.stage.contracts[name]
            for number in range(1, contract.dealCount() + 1):
                deal, (owed, _) = contract.dealOf(number), contract.debtOf(number)
                fits = owed <= min(deal.units, deal.recourse) and deal.holdBack <= deal.price // 2
                hold(fits, "I15 a debt is covered by units under recourse", name, deal, owed)

    # I16

    def all_is_handed_out(self) -> None:
        """After everything was paid, whatever was kept goes to whom it belongs."""
        twins, bench, invariant = self.twins, self.bench, "I16 what is kept goes to its owners"
        last = twins.chain.now
        auctions = range(1, bench.auctions.auctionCount() + 1)
        for number in auctions:
            last = max(last, bench.auctions.auctionOf(number).lot.deliveryEnd + 1)
        twins.do(Call(stranger, "wait", (last + DAY - twins.chain.now,), "time"))
        calls = [
            Call(stranger, "clear", (number,), "auctions")
            for number in auctions
            if not bench.auctions.auctionOf(number).cleared
        ]
        for call in calls:
            hold(not twins.do(call), invariant, call)
        parties = range(1, twins.one("participantCount") + 1)
        calls = [
            Call(stranger, "lapse", (number, party), "auctions")
            for number in auctions
            for party in parties
            if bench.auctions.bidOf(number, party).state == AWARDED
        ]
        calls += [
            Call(stranger, "release", (number,), name)
            for name in BESIDE
            for number in range(1, twins.one("dealCount", of=name) + 1)
            if twins.stage.contracts[name].dealOf(number).holdBack
        ]
        for call in calls:
            hold(not twins.do(call), invariant, call)
        for party in parties:
            for currency in bench.currencies():
                if bench.auctions.creditOf(party, currency):
                    account = bench.world.core.accountOf(party)
                    twins.stage.send(account, "auctions", "withdraw", currency)
        for name in BESIDE:
            for token in twins.stage.tokens:
                self._has(name, token, 0, invariant)

    # What was answered, and what is there.

    @property
    def _sale(self) -> Sale:
        words = self.twins.answer
        return Sale(words[0], words[1], hex(words[2]), hex(words[3]), *words[4:])

    def _round(self, key: Key) -> int:
        return self.twins.view("receivableOf", id_of(key))[ROUND]

    def _claim(self, key: Key, units: int) -> int:
        stored = self.twins.view("receivableOf", id_of(key))
        unpaid, _ = self.twins.view("amountDue", id_of(key))
        return units * unpaid // stored[FACE] if stored[FACE] and stored[0] != SETTLED else 0
