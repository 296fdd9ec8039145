"""Whole numbers beyond 64 bits, exact on every database."""

from decimal import Decimal
from typing import Any

from sqlalchemy import NUMERIC, Dialect, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator, TypeEngine

MINOR_DIGITS = 20
"""Amounts in minor units: the ledger's 64 bits, and sums of a few of them."""

LARGE_DIGITS = 39
"""Credit lines and claims: 128 bits, and sums of two of them."""

TOKEN_DIGITS = 78
"""Token units: 256 bits."""


class Whole(TypeDecorator[int]):
    """A whole number of up to `digits` decimal digits, as NUMERIC where that is exact.

    SQLite's integers end at 2^63-1 and its NUMERIC turns into a float. There it is a text of fixed
    width that sorts and compares as the number does: a `0` and the digits, padded with zeros; for a
    negative number a `-`, and the digits of what it is above -10^digits. Raises OverflowError for a
    number of more digits. Add up with `exact_sum`.
    """

    impl = String
    cache_ok = True

    def __init__(self, digits: int) -> None:
        super().__init__(digits + 1)
        self.digits = digits

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, NUMERIC elsewhere."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(self.digits + 1))
        return dialect.type_descriptor(NUMERIC(self.digits, 0))

    def process_bind_param(self, value: int | None, dialect: Dialect) -> Any:
        """From Python to the database."""
        if value is None:
            return None
        if abs(value) >= 10**self.digits:
            raise OverflowError(f"{value} has more than {self.digits} digits")
        return encode(value, self.digits) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:
        """From the database to Python."""
        if value is None:
            return None
        if isinstance(value, str):
            return decode(value)
        assert isinstance(value, Decimal | int), value
        return int(value)


def encode(value: int, digits: int) -> str:
    """Write a number as a text that sorts like it."""
    if value < 0:
        return f"-{10**digits + value:0{digits}d}"
    return f"0{value:0{digits}d}"


def decode(text: str) -> int:
    """Read what `encode` wrote, of any width."""
    value = int(text[1:])
    return value - 10 ** (len(text) - 1) if text[0] == "-" else value


class ExactSum(GenericFunction[int]):
    """`exact_sum(column)`: the sum of a column of Whole, without loss; NULL of no rows."""

    name = "exact_sum"
    type = Whole(TOKEN_DIGITS)
    inherit_cache = True


@compiles(ExactSum, "postgresql")
def _sum(element: ExactSum, compiler: SQLCompiler, **options: Any) -> str:
    return f"sum({compiler.process(element.clauses, **options)})"


class SqliteSum:
    """`exact_sum` as an aggregate of SQLite."""

    def __init__(self) -> None:
        self._total: int | None = None

    def step(self, text: str | None) -> None:
        """Take one value in."""
        if text is not None:
            self._total = (self._total or 0) + decode(text)

    def finalize(self) -> str | None:
        """Give the sum."""
        return None if self._total is None else encode(self._total, TOKEN_DIGITS)
