"""Suspected twins, and what people decide about them."""

from typing import Annotated

from fastapi import Path, Query

from sfc.api.auth import AnyCaller
from sfc.api.bodies.matters import CaseQuery, DecisionForm
from sfc.api.describe import refusals
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Page
from sfc.api.views.matters import CaseView
from sfc.app import twin_cases
from sfc.app.context import Context
from sfc.domain.matter_ids import CASE, check_matter_id
from sfc.domain.twin_case import TwinCase

router = resource("matters", "/twins")

CaseText = Annotated[str, Path(max_length=64, examples=[f"twn_{'5f' * 16}"])]


@router.get(
    "",
    summary="List suspected twins",
    description="Invoices that resemble an older one of the same obligor, newest first. The "
    "obligor sees those about its debts; a supplier sees a case only if both invoices are its own, "
    "for what another supplier invoiced is not for it to know; operator and regulator see all.",
    responses=refusals("id_malformed"),
)
def suspected_twins(
    wanted: Annotated[CaseQuery, Query()], context: ContextDep, caller: AnyCaller
) -> Page[CaseView]:
    """A page of cases."""
    found, cursor = twin_cases.cases(
        context, caller.viewer, wanted.read(), wanted.cursor, wanted.limit
    )
    return Page(data=[_view(context, each) for each in found], next_cursor=cursor)


@router.get(
    "/{case}",
    summary="Get a case of suspected twins",
    description="For whom it is listed.",
    responses=refusals("not_found", "id_malformed"),
)
def suspected_twin(case: CaseText, context: ContextDep, caller: AnyCaller) -> CaseView:
    """One case."""
    found = twin_cases.case(context, caller.viewer, check_matter_id(case, CASE))
    return _view(context, found)


@router.post(
    "/{case}/decision",
    summary="Decide about suspected twins",
    description="The obligor of both, or the operator: `same` or `different`, and again when they "
    "learn more; all decisions are kept. The supplier of both may say `same` while nothing is "
    "decided, and never clear itself. Nothing happens on the ledger: for `same`, `next_step` says "
    "what may be done about the later one, and by whom.",
    responses=refusals("not_found", "id_malformed", "forbidden", "already_decided"),
)
def decide_about_twins(
    case: CaseText, form: DecisionForm, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> CaseView:
    """Say what the two are."""
    identity = check_matter_id(case, CASE)
    return once(
        lambda: _view(
            context,
            twin_cases.decide(context, caller.viewer, identity, form.verdict(), form.note),
        ),
        status=200,
    )


def _view(context: Context, found: TwinCase) -> CaseView:
    earlier, later = (context.read.receivable(each) for each in (found.earlier, found.later))
    return CaseView.of(found, earlier, later, twin_cases.proposal(context, found))
