"""Twins among many: nothing is missed, and a crowd costs no square."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain import twins
from sfc.domain.currency import currency
from sfc.domain.invoice import InvoiceKey
from sfc.domain.money import Money
from sfc.domain.similarity import Invoice, Likeness, deserves_warning, similarity
from sfc.domain.spelling import reduced_forms
from sfc.domain.twins import MOST_PER_CRITERION, Twin, find_twins

START = date(2026, 3, 1)


def invoice(number: str, minor: int, day: int = 0, seller: str = "S", unit: str = "CNY") -> Invoice:
    key = InvoiceKey(seller, "B", number, START + timedelta(days=day))
    return Invoice(key, Money(minor, currency(unit)))


def brute_force(invoices: list[Invoice]) -> set[tuple[int, int]]:
    return {
        (i, j)
        for (i, one), (j, other) in combinations(enumerate(invoices), 2)
        if one.key == other.key or deserves_warning(similarity(one, other))
    }


invoices = st.lists(
    st.builds(
        invoice,
        number=st.sampled_from(["1", "01", "A-1", "A1", "2", "2-0", "20", "x", "--", "//"]),
        minor=st.sampled_from([-100, -99, 0, 1, 98, 99, 100, 101, 9_900, 9_999, 10_000, 10_101]),
        day=st.integers(0, 20),
        seller=st.sampled_from("ST"),
        unit=st.sampled_from(["CNY", "EUR"]),
    ),
    max_size=12,
)


@given(invoices)
def test_everyone_with_a_twin_is_named_and_nobody_else(invoices: list[Invoice]) -> None:
    wanted = brute_force(invoices)
    found = [(twin.earlier, twin.later) for twin in find_twins(invoices)]
    assert found == sorted(set(found))
    assert set(found) <= wanted
    assert {at for pair in found for at in pair} == {at for pair in wanted for at in pair}
    if len(invoices) <= MOST_PER_CRITERION:
        assert set(found) == wanted


def test_the_same_invoice_is_told_from_a_similar_one() -> None:
    found = find_twins([invoice("INV 001", 100), invoice("inv001", 500), invoice("inv-001", 900)])
    assert found == [
        Twin(0, 1, ()),
        Twin(0, 2, (Likeness.NUMBER, Likeness.DATE)),
        Twin(1, 2, (Likeness.NUMBER, Likeness.DATE)),
    ]
    assert [twin.is_same for twin in found] == [True, False, False]


def test_amount_and_date_together_are_found_whatever_the_order() -> None:
    one, other = invoice("a", 10_000, day=10), invoice("b", 9_900, day=3)
    far, late = invoice("c", 9_899, day=3), invoice("d", 10_000, day=20)
    assert [(t.earlier, t.later) for t in find_twins([far, one, late, other])] == [(0, 3), (1, 3)]


def test_a_crowd_gives_few_pairs_each() -> None:
    crowd = [invoice(f"n{at}", 10_000, day=at % 5) for at in range(2_000)]
    crowd += [invoice(f"{'0' * (at % 50)}7", at * 1_000_000, day=40 + 9 * at) for at in range(300)]
    found = find_twins(crowd)
    assert {at for twin in found for at in (twin.earlier, twin.later)} == set(range(2_300))
    assert len(found) <= 3 * MOST_PER_CRITERION * len(crowd)


@pytest.mark.parametrize(
    "make",
    [
        lambda at: invoice(f"n{at}", 10_000, day=at % 5),
        lambda at: invoice(f"n{at}", 10_000 + 37 * at, day=at % 5),
        lambda at: invoice(f"{'0' * (at % 50)}7", at * 1_000_000, day=9 * at % 3_000),
        lambda at: invoice("7", at * 17, day=9 * at % 3_000, seller=f"S{at % 90}"),
        lambda at: invoice("7", 10_000, day=9 * at % 3_000, seller=f"S{at % 3}"),
    ],
)
def test_work_grows_with_the_number_of_invoices(
    make: Callable[[int], Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: spellings reduced once each, and few pairs compared."""
    compared: list[int] = []
    reduced: list[str] = []
    monkeypatch.setattr(twins, "similarity", lambda *pair: compared.append(1) or similarity(*pair))
    monkeypatch.setattr(
        "sfc.domain.similarity.reduced_forms",
        lambda spelling: reduced.append(spelling) or reduced_forms(spelling),
    )
    for size in (500, 4_000):
        compared.clear()
        reduced.clear()
        find_twins([make(at) for at in range(size)])
        assert len(reduced) <= size
        assert len(compared) <= 6 * MOST_PER_CRITERION * size


def test_another_seller_needs_the_number_and_the_amount() -> None:
    mine, theirs = invoice("A-7", 10_000), invoice("a 7", 10_050, day=90, seller="T")
    assert [(each.score, each.likenesses) for each in find_twins([mine, theirs])] == [
        (35, (Likeness.NUMBER, Likeness.AMOUNT, Likeness.OTHER_SELLER))
    ]
    assert find_twins([mine, invoice("A-7", 20_000, seller="T")]) == []
    assert find_twins([mine, invoice("B-1", 10_000, seller="T")]) == []
