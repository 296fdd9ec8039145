"""The forms in which values cross the API: strict, exact, and the same everywhere."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from sfc.domain.currency import currency
from sfc.domain.ids import (
    ParticipantId,
    ReceivableId,
    format_participant,
    format_receivable,
    parse_participant,
    parse_receivable,
)
from sfc.domain.money import Money

PARTICIPANT_PATTERN = r"^par_[1-9][0-9]{0,9}$"
RECEIVABLE_PATTERN = r"^rcv_[0-9a-f]{64}$"
ACCOUNT_PATTERN = r"^0x[0-9a-fA-F]{40}$"
RATE_PATTERN = r"^(0|[1-9][0-9]{0,3})(\.[0-9]{1,4})?$"
PLAIN_TEXT_PATTERN = "^[^\\x00-\\x1f\\x7f]*$"
"""Text without control characters, which no database and no screen has a use for."""

_PPM_PER_PERCENT = 10_000
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_SECOND = 253_402_300_799


class Form(BaseModel):
    """A body: unknown fields are refused, and nothing is turned into what it is not."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class View(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


class Amount(Form):
    """An amount of money, exact in its currency; never a JSON number."""

    model_config = ConfigDict(
        title="Money", json_schema_extra={"examples": [{"amount": "1234.56", "currency": "CNY"}]}
    )

    amount: str = Field(
        max_length=64,
        description="Decimal number with at most the decimals of the currency.",
        json_schema_extra={"pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"},
    )
    currency: str = Field(max_length=16, description="ISO 4217 code.", examples=["CNY"])

    @classmethod
    def of(cls, money: Money) -> Self:
        """Write an amount."""
        return cls(amount=money.amount, currency=money.currency.code)

    def read(self) -> Money:
        """Take it for an amount that has to move or be owed.

        Raises AmountMalformed, AmountNotExact, AmountNotPositive, AmountTooLarge, CurrencyUnknown.
        """
        return Money.parse_positive(self.amount, currency(self.currency))

    def read_limit(self) -> Money:
        """Take it for a limit, which may be nothing. Raises as `read` does."""
        money = Money.parse(self.amount, currency(self.currency))
        return money if money.minor == 0 else self.read()


def read_optional(amount: Amount | None) -> Money | None:
    """Take an amount that may be left out."""
    return None if amount is None else amount.read()


def _iso_date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("write a date as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("there is no such day") from None


def _instant(value: Any) -> int:
    if not isinstance(value, str):
        raise ValueError("write a moment as 2026-03-01T16:00:00Z")
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("write a moment as 2026-03-01T16:00:00Z") from None
    if read.tzinfo is None:
        raise ValueError("state the time zone, such as Z or +08:00")
    seconds = (read - _FIRST) // timedelta(seconds=1)
    if not 0 <= seconds <= _LAST_SECOND:
        raise ValueError("it lies before 1970 or after 9999")
    return seconds


def moment(seconds: int) -> str:
    """Write a unix second as RFC 3339 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


IsoDate = Annotated[
    date, BeforeValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date"})
]
"""A calendar date of the ledger, as YYYY-MM-DD."""

Instant = Annotated[
    int, BeforeValidator(_instant), WithJsonSchema({"type": "string", "format": "date-time"})
]
"""A moment as RFC 3339 with its time zone, kept as unix seconds."""

ParticipantText = Annotated[
    str,
    AfterValidator(lambda text: format_participant(parse_participant(text))),
    WithJsonSchema({"type": "string", "pattern": PARTICIPANT_PATTERN, "examples": ["par_7"]}),
]
ReceivableText = Annotated[
    str,
    AfterValidator(lambda text: format_receivable(parse_receivable(text))),
    WithJsonSchema(
        {"type": "string", "pattern": RECEIVABLE_PATTERN, "examples": [f"rcv_{'5f' * 32}"]}
    ),
]
Rate = Annotated[
    str,
    Field(
        pattern=RATE_PATTERN,
        description="Per cent a year, up to four decimals.",
        examples=["8.00"],
    ),
]


def participant(text: ParticipantText) -> ParticipantId:
    """The participant that a text names."""
    return parse_participant(text)


def receivable(text: ReceivableText) -> ReceivableId:
    """The receivable that a text names."""
    return parse_receivable(text)


def rate_ppm(text: Rate) -> int:
    """Read per cent a year as parts per million."""
    whole, _, decimals = text.partition(".")
    return int(whole) * _PPM_PER_PERCENT + int(decimals.ljust(4, "0"))


def percent(ppm: int) -> str:
    """Write parts per million as per cent, with two to four decimals."""
    whole, rest = divmod(ppm, _PPM_PER_PERCENT)
    decimals = f"{rest:04d}"
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"
