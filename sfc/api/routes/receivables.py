"""Receivables, from recording to units."""

from typing import Annotated

from fastapi import Query, Response

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Party
from sfc.api.bodies.receivables import Filters, IssueForm, ListFilters, RecordForm
from sfc.api.describe import refusals
from sfc.api.forms import ReceivableText
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.tags import IfNoneMatchDep
from sfc.api.views.common import Listing, Page, Transaction
from sfc.api.views.details import ReceivableDetail, RecordingView, TwinView
from sfc.api.views.receivables import ReceivableTotalsView, ReceivableView
from sfc.app import query, record
from sfc.app.context import Context, Done
from sfc.app.drafts import Recording

router = resource("receivables", "/receivables")

_RECORDING = (
    "unknown_participant",
    "wrong_role",
    "participant_suspended",
    "already_recorded",
    "rounds_exhausted",
    "due_not_after_issue",
    "amount_malformed",
    "amount_not_exact",
    "amount_not_positive",
    "amount_too_large",
    "currency_unknown",
    "terms_unknown",
    "invoice_field_malformed",
    "forbidden",
)

_WANTED = ("amount_malformed", "amount_not_exact", "amount_too_large", "currency_unknown")
_SEES = (
    "A participant sees those of which it is obligor or supplier, or holds or ever held units; "
    "operator and regulator see all."
)


@router.post(
    "",
    status_code=201,
    summary="Record an invoice",
    description="Suppliers. States an invoice that the obligor owes; nothing is promised yet. An "
    "invoice has one receivable, in whatever spelling it comes; older ones that it resembles are "
    "warnings.",
    responses=refusals(*_RECORDING),
)
def record_invoice(form: RecordForm, context: ActingDep, by: Party, once: OnceDep) -> RecordingView:
    """Record an invoice of the caller."""
    draft = form.draft(form.obligor)
    return once(lambda: _recording(context, record.record(context, by, draft)))


@router.post(
    "/issue",
    status_code=201,
    summary="Issue a receivable",
    description="Core enterprises. Records, confirms and tokenises the caller's own debt to a "
    "supplier in one transaction.",
    responses=refusals(*_RECORDING, "credit_limit_exceeded", "past_due"),
)
def issue_receivable(
    form: IssueForm, context: ActingDep, by: Party, once: OnceDep
) -> RecordingView:
    """Issue a receivable of which the caller is the obligor."""
    draft = form.draft(form.supplier)
    return once(lambda: _recording(context, record.issue(context, by, draft)))


@router.get(
    "",
    summary="List receivables",
    description=f"Newest first, if nothing else is said. {_SEES}",
    responses=refusals("id_malformed", *_WANTED),
)
def receivables(
    filters: Annotated[ListFilters, Query()], context: ContextDep, caller: AnyCaller
) -> Page[ReceivableView]:
    """A page of receivables."""
    today = context.clock.today()
    found, cursor = query.receivables(
        context,
        caller.viewer,
        filters.read(today),
        filters.cursor,
        filters.limit,
        order=filters.sort,
        ascending=filters.order == "ascending",
    )
    return Page(data=[ReceivableView.of(each, today) for each in found], next_cursor=cursor)


@router.get(
    "/totals",
    summary="Sum receivables up",
    description=f"By status and currency, of those that the same filters list. {_SEES}",
    responses=refusals(*_WANTED),
)
def receivable_totals(
    filters: Annotated[Filters, Query()], context: ContextDep, caller: AnyCaller
) -> Listing[ReceivableTotalsView]:
    """What they come to."""
    wanted = filters.read(context.clock.today())
    found = query.receivable_totals(context, caller.viewer, wanted)
    return Listing(data=[ReceivableTotalsView.of(each) for each in found])


@router.get(
    "/{receivable}",
    summary="Get a receivable",
    description="Its parties of now or before, operator and regulator see everything. Financiers "
    "see it without holders, sales and history while its holder asks for quotes, and once they "
    "have quoted.",
    response_model=ReceivableDetail,
    responses=refusals("not_found", "id_malformed"),
)
def receivable(
    receivable: ReceivableText, context: ContextDep, caller: AnyCaller, known: IfNoneMatchDep
) -> Response:
    """One receivable with holders, sales and history."""
    found = query.detail(context, caller.viewer, receivable_of(receivable))
    return known.answer(ReceivableDetail.of(found))


def _recording(context: Context, done: Done[Recording]) -> RecordingView:
    return RecordingView(
        receivable=ReceivableView.of(done.result.receivable, context.clock.today()),
        warnings=[TwinView.of(twin) for twin in done.result.warnings],
        transaction=Transaction.of(done.receipt),
    )
