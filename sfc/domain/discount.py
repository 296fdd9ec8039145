"""The price of time: bank discount, penalty interest, and the rate that a seller really pays.

Integers in minor units throughout; rates are annual in parts per million; every result is an
exact fraction rounded once, half up. Formulas: DESIGN §4.
"""

from sfc.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BasisUnsupported,
    DiscountNotBelowFace,
    NoDaysToMaturity,
    RateOutOfRange,
)
from sfc.domain.money import MAX_MINOR

PPM = 1_000_000
BASES = (360, 365)
MAX_RATE_PPM = 2**32 - 1


def half_up(numerator: int, denominator: int) -> int:
    """Round `numerator / denominator` to the nearest integer, exact halves upwards.

    For a numerator from 0 and a denominator from 1; floor(x + 1/2) without leaving the integers.
    """
    return (2 * numerator + denominator) // (2 * denominator)


def bank_discount(units: int, rate_ppm: int, days: int, basis: int = 360) -> int:
    """Give the discount on `units` of face value sold `days` before they fall due.

    units × rate × days / (basis × 1 000 000), days being actual days from settlement to due day
    and basis 360 or 365. From 0 to units - 1 minor units.

    Raises AmountNotPositive, AmountTooLarge, RateOutOfRange, BasisUnsupported, NoDaysToMaturity
    (days ≤ 0) and DiscountNotBelowFace (nothing would be left to pay).
    """
    if units <= 0:
        raise AmountNotPositive(units)
    if days <= 0:
        raise NoDaysToMaturity(days)
    discount = _interest(units, rate_ppm, days, basis)
    if discount >= units:
        raise DiscountNotBelowFace(discount, units)
    return discount


def price(units: int, rate_ppm: int, days: int, basis: int = 360) -> int:
    """Give the proceeds of selling `units`: face minus bank discount, from 1 to units.

    Raises what `bank_discount` raises.
    """
    return units - bank_discount(units, rate_ppm, days, basis)


def penalty_interest(unpaid: int, rate_ppm: int, overdue_days: int, basis: int = 360) -> int:
    """Give the interest for lateness on `unpaid` minor units, to be rounded once per posting.

    unpaid × rate × overdue days / (basis × 1 000 000). Nothing unpaid and no day overdue accrue
    nothing. Raises AmountNotPositive (negative unpaid), AmountTooLarge, RateOutOfRange,
    BasisUnsupported.
    """
    if unpaid < 0:
        raise AmountNotPositive(unpaid)
    return _interest(unpaid, rate_ppm, max(0, overdue_days), basis)


def effective_annual_rate(cost: int, received: int, days: int, basis: int = 365) -> int:
    """Give what money costs a year, in ppm of the money received, for comparing quotes.

    cost × basis × 1 000 000 / (received × days), rounded half up: simple interest on the proceeds,
    not compounded, as is usual below a year. `cost` is discount plus fees, `received` what the
    seller gets, both in minor units. It exceeds the discount rate, which is on face value. Quotes
    compare on one basis, whatever theirs is.

    Raises AmountNotPositive (negative cost, nothing received), NoDaysToMaturity, BasisUnsupported.
    """
    if cost < 0:
        raise AmountNotPositive(cost)
    if received <= 0:
        raise AmountNotPositive(received)
    if days <= 0:
        raise NoDaysToMaturity(days)
    _check_basis(basis)
    return half_up(cost * basis * PPM, received * days)


def _interest(amount: int, rate_ppm: int, days: int, basis: int) -> int:
    if amount > MAX_MINOR:
        raise AmountTooLarge(amount, MAX_MINOR)
    if not 0 <= rate_ppm <= MAX_RATE_PPM:
        raise RateOutOfRange(rate_ppm, MAX_RATE_PPM)
    _check_basis(basis)
    return half_up(amount * rate_ppm * days, basis * PPM)


def _check_basis(basis: int) -> None:
    if basis not in BASES:
        raise BasisUnsupported(basis)
