"""Suspected twins as a person is to decide them, and what was decided."""

from dataclasses import dataclass
from enum import StrEnum

from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.matter_ids import CASE, matter_id
from sfc.domain.receivable import Status
from sfc.domain.similarity import Likeness, score


class Verdict(StrEnum):
    """What a person found two receivables to be."""

    SAME = "same"
    DIFFERENT = "different"


class NextStep(StrEnum):
    """What may be done about a later receivable that is the same as an earlier one, by people."""

    WITHDRAW = "withdraw"
    CANCEL_TOGETHER = "cancel_together"
    CREDIT_NOTE = "credit_note"
    NOTHING = "nothing"


MEANING = {
    NextStep.WITHDRAW: "Its supplier withdraws the later one: cancel it, it is not confirmed.",
    NextStep.CANCEL_TOGETHER: "Supplier and obligor cancel the later one together, while the "
    "supplier holds all of it and nothing was paid; what was sold is for a credit note.",
    NextStep.CREDIT_NOTE: "The later one was sold or paid in part: agree a credit note on what "
    "the supplier still holds; the rest the supplier owes to the obligor, and holders are paid.",
    NextStep.NOTHING: "The later one has ended: nothing is left to be undone on the ledger.",
}
"""Each step in a sentence."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what, and when: `by` is `operator` or a participant's id, `at` a unix second."""

    verdict: Verdict
    by: str
    at: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class TwinCase:
    """Two receivables of one obligor that resemble each other.

    `decisions` are in their order: the last one holds. `opened` is a unix second.
    """

    earlier: ReceivableId
    later: ReceivableId
    obligor: ParticipantId
    earlier_supplier: ParticipantId
    later_supplier: ParticipantId
    reasons: tuple[Likeness, ...]
    opened: int
    decisions: tuple[Decision, ...] = ()

    @property
    def id(self) -> str:
        """`twn_` and 32 digits: one for each pair, whichever of the two comes first."""
        return matter_id(CASE, *sorted((self.earlier, self.later)))

    @property
    def score(self) -> int:
        """How suspicious the likeness is: 0 to 100."""
        return score(self.reasons)

    @property
    def verdict(self) -> Verdict | None:
        """What was decided last; None while it is open."""
        return self.decisions[-1].verdict if self.decisions else None


def next_step(status: Status, *, whole: bool) -> NextStep:
    """What may be done about the later one of two that are the same.

    `status` is its status, `whole` says that its supplier holds all of it and nothing was paid.
    """
    if status is Status.RECORDED:
        return NextStep.WITHDRAW
    if status in (Status.CONFIRMED, Status.TOKENISED):
        return NextStep.CANCEL_TOGETHER if whole else NextStep.CREDIT_NOTE
    return NextStep.NOTHING
