"""Bodies about what people decide: suspected twins, tasks, credit notes."""

from typing import Literal

from pydantic import ConfigDict, Field

from sfc.api.forms import PLAIN_TEXT_PATTERN, Amount, Form, IsoDate, ParticipantText
from sfc.api.forms import participant as participant_of
from sfc.api.paging import LARGEST_PAGE
from sfc.app.corrections import CreditNoteDraft
from sfc.app.originals import Preceding
from sfc.domain.adjustment import CREDIT_NOTE
from sfc.domain.twin_case import Verdict
from sfc.ports import MatterFilter

MOST_PRECEDING = 100
LONGEST_NOTE = 2_000


class DecisionForm(Form):
    """What a person found two receivables to be."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"decision": "different", "note": "Two deliveries, one price."}]
        }
    )

    decision: Literal["same", "different"]
    note: str = Field("", max_length=LONGEST_NOTE, pattern=PLAIN_TEXT_PATTERN)

    def verdict(self) -> Verdict:
        """Read the decision."""
        return Verdict(self.decision)


class NoteForm(Form):
    """A remark to go with it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"note": "Paid back on 3 March."}]})

    note: str = Field("", max_length=LONGEST_NOTE, pattern=PLAIN_TEXT_PATTERN)


class PrecedingForm(Form):
    """An invoice that a credit note corrects."""

    invoice_number: str = Field(min_length=1, max_length=256, pattern=PLAIN_TEXT_PATTERN)
    issue_date: IsoDate | None = Field(
        None, description="Needed where several invoices have the number."
    )


class CreditNoteForm(Form):
    """A supplier's credit note."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "obligor": "par_1",
                    "number": "CN-2026-0007",
                    "issue_date": "2026-03-20",
                    "amount": {"amount": "50000.00", "currency": "CNY"},
                    "preceding": [{"invoice_number": "INV-2026-0815"}],
                }
            ]
        }
    )

    obligor: ParticipantText
    number: str = Field(
        min_length=1,
        max_length=256,
        pattern=PLAIN_TEXT_PATTERN,
        description="Of the credit note itself.",
    )
    issue_date: IsoDate
    amount: Amount = Field(description="What is to be taken off.")
    preceding: list[PrecedingForm] = Field(
        max_length=MOST_PRECEDING, description="The invoice that it corrects, as it names it."
    )
    document_type: str = Field(
        CREDIT_NOTE, min_length=1, max_length=16, description="Type code by UNTDID 1001."
    )

    def draft(self) -> CreditNoteDraft:
        """Read it as the use case takes it."""
        return CreditNoteDraft(
            obligor=participant_of(self.obligor),
            number=self.number,
            issued=self.issue_date,
            amount=self.amount.read(),
            preceding=tuple(
                Preceding(each.invoice_number, each.issue_date) for each in self.preceding
            ),
            document_type=self.document_type,
        )


class MatterQuery(Form):
    """Which page of matters to list."""

    model_config = ConfigDict(strict=False)

    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="Most items on the page.")
    cursor: str | None = Field(
        None, max_length=200, description="`next_cursor` of the page before."
    )


class CaseQuery(MatterQuery):
    """Which cases to list."""

    state: Literal["open", "same", "different"] | None = None

    def read(self) -> MatterFilter:
        """Read it as the use case takes it."""
        if self.state in (None, "open"):
            return MatterFilter(is_open=True if self.state else None)
        return MatterFilter(verdict=Verdict(self.state))


class TaskQuery(MatterQuery):
    """Which tasks to list."""

    state: Literal["open", "done"] | None = None

    def read(self) -> MatterFilter:
        """Read it as the use case takes it."""
        return MatterFilter(is_open=None if self.state is None else self.state == "open")
