"""Amounts of money: whole minor units of one currency, read and written without loss."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from sfc.domain.currency import Currency
from sfc.domain.errors import (
    AmountMalformed,
    AmountNotExact,
    AmountNotPositive,
    AmountTooLarge,
    CurrencyMismatch,
)

MAX_MINOR = 2**64 - 1
"""Largest amount in minor units, in either direction: what the ledger's slot can hold."""

_DECIMAL = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?")
_MOST_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` units of `currency`; negative where money is deducted, as in a credit note.

    Raises AmountTooLarge beyond ±MAX_MINOR. Arithmetic and order raise CurrencyMismatch rather
    than mix currencies.
    """

    minor: int
    currency: Currency

    def __post_init__(self) -> None:
        if not isinstance(self.minor, int):
            raise AmountMalformed(str(self.minor))
        if abs(self.minor) > MAX_MINOR:
            raise AmountTooLarge(self.minor, MAX_MINOR)

    @classmethod
    def parse(cls, text: str, currency: Currency) -> Self:
        """Read `1234.56`, `-5` or `0.00`; fewer decimals than the currency has are fine.

        Raises AmountMalformed for any other form (blank, `1e3`, `+1`, `1,000`, `.5`, `5.`, `007`),
        AmountNotExact for more decimals than the currency has, AmountTooLarge beyond MAX_MINOR.
        """
        match = _DECIMAL.fullmatch(text)
        if match is None:
            raise AmountMalformed(text)
        sign, whole, decimals = match[1], match[2], match[3] or ""
        if len(decimals) > currency.exponent:
            raise AmountNotExact(text, currency.code, currency.exponent)
        if len(whole) > _MOST_DIGITS:
            raise AmountTooLarge(text, MAX_MINOR)
        return cls(int(f"{sign}{whole}{decimals.ljust(currency.exponent, '0')}"), currency)

    @classmethod
    def parse_positive(cls, text: str, currency: Currency) -> Self:
        """Read an amount that has to move or be owed. Also raises AmountNotPositive."""
        money = cls.parse(text, currency)
        if money.minor <= 0:
            raise AmountNotPositive(text)
        return money

    @classmethod
    def total(cls, amounts: Iterable["Money"], currency: Currency) -> "Money":
        """Sum up any number of amounts of one currency, none included."""
        return sum(amounts, start=cls(0, currency))

    @property
    def amount(self) -> str:
        """The canonical text, with exactly the decimals of the currency: `1234.56`."""
        return decimal(self.minor, self.currency.exponent)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other).minor

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other).minor

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency.code, other.currency.code)
        return other


def decimal(minor: int, exponent: int) -> str:
    """Write minor units as a decimal number with exactly `exponent` decimals; of any size."""
    sign = "-" if minor < 0 else ""
    digits = str(abs(minor)).rjust(exponent + 1, "0")
    if exponent == 0:
        return f"{sign}{digits}"
    return f"{sign}{digits[:-exponent]}.{digits[-exponent:]}"
