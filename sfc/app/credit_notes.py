"""Credit notes that wait for the obligor: seen by both parties, agreed or declined."""

from dataclasses import replace

from sfc.app.adjust import credit_notes_lock
from sfc.app.context import Context
from sfc.app.credit_steps import agreed, close_tasks, finish_started
from sfc.app.parties import account_of
from sfc.app.query import Viewer
from sfc.app.twin_cases import name_of
from sfc.domain.credit_note import CreditNote, Progress
from sfc.domain.errors import AlreadyDecided, Forbidden, NotFound


def credit_note(context: Context, viewer: Viewer, note_id: str) -> CreditNote:
    """One credit note, for its two parties. Raises NotFound."""
    found = context.matters.credit_note(note_id)
    if found is None or not (
        viewer.sees_all or viewer.participant in (found.supplier, found.obligor)
    ):
        raise NotFound("credit note", note_id)
    return found


def agree(context: Context, viewer: Viewer, note_id: str) -> CreditNote:
    """The obligor agrees to what the supplier proposed: it takes effect; again changes nothing.

    Raises NotFound, Forbidden, AlreadyDecided (declined, or nothing to agree to), Busy as
    `finish_started` does, and what the ledger refuses: what the supplier has sold since can no
    longer be taken off.
    """
    found = credit_note(context, viewer, note_id)
    if viewer.participant != found.obligor:
        raise Forbidden("agreeing for the obligor")
    with credit_notes_lock(context, found.receivable):
        finish_started(context, found.receivable)
        found = credit_note(context, viewer, note_id)
        if found.progress is Progress.AGREED:
            return context.as_it_is(found)
        if found.progress is not Progress.PROPOSED:
            raise AlreadyDecided(note_id, found.progress)
        context.indexer.catch_up()
        if context.read.receivable(found.receivable).face == found.face_after:
            # a kill came between the ledger's answer and ours
            return agreed(context, context.as_it_is(found), None)
        call = context.ledger.credit_note(found.receivable, found.amount.minor, found.reference)
        receipt = context.send(account_of(context, found.obligor), call)
        return agreed(context, found, receipt.transaction)


def decline(context: Context, viewer: Viewer, note_id: str, note: str = "") -> CreditNote:
    """Either party calls a proposal off: nothing changes on the ledger, and it is not made again.

    Raises NotFound, Forbidden, AlreadyDecided.
    """
    found = credit_note(context, viewer, note_id)
    if viewer.participant not in (found.supplier, found.obligor):
        raise Forbidden("declining for one of the parties")
    with credit_notes_lock(context, found.receivable):
        finish_started(context, found.receivable)
        found = credit_note(context, viewer, note_id)
        if found.progress is Progress.ABANDONED:
            return found
        if found.progress is not Progress.PROPOSED:
            raise AlreadyDecided(note_id, found.progress)
        close_tasks(context, found, note or "the credit note was declined", name_of(viewer))
        declined = replace(found, progress=Progress.ABANDONED)
        context.matters.put_credit_note(declined)
        return declined
