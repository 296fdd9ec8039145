"""A collection in order against a plain sorted list."""

from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.ordered import Ordered

entries = st.tuples(st.integers(-30, 30), st.integers(0, 10_000))


@given(st.lists(entries, unique=True), st.sets(st.integers(0, 200)), entries, st.integers(0, 5))
def test_it_answers_as_a_sorted_list_does(
    added: list[tuple[int, int]], removed: set[int], near: tuple[int, int], most: int
) -> None:
    _check(added, removed, near, most)


@given(st.permutations(range(1_500)), st.integers(-1, 1_500), st.integers(0, 3), st.booleans())
def test_it_does_so_over_many_blocks(order: list[int], at: int, most: int, thin: bool) -> None:
    removed = set(range(1_400)) if thin else set()
    _check([(amount, amount) for amount in order], removed, (at, -1), most)


def _check(
    added: list[tuple[int, int]], removed: set[int], near: tuple[int, int], most: int
) -> None:
    ordered, plain = Ordered(), []
    for entry in added:
        ordered.add(entry)
        plain.append(entry)
    for place in sorted(removed, reverse=True):
        if place < len(plain):
            ordered.remove(plain.pop(place))
    plain.sort()
    at = bisect_left(plain, near)
    below = plain[max(0, at - most) : at]
    assert ordered.around(near, most) == [*reversed(below), *plain[at : at + most]]
    assert len(ordered) == len(plain)
