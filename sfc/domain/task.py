"""Tasks: what the rules leave to people."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.matter_ids import TASK, matter_id


class TaskReason(StrEnum):
    """Why a correction is for a person; `ADVICE` says what that person can do."""

    ORIGINAL_NOT_NAMED = "original_not_named"
    ORIGINAL_UNKNOWN = "original_unknown"
    ORIGINAL_AMBIGUOUS = "original_ambiguous"
    ORIGINAL_SETTLED = "original_settled"
    ORIGINAL_REJECTED = "original_rejected"
    ORIGINAL_CANCELLED = "original_cancelled"
    OTHER_PARTIES = "other_parties"
    OTHER_CURRENCY = "other_currency"
    LARGER_THAN_ORIGINAL = "larger_than_original"
    RAISES_THE_AMOUNT = "raises_the_amount"
    AMOUNT_UNCLEAR = "amount_unclear"
    AWAITS_ANOTHER = "awaits_another"
    CONTRADICTS_EARLIER = "contradicts_earlier"
    CHANGED_MEANWHILE = "changed_meanwhile"
    RECORDED_TOO_OFTEN = "recorded_too_often"
    TO_BE_AGREED = "to_be_agreed"
    CLAIM_ON_SUPPLIER = "claim_on_supplier"


ADVICE: Mapping[TaskReason, str] = {
    TaskReason.ORIGINAL_NOT_NAMED: (
        "The document names no invoice that it corrects: find out which one it is, and state the "
        "credit note with that number."
    ),
    TaskReason.ORIGINAL_UNKNOWN: (
        "No receivable of these parties has the named invoice: check the number; if that invoice "
        "was never recorded, record it with what remains of it."
    ),
    TaskReason.ORIGINAL_AMBIGUOUS: (
        "More than one receivable fits, or more than one is named: state one credit note for "
        "each, with number and issue date of its invoice."
    ),
    TaskReason.ORIGINAL_SETTLED: (
        "The receivable is paid: the supplier pays the amount back to the obligor, outside of the "
        "ledger."
    ),
    TaskReason.ORIGINAL_REJECTED: (
        "The obligor has rejected the receivable, so that nothing is owed on it: record a new "
        "invoice for what remains."
    ),
    TaskReason.ORIGINAL_CANCELLED: (
        "The receivable was cancelled, so that nothing is owed on it: record it anew with what "
        "remains, if anything does."
    ),
    TaskReason.OTHER_PARTIES: (
        "Seller or buyer of the document are not the parties of the caller's receivables: check "
        "who sent it to whom, and whether both are registered."
    ),
    TaskReason.OTHER_CURRENCY: (
        "The receivable is in another currency: ask for a credit note in the currency of the "
        "invoice."
    ),
    TaskReason.LARGER_THAN_ORIGINAL: (
        "The credit is more than the face of the receivable: check amount and invoice; a credit "
        "over several invoices needs a statement for each."
    ),
    TaskReason.RAISES_THE_AMOUNT: (
        "The corrected invoice is larger than the receivable, and a face is never raised: "
        "withdraw what is only recorded and record it anew, or invoice the rest."
    ),
    TaskReason.AMOUNT_UNCLEAR: (
        "The sign or size of the amount does not say how much is to be taken off: read the "
        "document, and state the credit note with the amount that it means."
    ),
    TaskReason.AWAITS_ANOTHER: (
        "Another credit note on this receivable awaits the obligor's agreement: have that one "
        "agreed first, then state this one again."
    ),
    TaskReason.CONTRADICTS_EARLIER: (
        "A credit note of the same number and date came before, with another amount: it was not "
        "applied again; clear up which one holds."
    ),
    TaskReason.CHANGED_MEANWHILE: (
        "The receivable was changed by hand while the credit note was being applied: look whether "
        "it was taken into account, and if not state a new one."
    ),
    TaskReason.RECORDED_TOO_OFTEN: (
        "The receivable was recorded anew as often as is possible: cancel it, and invoice what "
        "remains under a new number."
    ),
    TaskReason.TO_BE_AGREED: (
        "The supplier proposes to take this amount off the receivable: agree if the credit note "
        "is right; until then nothing changes."
    ),
    TaskReason.CLAIM_ON_SUPPLIER: (
        "This part of the credit is beyond what the supplier still holds. Holders for value are "
        "paid in full: the obligor claims it from the supplier directly."
    ),
}
"""What a person can do about each reason."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something for `owner` to do, which `other` may see.

    `subject` is the id of what it is about, such as `crn_…`; `facts` are texts by name. `opened`
    and `done_at` are unix seconds, `done_by` is `operator`, a participant's id, or `ledger` where
    it came to nothing by itself; None while there is something to do.
    """

    reason: TaskReason
    owner: ParticipantId
    other: ParticipantId | None
    receivable: ReceivableId | None
    subject: str
    facts: Mapping[str, str]
    opened: int
    done_by: str | None = None
    done_at: int | None = None
    note: str = ""

    @property
    def id(self) -> str:
        """`tsk_` and 32 digits: one for each subject, reason and owner."""
        return matter_id(TASK, self.subject, self.reason, self.owner)

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.done_by is None

    @property
    def advice(self) -> str:
        """What a person can do."""
        return ADVICE[self.reason]
