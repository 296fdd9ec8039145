"""What people decide, as the service shows it: suspected twins and tasks."""

from typing import Self

from pydantic import Field

from sfc.api.forms import Amount, IsoDate, ParticipantText, ReceivableText, View, moment
from sfc.domain.days import nearest_date
from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.similarity import WEIGHTS, Likeness
from sfc.domain.task import Task
from sfc.domain.twin_case import MEANING, Decision, NextStep, TwinCase
from sfc.domain.views import Receivable


class ReasonView(View):
    """Why two invoices deserve a look."""

    reason: str = Field(description="One of " + ", ".join(f"`{each}`" for each in Likeness) + ".")
    weight: int = Field(description="What it adds to the score; `other_seller` takes off.")

    @classmethod
    def of(cls, likeness: Likeness) -> Self:
        """Write a reason."""
        return cls(reason=likeness.value, weight=WEIGHTS[likeness])


class ComparedView(View):
    """One of two that resemble each other."""

    receivable: ReceivableText
    supplier: ParticipantText
    invoice_number: str
    issue_date: IsoDate
    amount: Amount
    status: str

    @classmethod
    def of(cls, receivable: Receivable) -> Self:
        """Write a receivable."""
        return cls(
            receivable=format_receivable(receivable.id),
            supplier=format_participant(receivable.supplier),
            invoice_number=receivable.invoice_number,
            issue_date=nearest_date(receivable.issue_day),
            amount=Amount.of(receivable.asked_face),
            status=receivable.status.api_name,
        )


class DecisionView(View):
    """What somebody decided."""

    decision: str
    by: str = Field(description="`operator`, or a participant's id.")
    at: str
    note: str

    @classmethod
    def of(cls, decision: Decision) -> Self:
        """Write a decision."""
        return cls(
            decision=decision.verdict.value,
            by=decision.by,
            at=moment(decision.at),
            note=decision.note,
        )


class NextStepView(View):
    """What may be done about the later one; nothing of it happens by itself."""

    step: str = Field(description="One of " + ", ".join(f"`{each}`" for each in NextStep) + ".")
    meaning: str


class CaseView(View):
    """Two receivables of one obligor that resemble each other."""

    id: str
    state: str = Field(description="`open`, `same`, `different`.")
    score: int = Field(description="How suspicious the likeness is, 0 to 100: a sum of weights.")
    reasons: list[ReasonView]
    obligor: ParticipantText
    earlier: ComparedView
    later: ComparedView
    opened_at: str
    decisions: list[DecisionView] = Field(description="In their order: the last one holds.")
    next_step: NextStepView | None = Field(description="Where the two are the same.")

    @classmethod
    def of(
        cls, case: TwinCase, earlier: Receivable, later: Receivable, step: NextStep | None
    ) -> Self:
        """Write a case."""
        return cls(
            id=case.id,
            state=case.verdict.value if case.verdict else "open",
            score=case.score,
            reasons=[ReasonView.of(each) for each in case.reasons],
            obligor=format_participant(case.obligor),
            earlier=ComparedView.of(earlier),
            later=ComparedView.of(later),
            opened_at=moment(case.opened),
            decisions=[DecisionView.of(each) for each in case.decisions],
            next_step=None
            if step is None
            else NextStepView(step=step.value, meaning=MEANING[step]),
        )


class TaskView(View):
    """Something for somebody to do."""

    id: str
    state: str = Field(description="`open` or `done`.")
    reason: str = Field(description="Stable name of why it is for a person.")
    advice: str = Field(description="What that person can do.")
    owner: ParticipantText = Field(description="Who is to do it.")
    other: ParticipantText | None = Field(description="Who else sees it.")
    receivable: ReceivableText | None
    subject: str = Field(description="Id of what it is about, such as a credit note's.")
    facts: dict[str, str]
    opened_at: str
    done_by: str | None = Field(
        description="`operator`, a participant's id, or `ledger` where it came to be done."
    )
    done_at: str | None
    note: str

    @classmethod
    def of(cls, task: Task) -> Self:
        """Write a task."""
        return cls(
            id=task.id,
            state="open" if task.is_open else "done",
            reason=task.reason.value,
            advice=task.advice,
            owner=format_participant(task.owner),
            other=None if task.other is None else format_participant(task.other),
            receivable=None if task.receivable is None else format_receivable(task.receivable),
            subject=task.subject,
            facts=dict(task.facts),
            opened_at=moment(task.opened),
            done_by=task.done_by,
            done_at=None if task.done_at is None else moment(task.done_at),
            note=task.note,
        )
