"""The same integers three times: in the reference model, in the domain code, in the bytecode."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sfc.domain import discount, shares
from sfc.domain.errors import SfcError
from tests.contracts.chain import Contract
from tests.contracts.chain import Refused as ContractRefused
from tests.differential.cast import set_stage
from tests.reference import money
from tests.reference.refusals import Needs, Refused

AMOUNTS = st.integers(1, 2**64 - 1) | st.integers(1, 10_000)
RATES = st.integers(0, 2**32 - 1) | st.integers(0, 400_000)
DAYS = st.integers(1, 2**24 - 1) | st.integers(1, 365)
BASES = st.sampled_from([360, 365])


@pytest.fixture(scope="module")
def core() -> Contract:
    return set_stage().world.core


@pytest.fixture(scope="module")
def splitter() -> Contract:
    return set_stage().world.splitter


@given(amount=AMOUNTS, rate=RATES, days=DAYS, basis=BASES)
@example(amount=1_000, rate=36_000, days=5, basis=360)  # half a unit
@example(amount=2**64 - 1, rate=2**32 - 1, days=2**24 - 1, basis=365)
def test_interest(core: Contract, amount: int, rate: int, days: int, basis: int) -> None:
    model = money.interest(amount, rate, days, basis)
    exact = Fraction(amount * rate * days, basis * 1_000_000)
    assert -Fraction(1, 2) < model - exact <= Fraction(1, 2), "rounded once, half up"
    assert model == core.penaltyInterest(amount, rate, days, basis)
    assert model == discount.penalty_interest(amount, rate, days, basis)


@given(units=AMOUNTS, rate=RATES, days=DAYS, basis=BASES)
@example(units=1, rate=0, days=1, basis=360)
@example(units=1, rate=180_000, days=1_000, basis=360)  # the discount is half of it, and rounds up
def test_discount(core: Contract, units: int, rate: int, days: int, basis: int) -> None:
    def model() -> int:
        needs = Needs()
        price = money.discounted(needs, units, rate, days, basis)
        needs.met()
        return units - price

    expected = _or_none(model, Refused)
    bytecode = _or_none(lambda: core.bankDiscount(units, rate, days, basis), ContractRefused)
    domain = _or_none(lambda: discount.bank_discount(units, rate, days, basis), SfcError)
    assert expected == bytecode == domain


@given(total=st.integers(1, 2**64 - 1), weights=st.lists(st.integers(0, 2**64 - 1), max_size=6))
@example(total=100, weights=[1, 1, 1])
@example(total=2, weights=[1, 1, 1])
def test_split(splitter: Contract, total: int, weights: list[int]) -> None:
    def model() -> list[int]:
        needs = Needs()
        parts = money.split(needs, total, weights)
        needs.met()
        return parts

    expected = _or_none(model, Refused)
    bytecode = _or_none(lambda: [*splitter.shares(total, weights)], ContractRefused)
    domain = _or_none(lambda: shares.largest_remainder(total, weights), SfcError)
    assert expected == bytecode == domain
    assert expected is None or sum(expected) == total


def _or_none(do: Callable[[], Any], refusal: type[Exception]) -> Any:
    """What comes of it, or nothing where it is refused."""
    try:
        return do()
    except refusal:
        return None
