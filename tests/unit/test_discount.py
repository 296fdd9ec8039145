"""Discount, penalty interest and effective rate."""

from collections import Counter
from fractions import Fraction

import pytest
import QuantLib
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.discount import (
    MAX_RATE_PPM,
    bank_discount,
    effective_annual_rate,
    half_up,
    penalty_interest,
    price,
)
from sfc.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BasisUnsupported,
    DiscountNotBelowFace,
    NoDaysToMaturity,
    RateOutOfRange,
)
from sfc.domain.money import MAX_MINOR
from tests.money_cases import DiscountCase, discount_cases, round_half_up

CASES = 10_000
COUNTERS = {360: QuantLib.Actual360(), 365: QuantLib.Actual365Fixed()}

faces = st.integers(1, MAX_MINOR)
rates = st.integers(0, 400_000)
tenors = st.integers(1, 720)
bases = st.sampled_from((360, 365))


def test_a_million_for_half_a_year_at_five_per_cent() -> None:
    assert bank_discount(100_000_000, 50_000, 180, 360) == 2_500_000
    assert price(100_000_000, 50_000, 180, 360) == 97_500_000


def test_an_exact_half_rounds_up_and_less_than_half_down() -> None:
    assert bank_discount(1_800, 100_000, 1, 360) == 1
    assert bank_discount(1_799, 100_000, 1, 360) == 0


@given(st.integers(0, 2**130), st.integers(1, 2**70))
def test_half_up_is_the_rounding_of_the_exact_fraction(numerator: int, denominator: int) -> None:
    assert half_up(numerator, denominator) == round_half_up(Fraction(numerator, denominator))


@given(faces, rates, tenors, bases)
def test_discount_and_price_make_up_the_face(
    units: int, rate_ppm: int, days: int, basis: int
) -> None:
    discount = bank_discount(units, rate_ppm, days, basis)
    assert 0 <= discount < units
    assert discount + price(units, rate_ppm, days, basis) == units


@given(faces, st.integers(0, 200_000), st.integers(0, 200_000), tenors, bases)
def test_a_higher_rate_never_costs_less(
    units: int, rate_ppm: int, more: int, days: int, basis: int
) -> None:
    assert bank_discount(units, rate_ppm, days, basis) <= bank_discount(
        units, rate_ppm + more, days, basis
    )


@given(faces, rates, st.integers(1, 360), st.integers(0, 360), bases)
def test_a_longer_wait_never_costs_less(
    units: int, rate_ppm: int, days: int, more: int, basis: int
) -> None:
    assert bank_discount(units, rate_ppm, days, basis) <= bank_discount(
        units, rate_ppm, days + more, basis
    )


@given(faces, rates, tenors)
def test_the_longer_year_never_costs_more(units: int, rate_ppm: int, days: int) -> None:
    assert bank_discount(units, rate_ppm, days, 365) <= bank_discount(units, rate_ppm, days, 360)


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ((0, 50_000, 30, 360), AmountNotPositive),
        ((-1, 50_000, 30, 360), AmountNotPositive),
        ((MAX_MINOR + 1, 50_000, 30, 360), AmountTooLarge),
        ((100, -1, 30, 360), RateOutOfRange),
        ((100, MAX_RATE_PPM + 1, 30, 360), RateOutOfRange),
        ((100, 50_000, 0, 360), NoDaysToMaturity),
        ((100, 50_000, -30, 360), NoDaysToMaturity),
        ((100, 50_000, 30, 364), BasisUnsupported),
        ((100, 50_000, 30, 0), BasisUnsupported),
        ((1_000_000, 1_000_000, 360, 360), DiscountNotBelowFace),
        ((1, 1_000_000, 180, 360), DiscountNotBelowFace),
    ],
)
def test_what_cannot_be_discounted_is_refused(
    arguments: tuple[int, int, int, int], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        price(*arguments)


def test_ten_thousand_random_discounts_agree_with_quantlib_day_counts() -> None:
    seen = Counter(_agrees_with_quantlib(case) for case in discount_cases(CASES))
    assert sum(seen.values()) == CASES
    assert seen["half"] > 500, "the generator must keep meeting exact halves"
    assert seen["refused"] > 100, "the generator must keep meeting refusals"


def _agrees_with_quantlib(case: DiscountCase) -> str:
    """Check one case, the days counted by QuantLib and the rest in fractions; say what it was."""
    counter = COUNTERS[case.basis]
    start, end = (QuantLib.Date(d.day, d.month, d.year) for d in (case.settled, case.due))
    days = counter.dayCount(start, end)
    assert days == end - start == case.days, case
    assert round(counter.yearFraction(start, end) * case.basis) == days, case
    exact = Fraction(case.units * case.rate_ppm, 1_000_000) * Fraction(days, case.basis)
    expected = round_half_up(exact)
    if expected >= case.units:
        assert case.discount is None, case
        with pytest.raises(DiscountNotBelowFace):
            bank_discount(case.units, case.rate_ppm, days, case.basis)
        return "refused"
    assert bank_discount(case.units, case.rate_ppm, days, case.basis) == expected, case
    assert case.discount == expected, case
    return "half" if exact.denominator == 2 else "other"


def test_penalty_interest_for_a_month() -> None:
    assert penalty_interest(100_000_000, 75_000, 30, 360) == 625_000


@pytest.mark.parametrize("overdue_days", [0, -1, -400])
def test_without_a_day_overdue_nothing_accrues(overdue_days: int) -> None:
    assert penalty_interest(100_000_000, 75_000, overdue_days, 360) == 0


def test_nothing_unpaid_bears_nothing() -> None:
    assert penalty_interest(0, 75_000, 30, 360) == 0


def test_penalty_interest_may_pass_the_principal() -> None:
    assert penalty_interest(100, 1_000_000, 3_650, 365) == 1_000


@given(faces, rates, tenors, bases)
def test_penalty_interest_is_the_exact_fraction_rounded_once(
    unpaid: int, rate_ppm: int, days: int, basis: int
) -> None:
    exact = Fraction(unpaid * rate_ppm * days, basis * 1_000_000)
    assert penalty_interest(unpaid, rate_ppm, days, basis) == round_half_up(exact)


def test_penalty_interest_refuses_nonsense() -> None:
    with pytest.raises(AmountNotPositive):
        penalty_interest(-1, 75_000, 30, 360)
    with pytest.raises(BasisUnsupported):
        penalty_interest(1, 75_000, 30, 366)


def test_the_effective_rate_is_on_the_money_received() -> None:
    # 2.5 for the use of 97.5 over half a year of 360 days: 2 × 2.5 / 97.5 = 5.1282 %
    assert effective_annual_rate(2_500_000, 97_500_000, 180, 360) == 51_282
    assert effective_annual_rate(0, 97_500_000, 180) == 0


@given(faces.filter(lambda units: units > 1_000), st.integers(1, 400_000), tenors, bases)
def test_the_effective_rate_is_at_least_that_of_the_same_interest_on_face(
    units: int, rate_ppm: int, days: int, basis: int
) -> None:
    discount = bank_discount(units, rate_ppm, days, basis)
    on_face = round_half_up(Fraction(discount * basis * 1_000_000, units * days))
    assert effective_annual_rate(discount, units - discount, days, basis) >= on_face


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ((-1, 100, 30, 360), AmountNotPositive),
        ((1, 0, 30, 360), AmountNotPositive),
        ((1, 100, 0, 360), NoDaysToMaturity),
        ((1, 100, 30, 366), BasisUnsupported),
    ],
)
def test_an_effective_rate_of_nonsense_is_refused(
    arguments: tuple[int, int, int, int], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        effective_annual_rate(*arguments)
