"""Refusals about disputes and credit notes."""

from sfc.domain.errors.base import SfcError


class AmountDisputed(SfcError):
    """Of `receivable` the obligor disputes `disputed`, and `asked` would reach into that."""

    code = "amount_disputed"
    template = "of {receivable} {disputed} is disputed: {asked} would confirm a part of that"
    receivable: str
    disputed: int
    asked: int


class DisputeAboveFace(SfcError):
    """The obligor of `receivable` disputes `asked`, and only `face` was recorded."""

    code = "dispute_above_face"
    template = "{asked} is more than the {face} of {receivable}: dispute a part or all of it"
    receivable: str
    asked: int
    face: int


class CreditNoteTooLarge(SfcError):
    """A credit note on `receivable` can be `most`, after those before it; `asked` is more."""

    code = "credit_note_too_large"
    template = "a credit note of {asked} on {receivable} is too large: at most {most} is left"
    receivable: str
    asked: int
    most: int


class CreditNoteUsed(SfcError):
    """The document `note` has reduced `receivable` before."""

    code = "credit_note_used"
    template = "credit note {note} has taken effect on {receivable} already: it counts once"
    receivable: str
    note: str


class NoCreditNoteAsked(SfcError):
    """`participant` has not asked for a credit note on `receivable`, or it was agreed on."""

    code = "no_credit_note_asked"
    template = "{participant} has asked for no credit note on {receivable}: nothing to take back"
    receivable: str
    participant: str
