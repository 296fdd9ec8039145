"""Which of some amounts have a given sum: exact, and bounded in work."""

from collections.abc import Iterator, Sequence
from itertools import islice

MOST = 24
"""Amounts that are looked at: two halves of 2^12 sums each."""


def subsets_of_sum(amounts: Sequence[int], total: int, limit: int = 5) -> list[tuple[int, ...]]:
    """Give up to `limit` sets of at least two places whose positive amounts sum to `total`.

    Fewest places first within what was found; always the same for the same amounts. Raises
    ValueError for more than MOST amounts.
    """
    if len(amounts) > MOST:
        raise ValueError(f"{len(amounts)} amounts are more than {MOST}")
    half = len(amounts) // 2
    by_sum: dict[int, list[int]] = {}
    for mask, found in _sums(amounts[:half], total):
        by_sum.setdefault(found, []).append(mask)
    pairs = (
        left | right << half
        for right, found in _sums(amounts[half:], total)
        for left in by_sum.get(total - found, ())
    )
    places = (_places(mask) for mask in pairs if mask.bit_count() > 1)
    return sorted(islice(places, limit), key=lambda each: (len(each), each))


def _sums(amounts: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """All sets, as bits, with their sums; what exceeds `most` is left out."""
    found = [(0, 0)]
    for place, amount in enumerate(amounts):
        found += [
            (mask | 1 << place, total + amount) for mask, total in found if total + amount <= most
        ]
    yield from found


def _places(mask: int) -> tuple[int, ...]:
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)
