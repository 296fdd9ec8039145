"""Confirmation of many receivables by one root."""

from typing import Annotated, Self

from fastapi import Path
from pydantic import ConfigDict, Field

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Party
from sfc.api.bodies.receivables import IssueForm
from sfc.api.describe import refusals
from sfc.api.forms import (
    Amount,
    Form,
    IsoDate,
    ParticipantText,
    ReceivableText,
    View,
)
from sfc.api.forms import participant as participant_of
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import HASH, Listing, Transaction
from sfc.api.views.receivables import ReceivableChange, ReceivableView
from sfc.app import batches as use
from sfc.app.context import Context, Done
from sfc.domain.currency import currency
from sfc.domain.days import date_of, day_of, nearest_date
from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.money import Money
from sfc.domain.views import Batch, Receivable

router = resource("receivables", "/batches")

Root = Annotated[str, Path(pattern="^0x[0-9a-f]{64}$", examples=[HASH])]

_ITEM = (
    "not_found",
    "forbidden",
    "id_malformed",
    "wrong_role",
    "already_recorded",
    "batch_expired",
    "batch_exhausted",
    "outside_batch",
    "participant_suspended",
)
MOST_AT_ONCE = 1_000


class BatchForm(Form):
    """What the obligor undertakes to pay."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "valid_until": "2026-04-30",
                    "invoices": [
                        {
                            "supplier": "par_3",
                            "invoice_number": "INV-2026-0815",
                            "issue_date": "2026-03-01",
                            "due_date": "2026-08-28",
                            "amount": {"amount": "1000000.00", "currency": "CNY"},
                        }
                    ],
                }
            ]
        }
    )

    valid_until: IsoDate = Field(description="Last day on which suppliers may take theirs up.")
    invoices: list[IssueForm] = Field(
        min_length=1, max_length=MOST_AT_ONCE, description="In one currency."
    )


class TakeForm(Form):
    """Which item of a batch."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"receivable": f"rcv_{'5f' * 32}"}]})

    receivable: ReceivableText


class BatchView(View):
    """An undertaking by a Merkle root, and what is left of it."""

    root: str = Field(examples=[HASH])
    obligor: ParticipantText
    count: int
    total: Amount
    left: int = Field(description="Receivables that were not taken up.")
    left_total: Amount
    latest_due_date: IsoDate
    posted_on: IsoDate
    valid_until: IsoDate

    @classmethod
    def of(cls, batch: Batch) -> Self:
        """Write a batch."""
        return cls(
            root=batch.root,
            obligor=format_participant(batch.obligor),
            count=batch.count,
            total=Amount.of(batch.total),
            left=batch.left,
            left_total=Amount.of(batch.left_total),
            latest_due_date=nearest_date(batch.latest_due),
            posted_on=date_of(batch.posted_on),
            valid_until=nearest_date(batch.valid_until),
        )


class BatchChange(View):
    """A batch after a change."""

    batch: BatchView
    transaction: Transaction


class OfferedView(View):
    """What stands in a batch for a supplier."""

    receivable: ReceivableText
    root: str
    obligor: ParticipantText
    invoice_number: str
    face: Amount
    due_date: IsoDate
    status: str | None = Field(description="Null until it is taken up.")

    @classmethod
    def of(cls, context: Context, each: use.Offered) -> Self:
        """Write an item."""
        item = each.item
        listed = {e.number: e.code for e in context.read.currencies()}
        of = currency(listed[item.statement.currency])
        return cls(
            receivable=format_receivable(item.receivable),
            root=item.root,
            obligor=format_participant(item.obligor),
            invoice_number=item.number,
            face=Amount.of(Money(item.statement.face, of)),
            due_date=nearest_date(item.statement.due_day),
            status=each.receivable.status.api_name if each.receivable else None,
        )


@router.post(
    "",
    status_code=201,
    summary="Post a batch",
    description="Core enterprises. Confirms many invoices by one Merkle root: the credit line is "
    "used at once, and each receivable comes about when its supplier takes it up. The service "
    "keeps the tree and makes the proofs.",
    responses=refusals(
        "forbidden",
        "id_malformed",
        "wrong_role",
        "participant_suspended",
        "unknown_participant",
        "already_recorded",
        "batch_exists",
        "batch_dates_malformed",
        "credit_limit_exceeded",
        "rule_broken",
        "obligor_in_default",
        "currency_mismatch",
        "currency_unknown",
        "due_not_after_issue",
        "amount_malformed",
        "amount_not_exact",
        "amount_not_positive",
        "amount_too_large",
        "invoice_field_malformed",
    ),
)
def post_batch(form: BatchForm, context: ActingDep, by: Party, once: OnceDep) -> BatchChange:
    """Undertake to pay many."""
    drafts = [each.draft(each.supplier) for each in form.invoices]
    until = day_of(form.valid_until)
    return once(lambda: _change(use.post(context, by, drafts, until)))


@router.get(
    "",
    summary="List batches",
    description="The caller's own, as their obligor.",
    responses=refusals("forbidden"),
)
def batches(context: ContextDep, by: Party) -> Listing[BatchView]:
    """The caller's batches."""
    return Listing(data=[BatchView.of(each) for each in context.read.batches(by)])


@router.get(
    "/of/{participant}",
    summary="List an obligor's batches",
    description="Itself, operator and regulator.",
    responses=refusals("not_found", "id_malformed"),
)
def batches_of(
    participant: ParticipantText, context: ContextDep, caller: AnyCaller
) -> Listing[BatchView]:
    """The batches of an obligor."""
    found = use.batches(context, caller.viewer, participant_of(participant))
    return Listing(data=[BatchView.of(each) for each in found])


@router.get(
    "/offered",
    summary="List what stands in batches for the caller",
    description="Suppliers: their own items only, of all obligors.",
    responses=refusals("forbidden"),
)
def offered(context: ContextDep, by: Party) -> Listing[OfferedView]:
    """What the caller may take up, and what it took up."""
    return Listing(data=[OfferedView.of(context, each) for each in use.offered(context, by)])


@router.post(
    "/tokenise",
    status_code=201,
    summary="Take up an item of a batch",
    description="Its supplier. Records and tokenises it in one transaction, with the proof.",
    responses=refusals(*_ITEM),
)
def tokenise_from_batch(
    form: TakeForm, context: ActingDep, by: Party, once: OnceDep
) -> ReceivableChange:
    """Turn an item into units."""
    identity = receivable_of(form.receivable)
    return once(lambda: _taken(context, use.tokenise(context, by, identity)))


@router.post(
    "/withdraw",
    status_code=201,
    summary="Withdraw an item of a batch",
    description="Its obligor or its supplier. The other agrees by `POST /receivables/…/cancel`.",
    responses=refusals(*_ITEM),
)
def withdraw_from_batch(
    form: TakeForm, context: ActingDep, by: Party, once: OnceDep
) -> ReceivableChange:
    """Ask for the end of an item."""
    identity = receivable_of(form.receivable)
    return once(lambda: _taken(context, use.withdraw(context, by, identity)))


@router.post(
    "/{root}/close",
    summary="Close a batch",
    description="Its obligor, after its last day. What was not taken up is no longer promised, and "
    "the credit line is free of it.",
    responses=refusals("not_found", "forbidden", "batch_open", "batch_exhausted"),
)
def close_batch(root: Root, context: ActingDep, by: Party, once: OnceDep) -> BatchChange:
    """Take back what is left."""
    return once(lambda: _change(use.close(context, by, root)), status=200)


def _change(done: Done[Batch]) -> BatchChange:
    return BatchChange(batch=BatchView.of(done.result), transaction=Transaction.of(done.receipt))


def _taken(context: Context, done: Done[Receivable]) -> ReceivableChange:
    return ReceivableChange(
        receivable=ReceivableView.of(done.result, context.clock.today()),
        transaction=Transaction.of(done.receipt),
    )
