"""Money: exact in, exact out, never mixed."""

import iso4217
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.currency import CURRENCIES, Currency, currency
from sfc.domain.errors import (
    AmountMalformed,
    AmountNotExact,
    AmountNotPositive,
    AmountTooLarge,
    CurrencyMismatch,
    CurrencyUnknown,
)
from sfc.domain.money import MAX_MINOR, Money

CNY, JPY, KWD, EUR = (currency(code) for code in ("CNY", "JPY", "KWD", "EUR"))

currencies = st.sampled_from(list(CURRENCIES.values()))
minors = st.integers(-MAX_MINOR, MAX_MINOR)
small_minors = st.integers(-(2**62), 2**62)


@pytest.mark.parametrize("known", CURRENCIES.values(), ids=str)
def test_exponents_are_those_of_iso_4217(known: Currency) -> None:
    assert known.exponent == iso4217.Currency(known.code).exponent


@pytest.mark.parametrize("code", ["XXX", "cny", "", "CN", "人民币"])
def test_other_codes_are_no_currencies(code: str) -> None:
    with pytest.raises(CurrencyUnknown):
        currency(code)


@pytest.mark.parametrize(
    ("text", "of", "minor", "canonical"),
    [
        ("1234.56", CNY, 123_456, "1234.56"),
        ("1234.5", CNY, 123_450, "1234.50"),
        ("1234", CNY, 123_400, "1234.00"),
        ("0.01", CNY, 1, "0.01"),
        ("0", CNY, 0, "0.00"),
        ("-0.00", CNY, 0, "0.00"),
        ("-782179.43", EUR, -78_217_943, "-782179.43"),
        ("1000", JPY, 1_000, "1000"),
        ("0.005", KWD, 5, "0.005"),
        ("184467440737095516.15", CNY, MAX_MINOR, "184467440737095516.15"),
    ],
)
def test_amounts_are_read_and_written_exactly(
    text: str, of: Currency, minor: int, canonical: str
) -> None:
    money = Money.parse(text, of)
    assert money.minor == minor
    assert money.amount == canonical
    assert str(money) == f"{canonical} {of.code}"


@given(minors, currencies)
def test_what_is_written_reads_back_the_same(minor: int, of: Currency) -> None:
    money = Money(minor, of)
    assert Money.parse(money.amount, of) == money


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", " 1", "1 ", "1\n", "1 000", "1,000", "1,5", "1'000", "1_000"),
        *("+1", "--1", "- 1", "1-", ".5", "5.", ".", "-", "1.2.3", "007", "00.5", "-01"),
        *("1e3", "1E3", "0x10", "NaN", "nan", "Infinity", "-inf", "1/2", "¥1", "1.00 CNY"),
        *("１２", "١٢", "²", "1\u00a0000", "−1", "1\x00", "1２", "1.２"),
    ],
)
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(AmountMalformed):
        Money.parse(text, CNY)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused_by_name(text: str) -> None:
    try:
        money = Money.parse(text, CNY)
    except (AmountMalformed, AmountNotExact, AmountTooLarge):
        return
    assert text.isascii()
    assert Money.parse(money.amount, CNY) == money


@pytest.mark.parametrize(("text", "of"), [("1.234", CNY), ("1.000", CNY), ("1.0", JPY)])
def test_more_decimals_than_the_currency_has_are_refused(text: str, of: Currency) -> None:
    with pytest.raises(AmountNotExact) as refusal:
        Money.parse(text, of)
    assert refusal.value.fields() == {
        "amount": text,
        "currency": of.code,
        "decimals": of.exponent,
    }


@pytest.mark.parametrize("text", ["184467440737095516.16", "-184467440737095516.16", "9" * 9_999])
def test_amounts_beyond_the_ledger_are_refused(text: str) -> None:
    with pytest.raises(AmountTooLarge):
        Money.parse(text, CNY)


@pytest.mark.parametrize("text", ["0", "0.00", "-0.01", "-5"])
def test_nothing_and_less_are_refused_where_something_is_required(text: str) -> None:
    with pytest.raises(AmountNotPositive):
        Money.parse_positive(text, CNY)


def test_a_positive_amount_passes() -> None:
    assert Money.parse_positive("0.01", CNY) == Money(1, CNY)


def test_a_float_is_no_amount() -> None:
    with pytest.raises(AmountMalformed):
        Money(1.0, CNY)  # type: ignore[arg-type]


@given(small_minors, small_minors, currencies)
def test_sums_and_differences_undo_each_other(one: int, other: int, of: Currency) -> None:
    a, b = Money(one, of), Money(other, of)
    assert (a + b) - b == a
    assert a + -a == Money(0, of)
    assert Money.total([a, b, -a], of) == b
    assert (a < b, a <= b, a > b, a >= b) == (one < other, one <= other, one > other, one >= other)


def test_the_total_of_nothing_is_zero() -> None:
    assert Money.total([], CNY) == Money(0, CNY)


def test_currencies_never_mix() -> None:
    yuan, euro = Money(1, CNY), Money(1, EUR)
    for mix in (
        lambda: yuan + euro,
        lambda: yuan - euro,
        lambda: yuan < euro,
        lambda: yuan >= euro,
        lambda: Money.total([euro], CNY),
    ):
        with pytest.raises(CurrencyMismatch):
            mix()
    assert yuan != euro


def test_a_sum_beyond_the_ledger_is_refused() -> None:
    with pytest.raises(AmountTooLarge):
        Money(MAX_MINOR, CNY) + Money(1, CNY)
