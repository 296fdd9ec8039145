"""Receivables as the service shows them."""

from typing import Self

from pydantic import Field

from sfc.api.forms import (
    Amount,
    IsoDate,
    ParticipantText,
    ReceivableText,
    View,
    percent,
)
from sfc.api.views.common import Transaction
from sfc.app.context import Done
from sfc.app.settle import Due, amount_due
from sfc.domain.days import Day, date_of, nearest_date
from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.receivable import Standing
from sfc.domain.rejection import rejection
from sfc.domain.views import Receivable, ReceivableTotals, Terms


class TermsView(View):
    """What lateness costs."""

    number: int
    grace_days: int = Field(description="Days after the due date without consequence.")
    penalty_rate_percent: str = Field(description="A year.", examples=["18.25"])
    basis: int = Field(description="Days of the interest year, 360 or 365.")

    @classmethod
    def of(cls, terms: Terms) -> Self:
        """Write terms."""
        return cls(
            number=terms.number,
            grace_days=terms.grace_days,
            penalty_rate_percent=percent(terms.penalty_rate_ppm),
            basis=terms.basis,
        )


class DueView(View):
    """What a payment on a day would have to cover at most."""

    principal: Amount
    penalty: Amount = Field(description="Penalty interest up to the day.")
    total: Amount
    on: IsoDate

    @classmethod
    def of(cls, due: Due) -> Self:
        """Write what is due."""
        return cls(
            principal=Amount.of(due.principal),
            penalty=Amount.of(due.penalty),
            total=Amount.of(due.total),
            on=date_of(due.day),
        )


class Flags(View):
    """What follows from the date and what was paid; none of it is ever stored."""

    due: bool
    overdue: bool
    in_grace: bool
    defaulted: bool
    expired: bool = Field(description="Recorded, and not confirmed before its due date.")
    days_overdue: int

    @classmethod
    def of(cls, standing: Standing) -> Self:
        """Write how a receivable stands."""
        return cls(
            due=standing.is_due,
            overdue=standing.is_overdue,
            in_grace=standing.is_in_grace,
            defaulted=standing.is_defaulted,
            expired=standing.is_expired,
            days_overdue=standing.days_overdue,
        )


class Rejection(View):
    """Why the obligor refused."""

    code: str = Field(description="Clarification reason of the Peppol Invoice Response.")
    meaning: str


class ReceivableView(View):
    """A receivable as it stands on the ledger's present day."""

    id: ReceivableText
    status: str
    flags: Flags
    obligor: ParticipantText
    supplier: ParticipantText
    invoice_number: str
    issue_date: IsoDate
    due_date: IsoDate
    recorded: Amount = Field(description="What the supplier recorded.")
    face: Amount = Field(description="What the obligor confirmed; before that, what was recorded.")
    paid: Amount = Field(description="Principal paid.")
    amount_due: DueView
    redeemed: Amount = Field(description="Cash paid out to holders.")
    terms: TermsView
    evidence_root: str
    rejection: Rejection | None
    cancellation_asked_by: ParticipantText | None
    disputed: Amount = Field(description="What the obligor contests before it confirms.")
    dispute: Rejection | None = Field(description="Why it contests it.")
    in_default: bool = Field(
        description="Marked so on the ledger: its obligor cannot confirm anything new."
    )
    batch: str | None = Field(description="Root of the batch out of which it came.")

    @classmethod
    def of(cls, receivable: Receivable, today: Day) -> Self:
        """Write a receivable as of a day."""
        asked_by = receivable.cancellation_asked_by
        return cls(
            id=format_receivable(receivable.id),
            status=receivable.status.api_name,
            flags=Flags.of(receivable.standing(today)),
            obligor=format_participant(receivable.obligor),
            supplier=format_participant(receivable.supplier),
            invoice_number=receivable.invoice_number,
            issue_date=nearest_date(receivable.issue_day),
            due_date=nearest_date(receivable.due_day),
            recorded=Amount.of(receivable.asked_face),
            face=Amount.of(receivable.face),
            paid=Amount.of(receivable.paid),
            amount_due=DueView.of(amount_due(receivable, today)),
            redeemed=Amount.of(receivable.redeemed),
            terms=TermsView.of(receivable.terms),
            evidence_root=receivable.evidence_root,
            rejection=_rejection(receivable.rejection),
            cancellation_asked_by=None if asked_by is None else format_participant(asked_by),
            disputed=Amount.of(receivable.disputed),
            dispute=_rejection(receivable.dispute_reason),
            in_default=receivable.in_default,
            batch=receivable.batch,
        )


class ReceivableTotalsView(View):
    """What receivables of one status in one currency come to."""

    status: str
    currency: str
    count: int
    face: Amount
    paid: Amount = Field(description="Principal paid.")
    overdue_count: int = Field(description="How many are owed and were due before today.")
    overdue: Amount = Field(description="Their principal that is not paid.")

    @classmethod
    def of(cls, totals: ReceivableTotals) -> Self:
        """Write totals."""
        return cls(
            status=totals.status.api_name,
            currency=totals.face.currency.code,
            count=totals.count,
            face=Amount.of(totals.face),
            paid=Amount.of(totals.paid),
            overdue_count=totals.overdue_count,
            overdue=Amount.of(totals.overdue),
        )


class ReceivableChange(View):
    """A receivable after a step of its life."""

    receivable: ReceivableView
    transaction: Transaction

    @classmethod
    def of(cls, done: Done[Receivable], today: Day) -> Self:
        """Write a step as of a day."""
        return cls(
            receivable=ReceivableView.of(done.result, today),
            transaction=Transaction.of(done.receipt),
        )


def _rejection(number: int | None) -> Rejection | None:
    if number is None:
        return None
    reason = rejection(number)
    return Rejection(code=reason.name, meaning=reason.meaning)
