"""Whatever happens in whatever order: cash is kept for somebody, and nobody is paid twice.

A supplier sells parts to two banks on drawn terms; then payments, puts, debts, releases and days
come as they are drawn. After every call the cash of the market is counted (`bench`). At the end
everything is paid and redeemed, and each bank has had every minor unit of the claims that it bought
exactly once: from the obligor while it held the units, or from the seller side when they went back.
"""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.contracts.chain import Actor, Refused
from tests.contracts.market.bench import PPM, Bench, SaleTerms
from tests.contracts.world import (
    DUE,
    FACE,
    SCALE,
    TODAY,
    bank,
    bank2,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
)

# What may be refused here; anything else is a failure of the contracts or of this test.
FORESEEN = {
    "BeyondRecourse",
    "DealOver",
    "InsufficientUnits",
    "NoDebt",
    "NothingToRedeem",
    "NothingToRelease",
    "NotInDefault",
    "Overpayment",
    "TooManyUnits",
    "WrongStatus",
    "ZeroAmount",
}
BANKS = (bank, bank2)
parts = st.sampled_from([1, 7, 1_000, 33_333, 250_000, FACE])


class Afterwards(RuleBasedStateMachine):
    """What may come after sales."""

    bench: Bench

    @initialize(
        sales=st.lists(
            st.tuples(
                st.sampled_from(BANKS),
                st.sampled_from([1_000, 33_333, 250_000]),
                st.sampled_from([0, 300_001, PPM]),
                st.sampled_from([0, 1, 99_999, 500_000]),
                st.sampled_from([0, 80_000]),
            ),
            min_size=1,
            max_size=4,
        )
    )
    def begin(self, sales: list[tuple[Actor, int, int, int, int]]) -> None:
        bench = self.bench
        self.before = bench.world.chain.snapshot()
        core = bench.world.core
        terms = core.addTerms((5, 0, 360), by=operator).value  # no penalty: cash is principal
        self.id = bench.world.tokenised(invoice(terms=terms))
        self.bought: dict[str, Fraction] = dict.fromkeys(BANKS, Fraction(0))
        self.returned: dict[str, Fraction] = dict.fromkeys(BANKS, Fraction(0))
        self.redeemed: dict[str, int] = dict.fromkeys((*BANKS, supplier), 0)
        self.deals: dict[int, Actor] = {}
        self.start = bench.cash(bank, bank2, supplier, tier2)
        self.day = TODAY
        for nonce, (buyer, units, recourse, hold_back, rate) in enumerate(sales):
            agreed = SaleTerms(365, recourse, rate, hold_back)
            order = bench.order(self.id, maker=buyer, nonce=nonce, terms=agreed)
            self.bought[buyer] += units
            deal = bench.sell(order, self.id, units, signer=buyer).value.deal
            if deal:
                self.deals[deal] = buyer

    def teardown(self) -> None:
        if hasattr(self, "before"):
            self.close()
            self.bench.world.chain.revert(self.before)

    @rule(share=parts)
    def pay(self, share: int) -> None:
        self.attempt(lambda: self.bench.world.core.pay(self.id, share, by=obligor))

    @rule(days=st.sampled_from([1, 30, 97]))
    def wait(self, days: int) -> None:
        self.day = min(self.day + days, DUE + 400)
        if self.day > self.bench.world.today:
            self.bench.world.go_to(self.day)

    @rule(number=st.integers(0, 3), units=parts | st.just(0))
    def put_back(self, number: int, units: int) -> None:
        if deal := self.drawn(number):
            by = self.deals[deal]
            self.give_back(deal, lambda: self.bench.market.putBack(deal, units, by=by))

    @rule(number=st.integers(0, 3), units=parts)
    def pay_debt(self, number: int, units: int) -> None:
        if deal := self.drawn(number):
            units = min(units, self.bench.market.debtOf(deal).units)
            self.give_back(deal, lambda: self.bench.market.payDebt(deal, units, 10**12, by=tier2))

    @rule(number=st.integers(0, 3))
    def release(self, number: int) -> None:
        if deal := self.drawn(number):
            self.attempt(lambda: self.bench.market.release(deal, by=stranger))

    @rule(minor=st.sampled_from([0, 3, 50_000, 10**9]))
    def allow(self, minor: int) -> None:
        token = self.bench.world.token
        token.approve(self.bench.market.address, minor * SCALE, by=supplier)

    @rule(holder=st.sampled_from([*BANKS, supplier]))
    def redeem(self, holder: Actor) -> None:
        done = self.attempt(lambda: self.bench.world.core.redeem(self.id, by=holder))
        self.redeemed[holder] += done.value if done else 0

    @invariant()
    def a_debt_is_covered(self) -> None:
        """By units of the deal that have not gone back, under recourse."""
        for deal in getattr(self, "deals", ()):
            kept, owed = self.bench.market.dealOf(deal), self.bench.market.debtOf(deal)
            assert owed.units <= min(kept.units, kept.recourse)

    @invariant()
    def units_are_where_the_deals_say(self) -> None:
        if not hasattr(self, "deals") or self.settled:
            return
        world = self.bench.world
        assert sum(world.units(self.id, supplier, *BANKS)) == FACE
        for buyer in BANKS:
            kept = [
                self.bench.market.dealOf(d).units for d, who in self.deals.items() if who == buyer
            ]
            assert world.units(self.id, buyer)[0] >= sum(kept)

    def close(self) -> None:
        """The obligor pays what is due, everybody takes what is there."""
        bench, core = self.bench, self.bench.world.core
        if not self.settled:
            core.pay(self.id, sum(core.amountDue(self.id)), by=obligor)
        for deal in self.deals:
            assert bench.market.debtOf(deal).cost == 0
            self.attempt(lambda deal=deal: bench.market.release(deal, by=stranger))
            assert bench.market.dealOf(deal).holdBack == 0
        for holder in (*BANKS, supplier):
            self.redeem(holder)
        for buyer in BANKS:
            had = self.redeemed[buyer] + self.returned[buyer]
            assert abs(had - self.bought[buyer]) < len(BANKS) + 1  # roundings of redemptions
        # Nor did anybody make or lose money but by what the obligor paid.
        end = bench.cash(bank, bank2, supplier, tier2)
        assert sum(end) - sum(self.start) == FACE
        assert bench.cash(bench.market.address, core.address) == [0, 0]

    @property
    def settled(self) -> bool:
        return bool(self.bench.world.status(self.id) == 4)

    def drawn(self, number: int) -> int:
        """One of the deals, or none if it has no such."""
        return list(self.deals)[number] if number < len(self.deals) else 0

    def give_back(self, deal: int, call: Any) -> None:
        """Note the claim on the obligor that goes back with units."""
        core = self.bench.world.core
        unpaid = core.amountDue(self.id).principal
        if done := self.attempt(call):
            self.returned[self.deals[deal]] += Fraction(done.value.units * unpaid, FACE)

    def attempt(self, call: Any) -> Any:
        """The receipt, or nothing if it was refused as may be."""
        try:
            return call()
        except Refused as refused:
            if refused.why.name not in FORESEEN:
                raise
            return None


@pytest.mark.usefixtures("bench")
def test_cash_is_kept_and_nobody_is_paid_twice(stall: Bench) -> None:
    machine = type("Afterwards", (Afterwards,), {"bench": stall})
    profile = settings(
        max_examples=8,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine.TestCase.settings = profile
    machine.TestCase("runTest").runTest()
