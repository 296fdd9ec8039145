"""The same invoice, a similar one, and another one."""

import sys
from collections.abc import Callable
from datetime import date
from itertools import combinations
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain import spelling
from sfc.domain.currency import currency
from sfc.domain.errors import InvoiceFieldMalformed, SecretTooShort
from sfc.domain.invoice import LONGEST_FIELD, InvoiceKey
from sfc.domain.money import Money
from sfc.domain.similarity import Invoice, Likeness, deserves_warning, similarity
from sfc.domain.spelling import canonical, has_unassigned, likenesses

ISSUED = date(2026, 3, 1)
SECRET = b"a secret of the test network"
CNY, EUR = currency("CNY"), currency("EUR")

texts = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=20)
names = texts.filter(lambda text: 0 < len(canonical(text)) <= LONGEST_FIELD)


def key(number: str = "INV-001", **changes: object) -> InvoiceKey:
    facts: dict[str, object] = {"seller": "S-1", "buyer": "B-1", "issued": ISSUED, **changes}
    return InvoiceKey(number=number, **facts)  # type: ignore[arg-type]


def invoice(number: str, amount: str = "100.00", **changes: object) -> Invoice:
    return Invoice(key(number, **changes), Money.parse(amount, CNY))


SAME = [
    ("001", " 001"),
    ("001", "001\t"),
    ("001", "\n        001\n      "),
    ("INV 001", "INV  001"),
    ("INV 001", "INV\n001"),
    ("INV 001", "INV001"),
    ("INV-001", "inv-001"),
    ("Straße 1", "STRASSE 1"),
    ("INV-001", "ＩＮＶ－００１"),  # full-width, as typed with a Chinese keyboard
    ("é1", "e\u0301" + "1"),
    ("ﬁ-1", "fi-1"),
    ("№ 7", "No 7"),
    ("001", "\ufeff001"),
    ("001", "0\u200b01"),
    ("INV001", "INV\u00ad001"),
    ("INV 001", "INV\u00a0001"),
    ("INV 001", "INV\u3000001"),
]

SIMILAR = [
    ("INV 001", "inv-001"),
    ("INV-001", "INV/001"),
    ("001", "1"),
    ("INV-001", "INV-1"),
    ("INV-001", "INV1"),
    ("2024-01", "2024/1"),
    ("2024-01", "202401"),
    ("0000", "0"),
    ("发票-001", "发票1"),
    ("INV–001", "INV-001"),  # en dash
]

OTHER = [
    ("001", "002"),
    ("INV-001", "INV-0010"),
    ("INV-1", "INV-10"),
    ("A1", "B1"),
    ("---", "///"),
    ("001", "---"),
    ("INV-1", "ІNV-1"),  # the second begins with a Cyrillic letter
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_dress_does_not_make_another_invoice(one: str, other: str) -> None:
    assert key(one) == key(other)
    assert key(one).digest(SECRET) == key(other).digest(SECRET)
    assert similarity(invoice(one), invoice(other)) == []


@pytest.mark.parametrize(("one", "other"), SIMILAR)
def test_punctuation_and_leading_zeros_make_it_similar(one: str, other: str) -> None:
    if canonical(one) == canonical(other):
        pytest.fail(f"{one!r} and {other!r} are the same, not similar")
    found = similarity(invoice(one), invoice(other, "5.00", issued=date(2026, 9, 9)))
    assert found == [Likeness.NUMBER]
    assert deserves_warning(found)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_numbers_are_other_invoices(one: str, other: str) -> None:
    assert key(one) != key(other)
    assert Likeness.NUMBER not in similarity(invoice(one), invoice(other))


@given(st.text(st.characters(codec="ascii")))
def test_the_short_way_for_ascii_comes_to_the_same(text: str) -> None:
    assert canonical(text) == spelling._folded(normalize("NFD", text))


@given(texts)
def test_a_canonical_spelling_is_its_own(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


def test_every_single_character_settles() -> None:
    for code_point in range(sys.maxunicode + 1):
        character = chr(code_point)
        if category(character) not in ("Cs", "Cn"):
            spelling = canonical(character)
            assert canonical(spelling) == spelling, hex(code_point)
            assert canonical(character.casefold()) == spelling, hex(code_point)


@given(
    st.text(st.characters(codec="ascii")),
    st.sampled_from((str.lower, str.upper, str.swapcase)),
    st.sampled_from(" \t\n\u3000"),
)
def test_case_and_blanks_never_matter(text: str, recase: Callable[[str], str], blank: str) -> None:
    assert canonical(blank + blank.join(recase(text)) + blank) == canonical(text)


@given(texts)
def test_what_is_the_same_is_also_alike(text: str) -> None:
    assert likenesses(canonical(text)) == likenesses(text)


def test_the_same_number_on_another_day_is_alike() -> None:
    found = similarity(invoice("001"), invoice("001", issued=date(2026, 3, 2)))
    assert found == [Likeness.NUMBER, Likeness.AMOUNT, Likeness.DATE]


@pytest.mark.parametrize("field", ["seller", "buyer", "number", "document_type"])
@pytest.mark.parametrize(
    "text", ["", "  ", "\u200b\n", "x" * 257, "ﷺ" * 30, "a\ud800", "a\u0378", "a\uffff"]
)
def test_texts_that_identify_nothing_are_refused(field: str, text: str) -> None:
    with pytest.raises(InvoiceFieldMalformed) as refusal:
        key(**{field: text})
    assert refusal.value.field == field
    str(refusal.value).encode()


def test_every_part_counts() -> None:
    keys = [
        key(),
        key("INV-002"),
        key(seller="S-2"),
        key(buyer="B-2"),
        key(issued=date(2026, 3, 2)),
        key(document_type="389"),
        key(seller="B-1", buyer="S-1"),
    ]
    assert all(one != other for one, other in combinations(keys, 2))
    assert len({one.digest(SECRET) for one in keys}) == len(keys)


@given(names, names, names)
def test_a_key_can_be_made_from_its_own_fields(seller: str, buyer: str, number: str) -> None:
    made = key(number, seller=seller, buyer=buyer)
    assert InvoiceKey(made.seller, made.buyer, made.number, made.issued) == made


@given(names, names, names, names, names, names)
def test_different_keys_have_different_bytes(
    seller: str, buyer: str, number: str, other_seller: str, other_buyer: str, other_number: str
) -> None:
    one = InvoiceKey(seller, buyer, number, ISSUED)
    other = InvoiceKey(other_seller, other_buyer, other_number, ISSUED)
    assert (one == other) == (one.canonical_bytes() == other.canonical_bytes())


def test_borders_between_fields_cannot_be_moved() -> None:
    one, other = key(seller="AB", buyer="C"), key(seller="A", buyer="BC")
    assert one.canonical_bytes() != other.canonical_bytes()


def test_the_digest_is_stable() -> None:
    assert key().canonical_bytes() == (
        b"\0\0\0\x11sfc invoice key 1"
        b"\0\0\0\x03s-1\0\0\0\x03b-1\0\0\0\x07inv-001\0\0\0\x0a2026-03-01\0\0\0\x03380"
    )
    assert key().digest(SECRET).hex() == (
        "e36226383ba6568680b86ec1af0e729ca972b1537bda1c76cb95b245abe0c568"
    )


def test_the_digest_depends_on_the_secret() -> None:
    assert key().digest(SECRET) != key().digest(SECRET + b"!")
    with pytest.raises(SecretTooShort):
        key().digest(b"guess me")


@pytest.mark.parametrize(
    ("amount", "close"),
    [("100.00", True), ("99.00", True), ("98.99", False), ("101.01", True), ("101.02", False)],
)
def test_amounts_within_one_per_cent_are_close(amount: str, close: bool) -> None:
    found = similarity(invoice("A"), invoice("B", amount))
    assert (Likeness.AMOUNT in found) == close


@pytest.mark.parametrize(("day", "close"), [(1, True), (8, True), (9, False)])
def test_dates_within_a_week_are_close(day: int, close: bool) -> None:
    found = similarity(invoice("A"), invoice("B", issued=date(2026, 3, day)))
    assert (Likeness.DATE in found) == close


def test_amounts_in_other_currencies_are_not_close() -> None:
    euros = Invoice(key("B"), Money.parse("100.00", EUR))
    assert similarity(invoice("A"), euros) == [Likeness.DATE]


def test_invoices_on_other_buyers_are_not_similar() -> None:
    assert similarity(invoice("001"), invoice("1", buyer="X")) == []


@given(names, names, st.integers(1, 300), st.integers(1, 300))
def test_similarity_goes_both_ways(one: str, other: str, cents: int, others: int) -> None:
    a = Invoice(key(one), Money(cents, CNY))
    b = Invoice(key(other), Money(others, CNY))
    assert similarity(a, b) == similarity(b, a)


def test_a_warning_needs_the_number_or_amount_and_date_together() -> None:
    assert deserves_warning([Likeness.NUMBER])
    assert deserves_warning([Likeness.AMOUNT, Likeness.DATE])
    assert not deserves_warning([Likeness.AMOUNT])
    assert not deserves_warning([Likeness.DATE])
    assert not deserves_warning([])


def test_unassigned_code_points_are_noticed() -> None:
    assert has_unassigned("a\u0378")
    assert not has_unassigned("发票 INV-001 №")
