"""Shares of a whole."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sfc.domain.errors import AmountNotPositive, ShareWouldBeZero
from sfc.domain.shares import floor_share, largest_remainder

totals = st.integers(1, 2**64 - 1)
weights_lists = st.lists(st.integers(1, 2**64 - 1), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (7, [7], [7]),
        (10, [6, 3, 1], [6, 3, 1]),
        (10, [1, 2, 4], [1, 3, 6]),  # 1.43, 2.86, 5.71: the larger fractions are rounded up
        (9, [1, 3, 4], [1, 3, 5]),  # 1.125, 3.375, 4.5
    ],
)
def test_the_largest_remainders_get_what_is_left(
    total: int, weights: list[int], shares: list[int]
) -> None:
    assert largest_remainder(total, weights) == shares


@given(totals, weights_lists)
def test_shares_add_up_and_stay_within_a_unit_of_their_proportion(
    total: int, weights: list[int]
) -> None:
    try:
        shares = largest_remainder(total, weights)
    except ShareWouldBeZero:
        assert any(total * weight < sum(weights) for weight in weights)
        return
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert share >= 1
        assert abs(share - Fraction(total * weight, sum(weights))) < 1


@given(totals, weights_lists)
def test_a_larger_weight_never_gets_less(total: int, weights: list[int]) -> None:
    try:
        shares = largest_remainder(total, weights)
    except ShareWouldBeZero:
        assume(False)
    pairs = sorted(zip(weights, shares, strict=True))
    assert [share for _, share in pairs] == sorted(shares)


@pytest.mark.parametrize(
    ("total", "weights", "index"),
    [(5, [1] * 6, 5), (100, [1, 0, 1], 1), (0, [1], 0), (100, [], 0), (100, [0, 0], 0)],
)
def test_a_share_of_nothing_is_refused(total: int, weights: list[int], index: int) -> None:
    with pytest.raises(ShareWouldBeZero) as refusal:
        largest_remainder(total, weights)
    assert refusal.value.index == index


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (100, [3, -1])])
def test_negative_parts_are_refused(total: int, weights: list[int]) -> None:
    with pytest.raises(AmountNotPositive):
        largest_remainder(total, weights)


def test_a_floor_share_leaves_the_fraction_behind() -> None:
    assert floor_share(100, 1, 3) == 33
    assert floor_share(100, 3, 3) == 100


@given(totals, weights_lists)
def test_floor_shares_never_exceed_the_whole(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    assume(all(total * weight >= whole for weight in weights))
    paid = sum(floor_share(total, weight, whole) for weight in weights)
    assert total - len(weights) < paid <= total


def test_a_floor_share_of_nothing_is_refused() -> None:
    with pytest.raises(ShareWouldBeZero):
        floor_share(2, 1, 3)
    for arguments in ((0, 1, 1), (1, 0, 1), (1, 1, 0)):
        with pytest.raises(AmountNotPositive):
            floor_share(*arguments)
