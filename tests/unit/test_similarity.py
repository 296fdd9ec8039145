"""The score of a likeness: symmetric, monotone, explained by its weights, and never a refusal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain import similarity as module
from sfc.domain.currency import currency
from sfc.domain.invoice import InvoiceKey
from sfc.domain.money import MAX_MINOR, Money
from sfc.domain.similarity import (
    WEIGHTS,
    Invoice,
    Likeness,
    amount_bounds,
    deserves_warning,
    score,
    similarity,
)

CNY = currency("CNY")
ALIKE = [Likeness.NUMBER, Likeness.AMOUNT, Likeness.DATE]


def invoice(
    number: str = "INV-001",
    minor: int = 10_000,
    day: int = 1,
    seller: str = "S",
    accounts: str = "",
    payee: str = "",
) -> Invoice:
    key = InvoiceKey(seller, "B", number, date(2026, 3, day))
    return Invoice(key, Money(minor, CNY), frozenset(accounts), frozenset(payee))


invoices = st.builds(
    invoice,
    number=st.sampled_from(["1", "01", "A-1", "A1", "--"]),
    minor=st.sampled_from([9_000, 9_900, 10_000, 10_001]),
    day=st.integers(1, 20),
    seller=st.sampled_from("ST"),
    accounts=st.sampled_from(["", "x", "y", "xy"]),
    payee=st.sampled_from(["", "p", "q"]),
)


@given(invoices, invoices)
def test_both_ways_the_same(one: Invoice, other: Invoice) -> None:
    assert similarity(one, other) == similarity(other, one)


@given(st.sets(st.sampled_from(Likeness)))
def test_a_score_is_the_sum_of_its_weights_within_bounds(reasons: set[Likeness]) -> None:
    total = sum(WEIGHTS[each] for each in reasons)
    assert score(reasons) == max(0, min(100, total))
    assert score([*reasons, *reasons]) == score(reasons)


@given(st.sets(st.sampled_from(Likeness)), st.sampled_from(Likeness))
def test_one_more_reason_never_lowers_it_but_another_seller(
    reasons: set[Likeness], more: Likeness
) -> None:
    if more is Likeness.OTHER_SELLER:
        assert score(reasons | {more}) <= score(reasons)
    else:
        assert score(reasons | {more}) >= score(reasons)


@given(invoices, invoices)
def test_what_is_listed_has_the_score_that_the_module_promises(
    one: Invoice, other: Invoice
) -> None:
    found = similarity(one, other)
    if deserves_warning(found):
        assert 35 <= score(found) <= (70 if Likeness.OTHER_SELLER in found else 100)


def test_each_reason_is_explained_where_the_weights_are() -> None:
    words = (module.__doc__ or "").split()
    for likeness, weight in WEIGHTS.items():
        assert words[words.index(likeness.value) + 1] == str(weight)
    assert set(WEIGHTS) == set(Likeness)


@pytest.mark.parametrize(
    ("accounts", "others", "found"),
    [
        ("x", "y", [Likeness.OTHER_ACCOUNT]),
        ("xy", "yz", []),
        ("x", "", []),
        ("", "", []),
    ],
)
def test_an_account_is_another_only_if_both_name_one(
    accounts: str, others: str, found: list[Likeness]
) -> None:
    pair = invoice("1", accounts=accounts), invoice("01", accounts=others)
    assert similarity(*pair) == ALIKE + found


@pytest.mark.parametrize(
    ("payee", "other", "found"),
    [
        ("p", "q", [Likeness.OTHER_PAYEE]),
        ("p", "", [Likeness.OTHER_PAYEE]),
        ("pq", "q", []),
        ("", "", []),
    ],
)
def test_who_names_nobody_is_to_be_paid_itself(
    payee: str, other: str, found: list[Likeness]
) -> None:
    assert similarity(invoice("1", payee=payee), invoice("01", payee=other)) == ALIKE + found


def test_between_two_sellers_a_shared_account_is_what_counts() -> None:
    mine = invoice("7", accounts="x", payee="p")
    found = similarity(mine, invoice("7", seller="T", accounts="xy"))
    assert found == [*ALIKE, Likeness.OTHER_SELLER, Likeness.SAME_ACCOUNT]
    assert score(found) == 70
    assert score(similarity(mine, invoice("7", seller="T", accounts="z"))) == 50


@given(st.integers(0, MAX_MINOR // 2), st.integers(0, MAX_MINOR // 2))
def test_exactly_the_amounts_within_the_tolerance_are_within_the_bounds(
    one: int, other: int
) -> None:
    for amount in (one, -one):
        least, most = amount_bounds(amount)
        for near in (other, least, most, least - 1, most + 1, amount):
            found = similarity(invoice("a", amount), invoice("b", near, day=20))
            assert (Likeness.AMOUNT in found) == (least <= near <= most)
