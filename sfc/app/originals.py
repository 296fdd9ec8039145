"""Which receivable a credit note or a corrected invoice is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sfc.app.context import Context
from sfc.app.drafts import find
from sfc.domain.intake import Party
from sfc.domain.spelling import canonical
from sfc.domain.task import TaskReason
from sfc.domain.views import Participant, Receivable


@dataclass(frozen=True, slots=True)
class Preceding:
    """An invoice that a document names as the one it corrects: number, and date if it says."""

    number: str
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the one receivable, or why there is none, and all that fit."""

    original: Receivable | None
    reason: TaskReason | None = None
    fitting: tuple[Receivable, ...] = ()


def find_original(
    context: Context, supplier: Participant, obligor: Participant, named: Sequence[Preceding]
) -> Found:
    """Find the receivable between two parties whose invoice is named, in any spelling of it.

    Several named invoices are ambiguous even where one is found: how the credit is shared among
    them is not for the ledger to guess.
    """
    if not named:
        return Found(None, TaskReason.ORIGINAL_NOT_NAMED)
    found = {each.id: each for one in named for each in _named(context, supplier, obligor, one)}
    fitting = tuple(found.values())
    if len(fitting) > 1 or len({canonical(one.number) for one in named}) > 1:
        return Found(None, TaskReason.ORIGINAL_AMBIGUOUS, fitting)
    if not fitting:
        return Found(None, TaskReason.ORIGINAL_UNKNOWN)
    return Found(fitting[0])


def registered(context: Context, party: Party) -> Participant | None:
    """The participant that a document names, by one of its ids; None where none is registered."""
    for legal_id in (party.legal_id, *(each.value for each in party.ids)):
        if (found := context.read.participant_by_legal_id(legal_id)) is not None:
            return found
    return None


def _named(
    context: Context, supplier: Participant, obligor: Participant, named: Preceding
) -> list[Receivable]:
    noted = context.matters.numbered(supplier.legal_id, obligor.legal_id, named.number)
    candidates = (
        find(context, each.id) for each in noted if named.issued in (None, each.invoice.key.issued)
    )
    return [candidate for candidate in candidates if candidate is not None]
