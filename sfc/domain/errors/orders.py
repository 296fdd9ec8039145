"""Refusals about freezes by order, and about the recovery of an account."""

from datetime import date

from sfc.domain.errors.base import SfcError


class Frozen(SfcError):
    """`participant` may neither act nor receive until the end of `until`, by an order."""

    code = "frozen"
    template = "{participant} is frozen by an order until {until}"
    participant: str
    until: date


class UnitsAreFrozen(SfcError):
    """Of the units of `holder` in `receivable`, `frozen` stay where they are, by an order."""

    code = "units_are_frozen"
    template = "{frozen} units of {holder} in {receivable} are frozen by an order: the rest is free"
    receivable: str
    holder: str
    frozen: int


class OrderInForce(SfcError):
    """Another order, `order`, is in force here."""

    code = "order_in_force"
    template = "order {order} is in force: lift it first"
    order: str


class OrderUnknown(SfcError):
    """No order `order` is in force here."""

    code = "order_unknown"
    template = "no order {order} is in force here"
    order: str


class FreezeOver(SfcError):
    """A freeze until `until` was to begin `today`."""

    code = "freeze_over"
    template = "a freeze until {until} is over on {today}: let it last today at least"
    until: date
    today: date


class NoRecovery(SfcError):
    """No other account was asked for `participant`."""

    code = "no_recovery"
    template = "no other account was asked for {participant}"
    participant: str


class RecoveryTooSoon(SfcError):
    """The new account of `participant` takes over from `start` on, and it is `today`."""

    code = "recovery_too_soon"
    template = "the new account of {participant} takes over from {start} on, today is {today}"
    participant: str
    start: date
    today: date


class NotItsAccount(SfcError):
    """`caller` is not the account of `participant`, which alone may stop a recovery."""

    code = "not_its_account"
    template = "{caller} is not the account of {participant}: only that can stop the recovery"
    participant: str
    caller: str
