"""What a look through files has seen: nothing is missed, and a crowd costs no square."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain import twins
from sfc.domain.currency import currency
from sfc.domain.intake import IdKind, InvoiceDocument, Party, PartyId, Source
from sfc.domain.money import MAX_MINOR, Money
from sfc.domain.similarity import Likeness, deserves_warning, similarity
from sfc.store.seen import MOST_OF_A_CROWD, Seen

START = date(2026, 3, 1)
BUYER = Party("B")


def document(
    number: str, minor: int, day: int = 0, seller: str = "S", unit: str = "CNY"
) -> InvoiceDocument:
    issued = START + timedelta(days=day)
    party = Party(seller, (PartyId(IdKind.LEGAL, seller),))
    return InvoiceDocument(
        Source("f"), number, issued, None, Money(minor, currency(unit)), party, BUYER
    )


def all_seen(documents: Sequence[InvoiceDocument]) -> Iterator[tuple[int, int | None, list[int]]]:
    """Each one's place, the place of the one that it repeats, and of those that it resembles."""
    placed = [replace(each, source=Source("f", at)) for at, each in enumerate(documents)]
    with Seen() as seen:
        for at, each in enumerate(placed):
            alike = [twin.of.source.row or 0 for twin in seen.twins(each)]
            same = seen.add(each)
            yield at, None if same is None else same.of.source.row, alike


documents = st.lists(
    st.builds(
        document,
        number=st.sampled_from(["1", "01", "A-1", "A1", "2", "2-0", "20", "x", "--", "//"]),
        minor=st.sampled_from(
            [-100, -99, 0, 1, 98, 99, 100, 101, 9_900, 9_999, 10_000, 10_101, MAX_MINOR]
        ),
        day=st.integers(0, 20),
        seller=st.sampled_from("ST"),
        unit=st.sampled_from(["CNY", "EUR"]),
    ),
    max_size=12,
)


@given(documents)
def test_everyone_like_an_earlier_one_is_named_and_nobody_else(
    given: list[InvoiceDocument],
) -> None:
    firsts: dict[object, int] = {}
    for at, same, alike in all_seen(given):
        key = given[at].key
        assert same == firsts.get(key)
        wanted = {
            one
            for one in firsts.values()
            if deserves_warning(similarity(given[one].comparable, given[at].comparable))
        }
        assert set(alike) <= wanted
        assert bool(alike) == bool(wanted)
        if len(firsts) <= MOST_OF_A_CROWD:
            assert set(alike) == wanted
        firsts.setdefault(key, at)


def test_the_most_alike_comes_first() -> None:
    given = [document("inv-7", 500), document("a", 10_050), document("inv 7", 10_000, day=1)]
    *_, (_, same, alike) = all_seen([*given, document("INV/007", 10_000)])
    assert (same, alike) == (None, [2, 0, 1])


def test_another_seller_needs_the_number_and_the_amount() -> None:
    with Seen() as seen:
        seen.add(document("A-7", 10_000))
        (found,) = seen.twins(document("a 7", 10_050, day=90, seller="T"))
        likenesses = (Likeness.NUMBER, Likeness.AMOUNT, Likeness.OTHER_SELLER)
        assert (found.score, found.likenesses) == (35, likenesses)
        assert not seen.twins(document("A-7", 20_000, seller="T"))
        assert not seen.twins(document("B-1", 10_000, seller="T"))


@pytest.mark.parametrize("size", [200, 1_000])
def test_of_a_crowd_a_few_are_compared(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    monkeypatch.setattr(twins, "similarity", lambda *pair: compared.append(1) or similarity(*pair))
    crowd = [document(f"n{at}", 10_000, day=at % 5) for at in range(size)]
    crowd += [document("0" * (at % 50) + "7", at, seller=f"S{at % 9}") for at in range(size)]
    for _ in all_seen(crowd):
        pass
    assert size < len(compared) <= 3 * MOST_OF_A_CROWD * len(crowd)
