"""Refusals about amounts, currencies, rates, shares and days."""

from datetime import date

from sfc.domain.errors.base import SfcError


class AmountMalformed(SfcError):
    """`text` is not a plain decimal number."""

    code = "amount_malformed"
    template = (
        "amount {text!r} cannot be read: write digits with at most one decimal point, "
        "such as 1234.56, without blanks, grouping, exponent or plus sign"
    )
    text: str


class AmountNotPositive(SfcError):
    """`amount` is zero or negative where something has to move or be owed."""

    code = "amount_not_positive"
    template = "amount {amount} must be greater than zero"
    amount: int | str


class AmountNotExact(SfcError):
    """`amount` has more decimals than `currency`, which has `decimals`."""

    code = "amount_not_exact"
    template = "amount {amount} is not exact in {currency}, which has {decimals} decimals"
    amount: str
    currency: str
    decimals: int


class AmountTooLarge(SfcError):
    """`amount` is beyond the `largest` that a receivable or a payment can carry."""

    code = "amount_too_large"
    template = "amount {amount} is beyond the largest possible, {largest} minor units"
    amount: int | str
    largest: int


class CurrencyUnknown(SfcError):
    """`currency` is no ISO 4217 code that the system can carry."""

    code = "currency_unknown"
    template = "currency {currency!r} is not known: use a supported ISO 4217 code such as CNY"
    currency: str


class CurrencyMismatch(SfcError):
    """An amount in `given` met one in `expected`."""

    code = "currency_mismatch"
    template = "amount in {given} where {expected} is required"
    expected: str
    given: str


class LimitBelowUsed(SfcError):
    """A credit `limit` was to be set below what is `used` of it."""

    code = "limit_below_used"
    template = "a credit limit of {limit} is below the {used} in use: set at least that"
    limit: int
    used: int


class RateOutOfRange(SfcError):
    """`rate_ppm`, in parts per million a year, is negative or above `largest_ppm`."""

    code = "rate_out_of_range"
    template = "rate {rate_ppm} ppm a year must be from 0 to {largest_ppm}"
    rate_ppm: int
    largest_ppm: int


class BasisUnsupported(SfcError):
    """`basis` is no supported length of the interest year."""

    code = "basis_unsupported"
    template = "day count basis {basis} is not supported: use 360 or 365"
    basis: int


class NoDaysToMaturity(SfcError):
    """Only `days` remain from settlement to the due day."""

    code = "no_days_to_maturity"
    template = "{days} days to maturity: a discount needs at least one"
    days: int


class DiscountNotBelowFace(SfcError):
    """`discount` would leave nothing of `units` to be paid."""

    code = "discount_not_below_face"
    template = "discount {discount} must be below the {units} units that it is taken from"
    discount: int
    units: int


class ShareWouldBeZero(SfcError):
    """The share at `index`, counted from 0, would be less than one minor unit."""

    code = "share_would_be_zero"
    template = "share {index} would be zero: divide more, or among fewer"
    index: int


class SplitMalformed(SfcError):
    """`weights` weights do not fit `receivers` receivers, or there are none or too many."""

    code = "split_malformed"
    template = "{weights} weights for {receivers} receivers: each receiver needs one weight"
    receivers: int
    weights: int


class DayOutOfRange(SfcError):
    """`day`, counted from 1970-01-01 as day 0, is negative or above `largest`."""

    code = "day_out_of_range"
    template = "day {day} must be from 0 (1970-01-01) to {largest}"
    day: int
    largest: int


class DueNotAfterIssue(SfcError):
    """A receivable issued on `issued` would fall due on `due`, no later."""

    code = "due_not_after_issue"
    template = "due date {due} must be later than issue date {issued}"
    issued: date
    due: date


class DueDateNotProposed(SfcError):
    """`due` was accepted as a due date where `proposed` was, or nothing where that is blank."""

    code = "due_date_not_proposed"
    template = "due date {due} was not proposed, but {proposed!r}: accept what the report proposes"
    due: date
    proposed: str


class CalendarUnknown(SfcError):
    """`calendar` names no calendar of business days."""

    code = "calendar_unknown"
    template = (
        "calendar {calendar!r} is not known: use a country such as CN, with its region as in "
        "DE-BY, or a market such as XECB"
    )
    calendar: str
