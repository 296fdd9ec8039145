"""Refusals about a receivable, its invoice, and its units."""

from datetime import date

from sfc.domain.errors.base import SfcError


class InvoiceFieldMalformed(SfcError):
    """`field` of an invoice key holds `value`, which cannot identify anything: `reason`."""

    code = "invoice_field_malformed"
    template = "invoice {field} {value!r} cannot be used: {reason}"
    field: str
    value: str
    reason: str


class AlreadyRecorded(SfcError):
    """The invoice is on the ledger already, as `receivable`."""

    code = "already_recorded"
    template = "this invoice is already recorded as {receivable}: an invoice has one receivable"
    receivable: str


class SameParty(SfcError):
    """`participant` stands on both sides of an invoice."""

    code = "same_party"
    template = "{participant} cannot owe itself: obligor and supplier are two participants"
    participant: str


class WrongStatus(SfcError):
    """`receivable` is in `status`, and the step needs `required`."""

    code = "wrong_status"
    template = "{receivable} is {status}: this needs it {required}"
    receivable: str
    status: str
    required: str


class NotConfirmed(SfcError):
    """`receivable`, in `status`, carries no undertaking of its obligor yet."""

    code = "not_confirmed"
    template = "{receivable} is {status}: its obligor has to confirm it first"
    receivable: str
    status: str


class UndertakingMismatch(SfcError):
    """The obligor's statement on `receivable` differs from the record in `term`."""

    code = "undertaking_mismatch"
    template = "the undertaking for {receivable} differs from the record in {term}: sign the record"
    receivable: str
    term: str


class UndertakingExpired(SfcError):
    """The undertaking could be entered until `valid_until`, and it is `today`."""

    code = "undertaking_expired"
    template = "the undertaking was valid until {valid_until}, today is {today}: ask for a new one"
    valid_until: date
    today: date


class UndertakingSignatureInvalid(SfcError):
    """The undertaking is not signed by `obligor`."""

    code = "undertaking_signature_invalid"
    template = "the undertaking is not signed by {obligor}: only the obligor can give it"
    obligor: str


class CannotCancel(SfcError):
    """`receivable` is no longer whole in its supplier's hands, or something was paid."""

    code = "cannot_cancel"
    template = "{receivable} was sold, passed on or paid in part: it can only be settled"
    receivable: str


class RoundsExhausted(SfcError):
    """`receivable` was cancelled and recorded anew as often as is possible."""

    code = "rounds_exhausted"
    template = "{receivable} was cancelled too often to be recorded again: use a new invoice"
    receivable: str


class ReceivableChanged(SfcError):
    """`receivable` is no longer what was priced or agreed."""

    code = "receivable_changed"
    template = "{receivable} has changed since it was priced: ask for a new quote"
    receivable: str


class PastDue(SfcError):
    """`receivable` fell due on `due`, on or before `today`; it can no longer be undertaken."""

    code = "past_due"
    template = "{receivable} fell due on {due}, today is {today}: confirm before the due date"
    receivable: str
    due: date
    today: date


class TermsUnknown(SfcError):
    """`terms` is no number of registered terms (grace days, penalty rate, basis)."""

    code = "terms_unknown"
    template = "terms {terms} are not registered: use registered terms"
    terms: int


class RejectionReasonUnknown(SfcError):
    """`reason` is no rejection code."""

    code = "rejection_reason_unknown"
    template = "rejection reason {reason} is not known: use one of {known}"
    reason: int | str
    known: str


class CreditLimitExceeded(SfcError):
    """Confirming `asked` on top of `used` would pass the obligor's `limit`."""

    code = "credit_limit_exceeded"
    template = "{asked} on top of {used} in use passes the credit limit of {limit}"
    limit: int
    used: int
    asked: int


class InsufficientUnits(SfcError):
    """`holder` has `has` units and was to give `asked`."""

    code = "insufficient_units"
    template = "{holder} has {has} units, {asked} were asked"
    holder: str
    has: int
    asked: int


class TransferToSelf(SfcError):
    """`participant` is giver and taker at once."""

    code = "transfer_to_self"
    template = "{participant} cannot transfer to itself: name another participant"
    participant: str


class NotUnitOperator(SfcError):
    """`caller` was to move units of `holder` without its approval."""

    code = "not_unit_operator"
    template = "{caller} may not move units of {holder}: the holder has to approve it first"
    holder: str
    caller: str


class UnitsOnlyRedeemable(SfcError):
    """`receivable` is settled: its units no longer change hands."""

    code = "units_only_redeemable"
    template = "{receivable} is settled: its units can only be redeemed"
    receivable: str


class BatchNested(SfcError):
    """Call `index` of a batch is a batch itself."""

    code = "batch_nested"
    template = "call {index} of the batch is itself a batch: put its calls into the one"
    index: int


class BatchTooLarge(SfcError):
    """A batch of `size` is above the limit of `largest` items."""

    code = "batch_too_large"
    template = "a batch of {size} is too large: at most {largest} items"
    size: int
    largest: int
