"""Credit notes and corrected invoices: done where the rules allow it, else left to people.

What is done for a document is kept under the keyed digest of its own invoice key before the ledger
is asked, and what a kill left half done is finished first: no document ever reduces twice.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from enum import StrEnum

from sfc.app.context import Context
from sfc.app.corrections import Correction, CreditNoteDraft, read_from, stated
from sfc.app.credit_steps import carry_out, finish_started, rehearse
from sfc.app.originals import Found, find_original
from sfc.domain.adjustment import Act, Measure, measure
from sfc.domain.credit_note import CreditNote, Progress
from sfc.domain.errors import ChainUnavailable, RoundsExhausted, SfcError, WrongStatus
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.intake import InvoiceDocument
from sfc.domain.money import Money
from sfc.domain.receivable import Status
from sfc.domain.task import Task, TaskReason
from sfc.domain.views import Receivable
from sfc.ports import Rehearsal


class AdjustmentOutcome(StrEnum):
    """What became of a correction."""

    WITHDRAWN = "withdrawn"
    REDUCED = "reduced"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ABANDONED = "abandoned"
    UNCHANGED = "unchanged"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What became of a correction, and what it leaves to people.

    `id` is that of the document, `crn_…`. `note` is what was done on the ledger, if anything was;
    `tasks` are all that were opened about the document. `repeated` says that it had come before.
    In a rehearsal it is what would come of it, with the transaction, if there would be one.
    """

    id: str
    outcome: AdjustmentOutcome
    receivable: ReceivableId | None
    note: CreditNote | None
    tasks: tuple[Task, ...]
    repeated: bool = False
    rehearsal: Rehearsal | None = None


def credit(context: Context, by: ParticipantId, draft: CreditNoteDraft) -> Adjustment:
    """Apply a credit note that the supplier `by` states; see `apply`. It may be rehearsed.

    Raises UnknownParticipant, AmountNotPositive, InvoiceFieldMalformed too; in a rehearsal Busy,
    where what a kill left half done would have to be finished first.
    """
    return _apply(context, stated(context, by, draft))


def apply(context: Context, by: ParticipantId, document: InvoiceDocument) -> Adjustment:
    """Apply a credit note, corrected or negative invoice that the supplier `by` sent.

    What the rules do not allow, or the document does not say clearly, becomes a task with a
    reason. Safe to repeat, also after a kill at any moment. Raises what the ledger refuses for
    reasons that lie with the supplier (ParticipantSuspended, KeyNotHeld), and ChainUnavailable.
    """
    return _apply(context, read_from(context, by, document))


def outcome_of(note: CreditNote) -> AdjustmentOutcome:
    """What became of a credit note that the ledger was asked to apply."""
    if note.progress is Progress.APPLIED and note.act is Act.WITHDRAW:
        return AdjustmentOutcome.WITHDRAWN
    return {
        Progress.STARTED: AdjustmentOutcome.PROPOSED,
        Progress.APPLIED: AdjustmentOutcome.REDUCED,
        Progress.PROPOSED: AdjustmentOutcome.PROPOSED,
        Progress.AGREED: AdjustmentOutcome.AGREED,
        Progress.ABANDONED: AdjustmentOutcome.ABANDONED,
    }[note.progress]


def _apply(context: Context, asked: Correction) -> Adjustment:
    if (earlier := context.matters.credit_note(asked.id)) is not None:
        return _again(context, asked, earlier)
    if asked.obligor is None:
        return _refer(context, asked, TaskReason.OTHER_PARTIES)
    if asked.change is None:
        return _refer(context, asked, TaskReason.AMOUNT_UNCLEAR)
    found = find_original(context, asked.supplier, asked.obligor, asked.preceding)
    if found.original is None:
        assert found.reason is not None
        return _refer(context, asked, found.reason, found=found)
    with credit_notes_lock(context, found.original.id):
        if (earlier := context.matters.credit_note(asked.id)) is not None:
            return _again(context, asked, earlier)
        finish_started(context, found.original.id)
        try:
            return _act(context, asked, found.original.id)
        except WrongStatus:  # it moved on between looking and asking: look once more
            context.indexer.catch_up()
            return _act(context, asked, found.original.id)


def _again(context: Context, asked: Correction, earlier: CreditNote) -> Adjustment:
    """Say what came of it the first time, after finishing what was left half done then."""
    if asked.change != earlier.stated:
        return _refer(context, asked, TaskReason.CONTRADICTS_EARLIER, earlier=earlier)
    with credit_notes_lock(context, earlier.receivable):
        finish_started(context, earlier.receivable)
    kept = context.matters.credit_note(asked.id)
    if kept is None:  # the ledger refused it after all: now it is new
        return _apply(context, asked)
    return _done(context, kept, repeated=True)


def _act(context: Context, asked: Correction, identity: ReceivableId) -> Adjustment:
    assert asked.change is not None
    receivable = context.read.receivable(identity)
    face = _face(receivable)
    if face.currency != asked.change.amount.currency:
        return _refer(context, asked, TaskReason.OTHER_CURRENCY, receivable)
    reduction = asked.change.reduction(face).minor
    allowed = measure(receivable.status, face.minor, _held(context, receivable), reduction)
    if allowed.reason is not None:
        return _refer(context, asked, allowed.reason, receivable, claim=allowed.claim)
    if allowed.act is None:
        return Adjustment(asked.id, AdjustmentOutcome.UNCHANGED, identity, None, ())
    if allowed.act is Act.PROPOSE and _awaits(context, identity):
        return _refer(context, asked, TaskReason.AWAITS_ANOTHER, receivable)
    note = _note(context, asked, receivable, allowed, allowed.act)
    try:
        return _rehearsed(context, note) if context.is_rehearsal else _carried_out(context, note)
    except RoundsExhausted:
        return _refer(context, asked, TaskReason.RECORDED_TOO_OFTEN, receivable)


def _carried_out(context: Context, note: CreditNote) -> Adjustment:
    context.matters.put_credit_note(note)
    try:
        return _done(context, carry_out(context, note))
    except ChainUnavailable:
        raise
    except SfcError:
        context.matters.drop_credit_note(note.id)
        raise


def _rehearsed(context: Context, note: CreditNote) -> Adjustment:
    told = rehearse(context, note)
    return Adjustment(
        *(note.id, outcome_of(told.note), note.receivable, told.note, told.tasks),
        rehearsal=told.rehearsal,
    )


def _note(
    context: Context, asked: Correction, receivable: Receivable, allowed: Measure, act: Act
) -> CreditNote:
    assert asked.change is not None
    face = _face(receivable)
    return CreditNote(
        reference=asked.reference,
        number=asked.number,
        issued=asked.key.issued,
        document_type=asked.key.document_type,
        stated=asked.change,
        supplier=receivable.supplier,
        obligor=receivable.obligor,
        receivable=receivable.id,
        round=receivable.round,
        act=act,
        face=face,
        amount=replace(face, minor=allowed.amount),
        claim=replace(face, minor=allowed.claim),
        made=context.clock.now(),
    )


def _face(receivable: Receivable) -> Money:
    recorded = receivable.status is Status.RECORDED
    return receivable.asked_face if recorded else receivable.face


def _held(context: Context, receivable: Receivable) -> int:
    """How much of the face is unpaid and in the supplier's own hands, in minor units."""
    unpaid = receivable.face.minor - receivable.paid.minor
    if receivable.status is not Status.TOKENISED:
        return unpaid
    return min(unpaid, context.read.units(receivable.id, receivable.supplier))


def _awaits(context: Context, identity: ReceivableId) -> bool:
    notes = context.matters.credit_notes_on(identity)
    return any(note.progress is Progress.PROPOSED for note in notes)


def _done(context: Context, note: CreditNote, *, repeated: bool = False) -> Adjustment:
    tasks = tuple(context.matters.tasks_about(note.id))
    return Adjustment(note.id, outcome_of(note), note.receivable, note, tasks, repeated)


def _refer(
    context: Context,
    asked: Correction,
    reason: TaskReason,
    receivable: Receivable | None = None,
    *,
    claim: int = 0,
    found: Found | None = None,
    earlier: CreditNote | None = None,
) -> Adjustment:
    """Leave it to people: to the obligor what it may claim, everything else to the supplier."""
    claimed = reason is TaskReason.CLAIM_ON_SUPPLIER and receivable is not None
    about = receivable.id if receivable else earlier.receivable if earlier else None
    task = Task(
        reason=reason,
        owner=receivable.obligor if claimed and receivable else asked.supplier.id,
        other=asked.supplier.id if claimed else None,
        receivable=about,
        subject=asked.id,
        facts=asked.facts(found.fitting if found else (), claim),
        opened=context.clock.now(),
    )
    tasks = tuple(context.matters.tasks_about(asked.id))
    known = any(each.id == task.id for each in tasks)
    if not context.is_rehearsal:
        context.matters.open_task(task)
        tasks = tuple(context.matters.tasks_about(asked.id))
    elif not known:
        tasks = (*tasks, task)
    return Adjustment(asked.id, AdjustmentOutcome.REFERRED, about, earlier, tasks, known)


def credit_notes_lock(context: Context, identity: ReceivableId) -> AbstractContextManager[None]:
    """One at a time on a receivable."""
    return context.store.exclusively(f"credit notes on {identity}")
