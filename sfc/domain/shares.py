"""Dividing a whole number of minor units so that nothing is lost and nobody gets nothing."""

from collections.abc import Sequence

from sfc.domain.errors import AmountNotPositive, ShareWouldBeZero


def floor_share(total: int, weight: int, weights: int) -> int:
    """Give the part of `total` that `weight` out of `weights` earns, rounded down.

    total × weight / weights, at least 1; what rounding leaves goes to the last to be served.
    Raises AmountNotPositive (total, weight or weights not above 0), ShareWouldBeZero.
    """
    for amount in (total, weight, weights):
        if amount <= 0:
            raise AmountNotPositive(amount)
    share = total * weight // weights
    if share == 0:
        raise ShareWouldBeZero(0)
    return share


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` by `weights` into shares of at least 1 that add up to it exactly.

    Each share is its exact proportion rounded down; the units left over go one each to the
    largest fractions cut off, among equals to the first. No share is a whole unit off its
    proportion. Raises AmountNotPositive (total or a weight below 0), ShareWouldBeZero with the
    index of the first share without a unit (0 where there are no weights at all).
    """
    for amount in (total, *weights):
        if amount < 0:
            raise AmountNotPositive(amount)
    if (whole := sum(weights)) == 0:
        raise ShareWouldBeZero(0)
    shares = [total * weight // whole for weight in weights]
    left_over = total - sum(shares)
    # sorted() is stable: equal remainders stay in order of index.
    by_remainder = sorted(range(len(weights)), key=lambda i: -(total * weights[i] % whole))
    for index in by_remainder[:left_over]:
        shares[index] += 1
    if 0 in shares:
        raise ShareWouldBeZero(shares.index(0))
    return shares
