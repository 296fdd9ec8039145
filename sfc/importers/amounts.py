"""Amounts as documents write them, in the one form that the domain reads."""

import re
from decimal import Decimal

from sfc.domain.currency import Currency
from sfc.domain.errors import AmountMalformed
from sfc.domain.money import Money

_XML_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
LONGEST_NUMBER = 25


def ledger_amount(text: str, currency: Currency, decimal_sign: str, grouping_sign: str) -> Money:
    """Read an amount of a ledger: `94`, `55.9`, `-1.234,56` as declared, leading zeros allowed.

    Groups must be of three digits. More decimals than the currency has are refused even if they
    are zeros: `10.000` may be ten thousand. Raises what Money.parse raises.
    """
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, mark, decimals = digits.partition(decimal_sign)
    if grouping_sign and grouping_sign in whole:
        first, *groups = whole.split(grouping_sign)
        if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups):
            raise AmountMalformed(text)
        whole = "".join((first, *groups))
    if not whole or not (whole + decimals).isascii() or not whole.isdigit():
        raise AmountMalformed(text)
    plain_mark = "." if mark else ""
    try:
        return Money.parse(f"{sign}{whole.lstrip('0') or '0'}{plain_mark}{decimals}", currency)
    except AmountMalformed:
        raise AmountMalformed(text) from None


def xml_decimal(text: str) -> Decimal:
    """Read an `xs:decimal`: exact, no exponent. Raises AmountMalformed, over 25 characters too."""
    if len(text) > LONGEST_NUMBER or _XML_DECIMAL.fullmatch(text) is None:
        raise AmountMalformed(text)
    return Decimal(text)


def money(value: Decimal, currency: Currency) -> Money:
    """Take a decimal for an amount; zeros beyond the currency's decimals are dropped.

    Raises AmountNotExact for other digits there, AmountTooLarge.
    """
    text = f"{value:f}"
    if "." in text:
        whole, _, decimals = text.partition(".")
        decimals = decimals.rstrip("0")
        text = f"{whole}.{decimals}" if decimals else whole
    return Money.parse(text, currency)
