"""The contracts and the model, driven by the same random calls, do the same.

After every call, whatever was called: the same answer or the same refusal, and the properties that
hold always. At the end of each run everything is paid and redeemed, in one order and in the other.
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.contracts.chain import Actor, Refused
from tests.contracts.model import CONFIRMED, RECORDED, SETTLED, TOKENISED, Model, Refusal, Terms
from tests.contracts.world import (
    CNY,
    OBLIGOR,
    PARTICIPANTS,
    SCALE,
    TODAY,
    Quote,
    World,
    bank,
    invoice,
    obligor,
    operator,
    supplier,
    tier2,
    tier3,
)

STATUSES = ["none", RECORDED, CONFIRMED, TOKENISED, SETTLED, "rejected", "cancelled"]
HOLDERS = (supplier, tier2, tier3, bank)
NUMBERS = {actor: number for number, actor in enumerate(PARTICIPANTS, start=1)}
STEEP = Terms(grace=3, rate=1_500_000, basis=365)

NAMES = "ABC"
UNLUCKY = 12

# A receivable and a holder are drawn with some luck: mostly one that fits what is tried is taken.
names = st.tuples(st.sampled_from(NAMES), st.integers(0, UNLUCKY))
anyone = st.tuples(st.sampled_from(HOLDERS), st.integers(0, UNLUCKY))
# Of something that has to be chosen within what there is: nothing, one, parts, all, one too many.
shares = st.sampled_from(["1", "1/3", "1/3", "1/2", "1/2", "all", "all", "0", "all+1"])

Drawn = tuple[str, int]
DrawnHolder = tuple[Actor, int]


def part(share: str, whole: int) -> int:
    """A share of a number, rounded up."""
    if share.startswith("all"):
        return whole + (share == "all+1")
    numerator, _, denominator = share.partition("/")
    return -(-int(numerator) * whole // int(denominator)) if denominator else int(numerator)


def has(*statuses: str) -> Callable[[Any], bool]:
    """Whether something is there to try it on. Who stumbles does not ask."""

    def check(twins: "Twins") -> bool:
        return any(twins.status(name) in statuses for name in NAMES)

    return check


class Twins(RuleBasedStateMachine):
    """The contracts beside the model."""

    world: World

    @initialize(
        largest=st.sampled_from([7, 1_000, 2**40]),
        ready=st.lists(st.tuples(st.integers(40, 100), st.integers(10, 60)), max_size=3),
    )
    def begin(self, largest: int, ready: list[tuple[int, int]]) -> None:
        self.before = self.world.chain.snapshot()
        self.largest = largest
        core = self.world.core
        self.terms = core.addTerms((STEEP.grace, STEEP.rate, STEEP.basis), by=operator).value
        core.setCreditLine(OBLIGOR, CNY, 2 * largest, by=operator)
        self.model = Model(STEEP, 2 * largest, TODAY, supplier)
        self.nonce = 0
        self.touched: set[str] = set()
        self.asked = 0
        for name, (share, days) in zip(NAMES, ready, strict=False):
            self.record((name, 0), share, days)
            self.confirm((name, 0), "all")
            self.tokenise((name, 0))

    def teardown(self) -> None:
        if hasattr(self, "before"):
            self.settle_everything()
            self.world.chain.revert(self.before)

    # What happens.

    @precondition(has("none", "cancelled"))
    @rule(drawn=names, share=st.integers(1, 100), days=st.integers(1, 60))
    def record(self, drawn: Drawn, share: int, days: int) -> None:
        name = self.pick(drawn, "none", "cancelled")
        face, due = max(1, self.largest * share // 100), self.model.day + days
        stated = invoice(name, face=face, due_day=due, terms=self.terms)
        self.both(
            lambda: self.model.record(name, face, due),
            lambda: self.world.core.record(stated, by=supplier) and None,
            name,
        )

    @precondition(has(RECORDED))
    @rule(drawn=names, share=st.sampled_from(["1", "1/2", *["all"] * 5, "0", "all+1"]))
    def confirm(self, drawn: Drawn, share: str) -> None:
        name = self.pick(drawn, RECORDED)
        r = self.model.receivables.get(name)
        amount = part(share, r.face if r else 1)
        stated = invoice(name, due_day=r.due if r else 1, terms=self.terms)
        promise = self.world.undertaking(
            stated, amount=amount, round=r.round if r else 0, valid_until=2**24 - 1
        )
        self.both(
            lambda: self.model.confirm(name, amount),
            lambda: self.world.core.confirm(promise, by=obligor).value,
            name,
        )

    @precondition(has(CONFIRMED))
    @rule(drawn=names)
    def tokenise(self, drawn: Drawn) -> None:
        name = self.pick(drawn, CONFIRMED)
        self.both(
            lambda: self.model.tokenise(name),
            lambda: self.world.core.tokenise(self.id(name), by=supplier).value,
            name,
        )

    @precondition(has(RECORDED, CONFIRMED, TOKENISED))
    @rule(drawn=names, by=st.sampled_from([supplier, obligor]))
    def cancel(self, drawn: Drawn, by: Actor) -> None:
        name = self.pick(drawn, RECORDED, CONFIRMED, TOKENISED)
        self.both(
            lambda: self.model.cancel(name, by),
            lambda: self.world.core.cancel(self.id(name), by=by).value,
            name,
        )

    @precondition(has(TOKENISED))
    @rule(drawn=names, by=anyone, taker=st.sampled_from(HOLDERS), share=shares)
    def transfer(self, drawn: Drawn, by: DrawnHolder, taker: Actor, share: str) -> None:
        name = self.pick(drawn, TOKENISED)
        giver = self.pick_holder(by, name)
        units = part(share, self.held(name, giver))
        self.both(
            lambda: self.model.transfer(name, giver, taker, units),
            lambda: self.world.core.transfer(taker, self.id(name), units, by=giver) and None,
            name,
        )

    @precondition(has(TOKENISED))
    @rule(drawn=names, by=anyone, share=shares, rate=st.integers(0, 300_000), new=st.booleans())
    def sell(self, drawn: Drawn, by: DrawnHolder, share: str, rate: int, new: bool) -> None:
        name = self.pick(drawn, TOKENISED)
        seller = self.pick_holder(by, name)
        units = part(share, self.held(name, seller))
        r = self.model.receivables.get(name)
        if new or drawn[1]:
            self.nonce = (self.nonce + 1) % 96
        nonce = self.nonce
        if (name, nonce) in self.model.sold and r and r.status == SETTLED:
            return  # redeeming clears the marks of a receivable that can no longer be sold
        quote = Quote(
            financier=bank,
            receivable=self.id(name),
            round=r.round if r else 0,
            unpaid=r.unpaid if r else 0,
            due_day=r.due if r else 0,
            min_units=0,
            max_units=2**64 - 1,
            rate=rate,
            basis=360,
            expiry=2**64 - 1,
            nonce=nonce,
        )
        self.both(
            lambda: self.model.sell(name, seller, bank, units, rate, nonce),
            lambda: self.world.fill(quote, units, by=seller).value,
            name,
        )

    @precondition(has(CONFIRMED, TOKENISED))
    @rule(drawn=names, share=st.sampled_from("1/3 1/3 1/3 1/2 1 all 0 all+1".split()))
    def pay(self, drawn: Drawn, share: str) -> None:
        name = self.pick(drawn, TOKENISED, CONFIRMED)
        due = sum(self.model.due(name)) if name in self.model.receivables else 0
        amount = part(share, due)
        self.both(
            lambda: self.model.pay(name, amount),
            lambda: self.world.core.pay(self.id(name), amount, by=obligor).value,
            name,
        )

    @precondition(has(TOKENISED, SETTLED))
    @rule(drawn=names, by=anyone)
    def redeem(self, drawn: Drawn, by: DrawnHolder) -> None:
        name = self.pick(drawn, SETTLED, TOKENISED)
        holder = self.pick_holder(by, name)
        cash = self.world.cash(holder)
        answer = self.both(
            lambda: self.model.redeem(name, holder),
            lambda: self.world.core.redeem(self.id(name), by=holder).value,
            name,
        )
        if isinstance(answer, int):
            assert self.world.cash(holder) - cash == answer * SCALE

    @rule(days=st.sampled_from([1, 1, 2, 5, 15, 40]))
    def wait(self, days: int) -> None:
        self.model.day += days
        self.world.go_to(self.model.day)
        self.touched = set(sorted(self.model.receivables)[:1])

    @rule(
        name=st.sampled_from(NAMES),
        holder=st.sampled_from(HOLDERS),
        action=st.sampled_from("record confirm tokenise transfer sell pay redeem".split()),
    )
    def stumble(self, name: str, holder: Actor, action: str) -> None:
        """Try something on whatever state it is in."""
        drawn, by = (name, UNLUCKY), (holder, UNLUCKY)
        match action:
            case "record":
                self.record(drawn, 1, 1)
            case "confirm" | "pay":
                getattr(self, action)(drawn, "1")
            case "tokenise":
                self.tokenise(drawn)
            case "transfer":
                self.transfer(drawn, by, tier3, "1")
            case "sell":
                self.sell(drawn, by, "1", 0, True)
            case "redeem":
                self.redeem(drawn, by)

    # What always holds.

    @invariant()
    def cash_held_is_what_was_collected_and_not_redeemed(self) -> None:
        if hasattr(self, "model"):
            assert self.world.cash(self.world.core.address) == self.model.cash * SCALE

    @invariant()
    def the_line_is_used_by_all_that_is_promised_and_unpaid(self) -> None:
        if hasattr(self, "model"):
            assert self.world.core.creditLineOf(OBLIGOR, CNY).used == self.model.used

    @invariant()
    def whatever_was_touched_is_as_the_model_has_it(self) -> None:
        for name in sorted(getattr(self, "touched", ())):
            self.compare(name)
        self.touched = set()

    # How it is done.

    def status(self, name: str) -> str:
        r = self.model.receivables.get(name)
        return r.status if r else "none"

    def pick(self, drawn: Drawn, *statuses: str) -> str:
        """With luck a receivable in one of these statuses."""
        name, luck = drawn
        fitting = [n for n in NAMES if self.status(n) in statuses]
        keep = luck == UNLUCKY or name in fitting or not fitting
        return name if keep else fitting[luck % len(fitting)]

    def pick_holder(self, drawn: DrawnHolder, name: str) -> Actor:
        """With luck somebody who has units of it, or cash coming from it."""
        holder, luck = drawn
        r = self.model.receivables.get(name)
        fitting = [x for x in HOLDERS if r and (r.held(x) or r.claim(x))]
        keep = luck == UNLUCKY or holder in fitting or not fitting
        return holder if keep else fitting[luck % len(fitting)]

    def both(self, model: Callable[[], Any], contract: Callable[[], Any], name: str) -> Any:
        """Call both, and expect the same answer or refusal."""
        try:
            expected = model()
        except Refusal as refusal:
            expected = str(refusal)
        try:
            found = contract()
        except Refused as refused:
            found = refused.why.name
        assert found == expected
        if name in self.model.receivables:
            self.touched.add(name)
        return found

    def id(self, name: str) -> int:
        return self.world.id_of(invoice(name))

    def held(self, name: str, holder: Actor) -> int:
        r = self.model.receivables.get(name)
        return r.held(holder) if r else 0

    def compare(self, name: str) -> None:
        """All of a receivable that can differ from what it was."""
        core, id, r = self.world.core, self.id(name), self.model.receivables[name]
        stored = core.receivableOf(id)
        assert STATUSES[stored.status] == r.status
        assert (stored.face, stored.dueDay, stored.round) == (r.face, r.due, r.round)
        if not r.units:
            return
        assert tuple(core.amountDue(id)) == self.model.due(name)
        units = [core.balanceOf(holder, id) for holder in HOLDERS]
        assert units == [r.held(holder) for holder in HOLDERS]
        if r.status == TOKENISED:
            assert sum(units) == r.face, "the units sum to the face"

        if r.collected == 0:
            self.asked = (self.asked + 1) % len(HOLDERS)
            someone = NUMBERS[HOLDERS[self.asked]]
            assert core.redeemable(id, someone) == 0, "nothing is redeemable before payment"
            return
        redeemable = [core.redeemable(id, NUMBERS[holder]) for holder in HOLDERS]
        assert redeemable == [self.model.redeemable(name, holder) for holder in HOLDERS]
        assert sum(redeemable) <= r.collected - r.redeemed, "no claim without cash"
        collection = core.collectionOf(id)
        if collection.paid:  # else it was simply paid in full on time
            assert collection.paid + collection.penaltyPaid == r.collected
            assert collection.redeemed == r.redeemed

    def settle_everything(self) -> None:
        """Pay what is owed; redeem it in two orders; nothing is left, and nobody got less."""
        for name, r in self.model.receivables.items():
            if r.is_owed:
                self.pay((name, 0), "all")
                self.compare(name)
        chain, core = self.world.chain, self.world.core
        redeemed: list[dict[tuple[str, Actor], int]] = []
        for order in (HOLDERS, HOLDERS[::-1]):
            before = chain.snapshot()
            got: dict[tuple[str, Actor], int] = {}
            for name, r in self.model.receivables.items():
                for holder in order:
                    if r.claim(holder) > 0:
                        got[name, holder] = core.redeem(self.id(name), by=holder).value
            assert self.world.cash(core.address) == 0, "nothing is left"
            for name, r in self.model.receivables.items():
                if r.status == SETTLED:
                    left = [core.balanceOf(holder, self.id(name)) for holder in HOLDERS]
                    assert not any(left), "what is redeemed is burned"
            redeemed.append(got)
            chain.revert(before)
        one, other = redeemed
        assert one.keys() == other.keys()
        for name, r in self.model.receivables.items():
            mine = {key: (one[key], other[key]) for key in one if key[0] == name}
            if mine:
                due = {key: self.model.redeemable(*key) for key in mine}
                last_one, last_other = list(one)[::-1], list(other)[::-1]
                for key, (first, second) in mine.items():
                    assert min(first, second) >= due[key], "nobody gets less than its share"
                    if key != next(k for k in last_one if k[0] == name):
                        assert first == due[key]
                    if key != next(k for k in last_other if k[0] == name):
                        assert second == due[key]
                outstanding = r.collected - r.redeemed
                assert sum(x for x, _ in mine.values()) == outstanding
                assert sum(x for _, x in mine.values()) == outstanding


Twins.TestCase.settings = settings(
    max_examples=28,
    stateful_step_count=30,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class TestTwins(Twins.TestCase):  # type: ignore[valid-type,misc]
    """Found by pytest under a name of its own."""

    @pytest.fixture(autouse=True)
    def _deployed(self, deployment: World) -> None:
        Twins.world = deployment
