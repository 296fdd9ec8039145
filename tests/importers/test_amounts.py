"""Amounts as ledgers and XML write them."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.currency import currency
from sfc.domain.errors import AmountMalformed, AmountNotExact, AmountTooLarge, SfcError
from sfc.domain.money import MAX_MINOR, Money
from sfc.importers.amounts import ledger_amount, money, xml_decimal

USD, JPY, BHD = currency("USD"), currency("JPY"), currency("BHD")


@pytest.mark.parametrize(
    ("text", "signs", "minor"),
    [
        ("94", ".", 9400),
        ("55.9", ".", 5590),
        ("-0.05", ".", -5),
        ("007", ".", 700),
        ("0", ".", 0),
        ("1,234,567.89", ".,", 123456789),
        ("1234567.89", ".,", 123456789),
        ("1.234,5", ",.", 123450),
        ("1'000", ".'", 100000),
        ("1 000,01", ", ", 100001),
    ],
)
def test_ledger_amounts_are_read_as_declared(text: str, signs: str, minor: int) -> None:
    assert ledger_amount(text, USD, signs[0], signs[1:]) == Money(minor, USD)


@pytest.mark.parametrize(
    "text",
    (
        ", . - 1. .5 --1 +1 1e3 1,00 12,34,567 1,2345 ,100 1.2.3 0x1 ٣ 1_000 NaN 1.-5 1,000,00 ½ ²"
    ).split(" "),
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(AmountMalformed) as refusal:
        ledger_amount(text, USD, ".", ",")
    assert refusal.value.text == text


@pytest.mark.parametrize("text", ["", " 1", "1 000"])
def test_blanks_are_no_amounts(text: str) -> None:
    with pytest.raises(AmountMalformed):
        ledger_amount(text, USD, ".", ",")


def test_zeros_beyond_the_currency_are_not_dropped_in_ledgers() -> None:
    with pytest.raises(AmountNotExact):
        ledger_amount("10.000", USD, ".", "")
    assert ledger_amount("10.000", BHD, ".", "").minor == 10_000


@given(st.integers(-MAX_MINOR, MAX_MINOR), st.sampled_from([USD, JPY, BHD]))
def test_every_amount_comes_back(minor: int, unit: object) -> None:
    original = Money(minor, unit)  # type: ignore[arg-type]
    assert ledger_amount(original.amount, original.currency, ".", "") == original
    assert money(xml_decimal(original.amount), original.currency) == original


@given(st.text(max_size=8), st.sampled_from([".,", ",.", "."]))
def test_no_text_crashes_it(text: str, signs: str) -> None:
    with contextlib.suppress(SfcError):
        ledger_amount(text, USD, signs[0], signs[1:])


@pytest.mark.parametrize(
    ("text", "value"),
    [("+1.50", "1.5"), (".5", "0.5"), ("5.", "5"), ("-0010", "-10"), ("0", "0")],
)
def test_xml_decimals(text: str, value: str) -> None:
    assert xml_decimal(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", ".", "1e5", "1,5", "NaN", "INF", " 1", "9" * 26, "٣"])
def test_what_is_no_xml_decimal_is_refused(text: str) -> None:
    with pytest.raises(AmountMalformed):
        xml_decimal(text)


def test_money_drops_only_zeros() -> None:
    assert money(Decimal("1656.2500"), USD).minor == 165625
    assert money(Decimal(100), JPY).minor == 100
    with pytest.raises(AmountNotExact):
        money(Decimal("1.001"), USD)
    with pytest.raises(AmountTooLarge):
        money(Decimal("9" * 25), USD)
