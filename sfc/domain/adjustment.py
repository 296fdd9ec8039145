"""What a credit note or a corrected invoice does to the receivable of its original.

A document states what is to be taken off (a credit note, a negative invoice), or the amount that
holds from now on (a corrected invoice). What follows depends on how far the receivable has come:

    recorded              nothing is promised yet: the supplier withdraws it, and records it anew
                          with what remains
    confirmed, tokenised  agreed by both parties, a credit note reduces what the supplier itself
                          still holds; the rest is a claim of the obligor on the supplier, for
                          holders for value are paid whatever the two agree
    ended                 nothing on the ledger can be reduced
"""

from dataclasses import dataclass
from enum import StrEnum

from sfc.domain.money import Money
from sfc.domain.receivable import Status
from sfc.domain.task import TaskReason

CREDIT_NOTE = "381"
CORRECTED_INVOICE = "384"
CREDIT_NOTES = frozenset(
    {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"}
)
"""Document types of UNTDID 1001 whose positive amounts are owed by the seller."""

_ENDED = {
    Status.SETTLED: TaskReason.ORIGINAL_SETTLED,
    Status.REJECTED: TaskReason.ORIGINAL_REJECTED,
    Status.CANCELLED: TaskReason.ORIGINAL_CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What a document states: `amount` is above zero, and is taken off or, `replaces`, holds."""

    amount: Money
    replaces: bool = False

    def reduction(self, face: Money) -> Money:
        """What is to be taken off a face; below zero where the document raises it.

        Raises CurrencyMismatch.
        """
        return face - self.amount if self.replaces else self.amount


class Act(StrEnum):
    """What is done on the ledger."""

    WITHDRAW = "withdraw"
    RECORD_ANEW = "record_anew"
    PROPOSE = "propose"


@dataclass(frozen=True, slots=True)
class Measure:
    """What the rules allow, in minor units: what is taken off, and what becomes a claim.

    Without an act it is for a person, for a reason; without either there is nothing to do.
    """

    act: Act | None = None
    amount: int = 0
    claim: int = 0
    reason: TaskReason | None = None


def stated_change(document_type: str, total: Money) -> Change | None:
    """Read what a document's type and total state; None where they do not say it clearly.

    `total` is what the document says remains to be paid. A credit note states a positive amount,
    an invoice a negative one; a corrected invoice either a negative one, or the new total.
    """
    if document_type in CREDIT_NOTES:
        return Change(total) if total.minor > 0 else None
    if total.minor < 0:
        return Change(-total)
    if document_type == CORRECTED_INVOICE and total.minor > 0:
        return Change(total, replaces=True)
    return None


def measure(status: Status, face: int, held: int, reduction: int) -> Measure:
    """Say what the rules allow, in minor units.

    `face` is what the supplier recorded or the obligor confirmed; `held` is how much of it is
    unpaid and in the supplier's own hands, of which only what is confirmed can be reduced.
    """
    if (ended := _ENDED.get(status)) is not None:
        return Measure(reason=ended)
    if reduction < 0:
        return Measure(reason=TaskReason.RAISES_THE_AMOUNT)
    if reduction == 0:
        return Measure()
    if reduction > face:
        return Measure(reason=TaskReason.LARGER_THAN_ORIGINAL)
    if status is Status.RECORDED:
        return Measure(Act.WITHDRAW if reduction == face else Act.RECORD_ANEW, reduction)
    amount = min(reduction, held)
    if amount == 0:
        return Measure(claim=reduction, reason=TaskReason.CLAIM_ON_SUPPLIER)
    return Measure(Act.PROPOSE, amount, claim=reduction - amount)
