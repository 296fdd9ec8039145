"""Random discounts with their right answers, for every place that computes one.

The answers come from `fractions.Fraction` and DESIGN §4 alone, never from the code under test.
The same seed gives the same cases in every Python.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from random import Random

FIRST_DATE = date(2000, 1, 1)
LAST_DATE = date(2150, 12, 31)
LARGEST = 2**64 - 1


@dataclass(frozen=True)
class DiscountCase:
    """A sale of `units` on `settled`, due on `due`, at `rate_ppm` a year on `basis` days."""

    units: int
    rate_ppm: int
    settled: date
    due: date
    basis: int

    @property
    def days(self) -> int:
        """Days from settlement to the due date, from 1."""
        return (self.due - self.settled).days

    @property
    def discount(self) -> int | None:
        """The discount in minor units, or None where it has to be refused as not below face."""
        rounded = round_half_up(
            Fraction(self.units)
            * Fraction(self.rate_ppm, 1_000_000)
            * Fraction(self.days, self.basis)
        )
        return rounded if rounded < self.units else None


def round_half_up(exact: Fraction) -> int:
    """Round to the nearest integer, halves upwards."""
    return floor(exact + Fraction(1, 2))


def discount_cases(count: int, seed: int = 20251122) -> Iterator[DiscountCase]:
    """Yield `count` cases: half of them everyday, the others extremes, exact halves, refusals."""
    random = Random(seed)
    kinds = (_everyday, _everyday, _everyday, _small, _extreme, _exact_half)
    for _ in range(count):
        yield random.choice(kinds)(random)


def _everyday(random: Random) -> DiscountCase:
    tenor = random.randint(1, 366)
    return _case(random, random.randint(1, 10**12), random.randint(0, 360_000), tenor)


def _small(random: Random) -> DiscountCase:
    tenor = random.randint(1, 1_000)
    return _case(random, random.randint(1, 200), random.randint(0, 1_500_000), tenor)


def _extreme(random: Random) -> DiscountCase:
    units = random.choice((1, 2, 2**32, LARGEST - random.randint(0, 9), LARGEST))
    rate_ppm = random.choice((0, 1, 999_999, 1_000_000, 2**32 - 1))
    return _case(random, units, rate_ppm, random.choice((1, 2, 359, 360, 361, 365, 366, 10_000)))


def _exact_half(random: Random) -> DiscountCase:
    """Build a case whose exact discount lies on a half: an odd multiple of half the divisor."""
    basis = random.choice((360, 365))
    units = basis * 500_000 * random.randrange(1, 10_000, 2)
    tenor = random.randrange(1, 360, 2)
    return _case(random, units, random.randrange(1, 20_000, 2), tenor, basis)


def _case(
    random: Random, units: int, rate_ppm: int, tenor: int, basis: int | None = None
) -> DiscountCase:
    latest = (LAST_DATE - FIRST_DATE).days - tenor
    settled = FIRST_DATE + timedelta(days=random.randint(0, latest))
    due = settled + timedelta(days=tenor)
    return DiscountCase(units, rate_ppm, settled, due, basis or random.choice((360, 365)))
