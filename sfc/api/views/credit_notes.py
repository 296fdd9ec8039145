"""Credit notes as the service shows them."""

from typing import Self

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from sfc.api.forms import Amount, IsoDate, ParticipantText, ReceivableText, View
from sfc.api.views.forecasts import DryRun
from sfc.api.views.matters import TaskView
from sfc.app.adjust import Adjustment, AdjustmentOutcome, outcome_of
from sfc.app.context import Context
from sfc.app.forecast import forecast
from sfc.domain.credit_note import CreditNote
from sfc.domain.ids import format_participant, format_receivable
from sfc.ports import Rehearsal

_DRY_RUN: JsonDict = {
    "would_succeed": True,
    "on": "2026-03-01",
    "moves": [],
    "costs": [],
    "happens": ["CreditNoteAsked"],
    "gas": 73000,
    "network_fee_wei": "0",
    "refusal": None,
    "comes_to": {
        "id": f"crn_{'5f' * 16}",
        "outcome": "proposed",
        "repeated": False,
        "receivable": f"rcv_{'5f' * 32}",
        "credit_note": {
            "id": f"crn_{'5f' * 16}",
            "outcome": "proposed",
            "number": "CN-7",
            "issue_date": "2026-02-20",
            "supplier": "par_3",
            "obligor": "par_1",
            "receivable": f"rcv_{'5f' * 32}",
            "face_before": {"amount": "1000000.00", "currency": "CNY"},
            "amount": {"amount": "20000.00", "currency": "CNY"},
            "claim": {"amount": "0.00", "currency": "CNY"},
            "transaction": None,
        },
        "tasks": [],
    },
}


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


class CreditNoteDryRun(DryRun):
    """What would become of a credit note now. Nothing happened, and nothing is reserved."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [_DRY_RUN]},
        json_schema_serialization_defaults_required=True,
    )

    comes_to: AdjustmentView | None = Field(
        default=None,
        description="What the answer would say: what is taken off, what becomes a claim on the "
        "supplier, and which tasks there would be. The transaction is not known yet. Null if it "
        "would be refused.",
    )

    @classmethod
    def of_note(cls, context: Context, found: Adjustment) -> Self:
        """Write what would become of it; without a transaction nothing is sent for it."""
        told = cls.of(forecast(context, found.rehearsal or Rehearsal((), 0, 0)))
        return told.model_copy(update={"comes_to": AdjustmentView.of(found)})
