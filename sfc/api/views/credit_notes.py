"""Credit notes as the service shows them."""

from typing import Self

from pydantic import Field

from sfc.api.forms import Amount, IsoDate, ParticipantText, ReceivableText, View
from sfc.api.views.matters import TaskView
from sfc.app.adjust import Adjustment, AdjustmentOutcome, outcome_of
from sfc.domain.credit_note import CreditNote
from sfc.domain.ids import format_participant, format_receivable


class CreditNoteView(View):
    """What the ledger was asked for."""

    id: str
    outcome: str
    number: str
    issue_date: IsoDate
    supplier: ParticipantText
    obligor: ParticipantText
    receivable: ReceivableText
    face_before: Amount
    amount: Amount = Field(description="What is taken off, once it takes effect.")
    claim: Amount = Field(
        description="What is beyond the supplier's own holding: the obligor claims it directly."
    )
    transaction: str | None

    @classmethod
    def of(cls, note: CreditNote) -> Self:
        """Write a credit note."""
        return cls(
            id=note.id,
            outcome=outcome_of(note).value,
            number=note.number,
            issue_date=note.issued,
            supplier=format_participant(note.supplier),
            obligor=format_participant(note.obligor),
            receivable=format_receivable(note.receivable),
            face_before=Amount.of(note.face),
            amount=Amount.of(note.amount),
            claim=Amount.of(note.claim),
            transaction=note.transaction,
        )


class AdjustmentView(View):
    """What became of a credit note."""

    id: str
    outcome: str = Field(
        description="One of " + ", ".join(f"`{each}`" for each in AdjustmentOutcome) + "."
    )
    repeated: bool = Field(description="It came before: nothing was done again.")
    receivable: ReceivableText | None
    credit_note: CreditNoteView | None = Field(description="What the ledger was asked for, if so.")
    tasks: list[TaskView] = Field(description="What it leaves to people.")

    @classmethod
    def of(cls, done: Adjustment) -> Self:
        """Write what became of it."""
        return cls(
            id=done.id,
            outcome=done.outcome.value,
            repeated=done.repeated,
            receivable=None if done.receivable is None else format_receivable(done.receivable),
            credit_note=None if done.note is None else CreditNoteView.of(done.note),
            tasks=[TaskView.of(each) for each in done.tasks],
        )
