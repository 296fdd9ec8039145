"""What a credit note does on the ledger, step by step, each of which may be the last before a kill.

A note is kept as started before the ledger is asked. Where it still is when the next one comes,
the ledger tells whether it took effect; then the rest is done, or all of it.
"""

from dataclasses import dataclass, replace

from sfc.app.context import Context
from sfc.app.parties import account_of, listed
from sfc.domain.adjustment import Act
from sfc.domain.credit_note import CreditNote, Progress
from sfc.domain.errors import Busy, KeyNotHeld, WrongStatus
from sfc.domain.events import CreditNoteAgreed
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.receivable import UNDERTAKEN, Status
from sfc.domain.statements import Statement
from sfc.domain.task import Task, TaskReason
from sfc.domain.views import Receivable
from sfc.ports import Call, NotedInvoice, Rehearsal, Rehearsed

_LEDGER = "ledger"
_RETRY_SECONDS = 5
"""What was left half done is gone on with when the service starts, and by whoever comes next."""

_PROGRESS = {
    Act.WITHDRAW: Progress.APPLIED,
    Act.RECORD_ANEW: Progress.APPLIED,
    Act.PROPOSE: Progress.PROPOSED,
}
"""How far the supplier alone brings it."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a credit note would come to, the tasks that it would open, and the transaction."""

    note: CreditNote
    tasks: tuple[Task, ...]
    rehearsal: Rehearsal


def carry_out(context: Context, note: CreditNote) -> CreditNote:
    """Have the supplier ask the ledger, and keep what came of it. Raises what is refused.

    After ChainUnavailable nobody knows whether it took effect; after any other refusal it has not.
    """
    receipt = context.send(account_of(context, note.supplier), *_calls(context, note))
    return _took_effect(context, note, receipt.transaction)


def rehearse(context: Context, note: CreditNote) -> Foreseen:
    """Have the ledger asked in rehearsal, and give what would come of it: the note and its tasks.

    Raises what is refused; KeyNotHeld as the sending would.
    """
    sender = account_of(context, note.supplier)
    if not context.signer.holds(sender):
        raise KeyNotHeld(sender)
    try:
        context.send(sender, *_calls(context, note))
    except Rehearsed as tried:
        told = tried.rehearsal
    else:
        raise AssertionError("a rehearsal was carried out")
    agrees = any(isinstance(event, CreditNoteAgreed) for event in told.events)
    progress = Progress.AGREED if agrees else _PROGRESS[note.act]
    done = replace(note, progress=progress)
    known = {task.id for task in context.matters.tasks_about(note.id)}
    task = _follows(context, done)
    return Foreseen(done, () if task is None or task.id in known else (task,), told)


def finish_started(context: Context, identity: ReceivableId) -> None:
    """Finish what a kill left half done on a receivable.

    Raises what the ledger refuses; Busy where nothing of this is to be sent from here.
    """
    started = [
        note
        for note in context.matters.credit_notes_on(identity)
        if note.progress is Progress.STARTED
    ]
    if not started:
        return
    if context.is_rehearsal or context.is_offer:
        raise Busy(_RETRY_SECONDS)
    context.indexer.catch_up()
    for note in started:
        if _is_as_before(note, context.read.receivable(identity)):
            try:
                carry_out(context, note)
                continue
            except WrongStatus:  # what was sent before the kill has arrived only now
                context.indexer.catch_up()
        if _has_taken_effect(note, context.read.receivable(identity)):
            _took_effect(context, note, None)
        else:
            reason = TaskReason.CHANGED_MEANWHILE
            context.matters.open_task(
                _task(context, note, reason, note.supplier, None, note.amount)
            )
            context.matters.put_credit_note(replace(note, progress=Progress.ABANDONED))


def agreed(context: Context, note: CreditNote, transaction: str | None) -> CreditNote:
    """Keep that both parties agreed: what is beyond the supplier's holding is now a claim."""
    done = replace(note, progress=Progress.AGREED, transaction=transaction or note.transaction)
    close_tasks(context, note, "the credit note was agreed")
    _open_next(context, done)
    context.matters.put_credit_note(done)
    return done


def close_tasks(context: Context, note: CreditNote, why: str, by: str = _LEDGER) -> None:
    """Finish the open tasks about a credit note."""
    for task in context.matters.tasks_about(note.id):
        if task.is_open:
            context.matters.finish_task(task.id, by, context.clock.now(), why)


def _calls(context: Context, note: CreditNote) -> list[Call]:
    ledger, identity = context.ledger, note.receivable
    if note.act is Act.PROPOSE:
        return [ledger.credit_note(identity, note.amount.minor, note.reference)]
    if note.act is Act.WITHDRAW:
        return [ledger.cancel(identity)]
    return [ledger.cancel(identity), ledger.record(_statement(context, note))]


def _statement(context: Context, note: CreditNote) -> Statement:
    """What was recorded, with the face that is left."""
    receivable = context.read.receivable(note.receivable)
    return Statement(
        obligor=account_of(context, receivable.obligor),
        currency=listed(context, note.face.currency.code).number,
        terms=receivable.terms.number,
        face=note.face_after.minor,
        issue_day=receivable.issue_day,
        due_day=receivable.due_day,
        invoice=_bytes(receivable.invoice),
        evidence_root=_bytes(receivable.evidence_root),
    )


def _took_effect(context: Context, note: CreditNote, transaction: str | None) -> CreditNote:
    """Follow up, and only then keep that it was done: a kill in between does both again."""
    done = replace(note, progress=_PROGRESS[note.act], transaction=transaction)
    proposed = note.act is Act.PROPOSE
    if proposed and _face_is(note, context.read.receivable(note.receivable), note.face_after):
        return agreed(context, note, transaction)
    close_tasks(context, note, "the credit note reached the ledger")
    _open_next(context, done)
    if note.act is Act.RECORD_ANEW:
        _compare_with_what_is_left(context, note)
    context.matters.put_credit_note(done)
    return done


def _has_taken_effect(note: CreditNote, now: Receivable) -> bool:
    """What the supplier proposed shows only once it is agreed; to propose it again is no harm."""
    if note.act is Act.WITHDRAW:
        return now.status is Status.CANCELLED and now.round == note.round
    if note.act is Act.RECORD_ANEW:
        return now.round == note.round + 1 and now.asked_face == note.face_after
    return _face_is(note, now, note.face_after)


def _is_as_before(note: CreditNote, now: Receivable) -> bool:
    if note.act is Act.PROPOSE:
        return _face_is(note, now, note.face)
    recorded = now.status is Status.RECORDED
    return recorded and now.round == note.round and now.asked_face == note.face


def _face_is(note: CreditNote, now: Receivable, face: Money) -> bool:
    return now.round == note.round and now.status in UNDERTAKEN and now.face == face


def _compare_with_what_is_left(context: Context, note: CreditNote) -> None:
    """Twins are told by what an invoice is about now."""
    if (key := context.store.invoice_of(note.receivable)) is None:
        return
    for noted in context.matters.numbered(key.seller, key.buyer, key.number):
        if noted.id == note.receivable:
            left = replace(noted.invoice, total=note.face_after)
            context.matters.note_compared([NotedInvoice(noted.id, left)])


def _open_next(context: Context, note: CreditNote) -> None:
    if (task := _follows(context, note)) is not None:
        context.matters.open_task(task)


def _follows(context: Context, note: CreditNote) -> Task | None:
    """What a credit note that has come so far leaves to the obligor."""
    if note.progress is Progress.PROPOSED:
        reason, amount = TaskReason.TO_BE_AGREED, note.amount
    elif note.progress is Progress.AGREED and note.claim.minor:
        reason, amount = TaskReason.CLAIM_ON_SUPPLIER, note.claim
    else:
        return None
    return _task(context, note, reason, note.obligor, note.supplier, amount)


def _task(
    context: Context,
    note: CreditNote,
    reason: TaskReason,
    owner: ParticipantId,
    other: ParticipantId | None,
    amount: Money,
) -> Task:
    facts = {
        "number": note.number,
        "issue_date": note.issued.isoformat(),
        "document_type": note.document_type,
        "amount": amount.amount,
        "currency": amount.currency.code,
    }
    return Task(reason, owner, other, note.receivable, note.id, facts, context.clock.now())


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))
