"""Money: integers in minor units, exact until the one rounding."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from tests.reference.refusals import Needs

PPM = 1_000_000
MOST = 2**64 - 1
"""The most that one receivable can ever bring in, interest included."""
BASES = (360, 365)


def half_up(exact: Fraction) -> int:
    """The nearest integer; of two equally near ones the greater."""
    return floor(exact + Fraction(1, 2))


def interest(amount: int, rate: int, days: int, basis: int) -> int:
    """Simple interest on `amount` at `rate` ppm a year of `basis` days."""
    return half_up(Fraction(amount * rate * days, basis * PPM))


def discounted(needs: Needs, claim: int, rate: int, days: int, basis: int) -> int:
    """The price of `claim` due in `days` at bank discount."""
    needs.that(days > 0, "NoDaysToMaturity")
    if not needs.that(basis in BASES, "BasisUnsupported", basis):
        return 0
    discount = interest(claim, rate, days, basis)
    needs.that(discount < claim, "DiscountNotBelowFace", claim, discount)
    return claim - discount


def split(needs: Needs, total: int, weights: Sequence[int]) -> list[int]:
    """`total` in proportion to `weights` by largest remainder, ties by index; no share is zero."""
    if not needs.that(sum(weights) > 0, "ShareWouldBeZero", 0):
        return []
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    shares = [floor(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    for i, share in enumerate(shares):
        if not needs.that(share > 0, "ShareWouldBeZero", i):
            break
    return shares
