"""The money mathematics, through the deployed contracts.

The worked examples of ../shared/vectors/money.json, then 10,000 random discounts on which Solidity,
Python and QuantLib's day counts agree. Where the examples are absent, the tests of them say so and
are skipped; the random part needs nothing.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
import QuantLib as ql

from sfc.domain import discount
from sfc.domain.days import day_of, ledger_day
from sfc.domain.errors import DiscountNotBelowFace, ShareWouldBeZero
from sfc.domain.shares import largest_remainder
from tests.conftest import ROOT
from tests.contracts.chain import Refused, refuses
from tests.contracts.world import (
    NOON,
    OBLIGOR,
    SCALE,
    TODAY,
    Quote,
    World,
    bank,
    invoice,
    obligor,
    operator,
    supplier,
)
from tests.differential.fastchain import FastChain
from tests.money_cases import DiscountCase, discount_cases

VECTORS = ROOT.parent / "shared" / "vectors" / "money.json"
CASES, PER_CALL = 10_000, 100

Examples = dict[str, Any]


@pytest.fixture(scope="module")
def vectors() -> Examples:
    """The worked examples that the project is accepted by."""
    if not VECTORS.exists():
        pytest.skip(f"acceptance vectors are absent: {VECTORS}")
    loaded: Examples = json.loads(VECTORS.read_text(encoding="utf-8"))
    return loaded


def split(world: World, total: int, weights: Sequence[int]) -> list[int] | str:
    """The contract's shares, or the name of its refusal."""
    try:
        return list(world.splitter.shares(total, weights))
    except Refused as refused:
        return refused.why.name


# The examples.


def test_bank_discount(world: World, vectors: Examples) -> None:
    assert vectors["bank_discount"]
    for example in vectors["bank_discount"]:
        units, rate, days, basis = (example[x] for x in ("units", "rate_ppm", "days", "basis"))
        found = world.core.bankDiscount(units, rate, days, basis)
        assert found == example["discount"], example["name"]
        quote = Quote(bank, 1, 0, units, TODAY + days, 1, units, rate, basis, 0, 0)
        preview = world.core.preview(quote, units, TODAY)
        assert preview == (example["discount"], example["price"]), example["name"]


def test_penalty_interest(world: World, vectors: Examples) -> None:
    assert vectors["penalty_interest"]
    for example in vectors["penalty_interest"]:
        terms = [example[name] for name in ("unpaid", "rate_ppm", "days", "basis")]
        assert world.core.penaltyInterest(*terms) == example["penalty"], example["name"]


def test_actual_days(world: World, vectors: Examples) -> None:
    """A quote settled on the start and due on the end: at one per unit a day, they can be read."""
    for example in vectors["actual_days"]:
        start, end = (date.fromisoformat(example[name]) for name in ("start", "end"))
        units, per_day = 360_000_000, 1_000
        quote = Quote(bank, 1, 0, units, day_of(end), 1, units, 1_000, 360, 0, 0)
        found = world.core.preview(quote, units, day_of(start))
        assert found.discount == example["actual"] * per_day, example


def test_ledger_day(world: World, vectors: Examples) -> None:
    assert vectors["ledger_day"]
    for example in vectors["ledger_day"]:
        assert example["utc_offset_hours"] * 3_600 == world.core.utcOffset()
        expected = day_of(date.fromisoformat(example["date"]))
        assert world.core.ledgerDay(example["timestamp"]) == expected, example["note"]


def test_largest_remainder(world: World, vectors: Examples) -> None:
    assert vectors["largest_remainder"]
    for example in vectors["largest_remainder"]:
        expected = "ShareWouldBeZero" if example["shares"] is None else example["shares"]
        assert split(world, example["total"], example["weights"]) == expected, example["note"]


def test_refused(world: World, vectors: Examples) -> None:
    refusals = {example["case"]: example for example in vectors["refused"]}
    assert set(refusals) == {"days <= 0", "discount >= units"}
    with refuses("NoDaysToMaturity"):
        world.core.bankDiscount(1_000_000, 50_000, 0, 360)
    quote = Quote(bank, 1, 0, 1_000_000, TODAY, 1, 1_000_000, 50_000, 360, 0, 0)
    for late in (0, 1):
        with refuses("NoDaysToMaturity"):
            world.core.preview(quote, 1_000_000, TODAY + late)
    beyond = refusals["discount >= units"]
    with refuses("DiscountNotBelowFace", units=beyond["units"], discount=beyond["units"]):
        world.core.bankDiscount(
            beyond["units"], beyond["rate_ppm"], beyond["days"], beyond["basis"]
        )


def test_every_kind_of_example_is_used(vectors: Examples) -> None:
    assert set(vectors) == {
        "conventions",
        "bank_discount",
        "penalty_interest",
        "actual_days",
        "largest_remainder",
        "ledger_day",
        "refused",
    }


# The examples as sales and payments: what moves is what they say.


def test_bank_discount_as_a_sale(world: World, vectors: Examples) -> None:
    for number, example in enumerate(vectors["bank_discount"]):
        units, due = example["units"], TODAY + example["days"]
        id = world.tokenised(invoice(number, face=units, due_day=due))
        terms = {"rate": example["rate_ppm"], "basis": example["basis"]}
        quote = world.quote(id, unpaid=units, max_units=units, due_day=due, **terms)
        before = world.cash(supplier)
        sold = world.fill(quote, units).only("Sold")
        assert (sold["discount"], sold["price"]) == (example["discount"], example["price"])
        assert world.cash(supplier) - before == example["price"] * SCALE
        world.core.pay(id, units, by=obligor)
        assert world.redeem(id, bank) == [units]


def test_penalty_interest_as_a_late_payment(world: World, vectors: Examples) -> None:
    for number, example in enumerate(vectors["penalty_interest"]):
        world.chain.now = max(world.chain.now, (TODAY + 40 * number) * 86_400)
        terms = (0, example["rate_ppm"], example["basis"])
        listed = world.core.addTerms(terms, by=operator).value
        due, unpaid = world.today + 1, example["unpaid"]
        stated = invoice(number, terms=listed, due_day=due, face=unpaid)
        id = world.tokenised(stated, valid_until=due)
        world.go_to(due + example["days"])
        assert world.core.amountDue(id) == (unpaid, example["penalty"]), example["name"]
        world.core.pay(id, unpaid + example["penalty"], by=obligor)
        assert world.redeem(id, supplier) == [unpaid + example["penalty"]]
    assert world.core.creditLineOf(OBLIGOR, 1).used == 0


def test_largest_remainder_as_a_split(world: World, vectors: Examples) -> None:
    for number, example in enumerate(vectors["largest_remainder"]):
        if example["shares"] is None:
            continue
        id = world.tokenised(invoice(number))
        world.core.setOperator(world.splitter.address, True, by=supplier)
        receivers = [bank] * len(example["weights"])
        receipt = world.splitter.split(
            id, example["total"], receivers, example["weights"], by=supplier
        )
        assert [event.fields["amount"] for event in receipt.events] == example["shares"]


# Ten thousand random cases.


def batched(cases: Sequence[DiscountCase], size: int) -> Iterator[Sequence[DiscountCase]]:
    """The cases, this many at a time."""
    for start in range(0, len(cases), size):
        yield cases[start : start + size]


def discounts(world: World, cases: Sequence[DiscountCase]) -> list[int]:
    """The contract's answers, a hundred to a call."""
    calls = [
        world.core.data("bankDiscount", case.units, case.rate_ppm, case.days, case.basis)
        for case in cases
    ]
    data = world.core.data("multicall", calls)
    output = world.chain.call(world.core.address, data, world.core.interface, bank)
    results = world.core.result("multicall", output)
    return [world.core.result("bankDiscount", result) for result in results]


def in_python(case: DiscountCase) -> int | None:
    """The domain's answer; None where it refuses."""
    try:
        return discount.bank_discount(case.units, case.rate_ppm, case.days, case.basis)
    except DiscountNotBelowFace:
        return None


@pytest.fixture(scope="module")
def fast() -> World:
    """The same deployment on an EVM that is a thousand times faster."""
    chain: Any = FastChain(NOON - 3_600)
    return World.deployed(chain)


def test_ten_thousand_discounts_agree(world: World, fast: World) -> None:
    """Solidity, Python and an independent count in fractions, on QuantLib's days."""
    cases = list(discount_cases(CASES))
    counts = {360: ql.Actual360(), 365: ql.Actual365Fixed()}
    for case in cases:
        ends = [ql.Date(x.day, x.month, x.year) for x in (case.settled, case.due)]
        assert counts[case.basis].dayCount(*ends) == case.days
        assert in_python(case) == case.discount, case

    granted = [case for case in cases if case.discount is not None]
    for number, part in enumerate(batched(granted, PER_CALL)):
        for where in (fast, world)[: 2 if number % 20 == 0 else 1]:
            found = discounts(where, part)
            assert found == [case.discount for case in part], part
    assert len(granted) > CASES // 2


def test_where_one_refuses_all_refuse(world: World) -> None:
    refused = [case for case in discount_cases(CASES) if case.discount is None]
    assert len(refused) > 100
    for case in refused[:500]:
        with pytest.raises(Refused) as refusal:
            discounts(world, [case])
        name, fields = refusal.value.why
        assert (name, fields["units"]) == ("DiscountNotBelowFace", case.units), case
        assert fields["discount"] >= case.units


def test_the_rest_of_the_mathematics_agrees_too(world: World) -> None:
    """Penalty interest on the same cases, days on both sides of midnights, splits by weights."""
    cases = list(discount_cases(1_000, seed=77))
    for part in batched(cases, PER_CALL):
        calls = [
            world.core.data("penaltyInterest", x.units, x.rate_ppm, x.days, x.basis) for x in part
        ]
        output = world.chain.call(
            world.core.address, world.core.data("multicall", calls), world.core.interface, bank
        )
        found = [
            world.core.result("penaltyInterest", result)
            for result in world.core.result("multicall", output)
        ]
        assert found == [
            discount.penalty_interest(x.units, x.rate_ppm, x.days, x.basis) for x in part
        ]
    for case in cases[:200]:
        timestamp = case.units % 10**10
        assert world.core.ledgerDay(timestamp) == ledger_day(timestamp)
    for part in batched(cases, 7):
        weights = [case.units for case in part]
        total = part[0].units | 2**20
        try:
            expected: object = largest_remainder(total, weights)
        except ShareWouldBeZero as error:
            expected = type(error).__name__
        assert split(world, total, weights) == expected


def test_a_discount_takes_360_or_365_days(world: World) -> None:
    for basis in (0, 359, 361, 366, 2**16 - 1):
        with refuses("BasisUnsupported", basis=basis):
            world.core.bankDiscount(1, 1, 1, basis)
        with refuses("BasisUnsupported", basis=basis):
            world.core.penaltyInterest(1, 1, 1, basis)


def test_the_clock_of_the_chain_is_what_the_contract_goes_by(world: World) -> None:
    """The same quote, filled a second before midnight and a second after, a day apart in price."""
    due = TODAY + 10
    units = 360_000
    ids = [world.tokenised(invoice(n, face=units, due_day=due)) for n in range(2)]
    prices = []
    for id, (day, second) in zip(ids, [(TODAY, 86_399), (TODAY + 1, 0)], strict=True):
        world.go_to(day, second=second)
        quote = world.quote(id, unpaid=units, max_units=units, due_day=due, rate=100_000)
        prices.append(world.fill(quote, units).value)
    assert prices == [units - 1_000, units - 900]
