"""Requests for quotes."""

from typing import Annotated

from fastapi import APIRouter, Query

from sfc.api.auth import AnyCaller, Party
from sfc.api.bodies.market import AskForm
from sfc.api.describe import refusals
from sfc.api.forms import ReceivableText, read_optional
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import OnceDep
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing
from sfc.api.views.market import AskView
from sfc.app import query
from sfc.app.ask import ask as ask_for_quotes
from sfc.app.context import Context
from sfc.ports import Ask

router = APIRouter(prefix="/asks", tags=["discount"])


@router.post(
    "",
    status_code=201,
    summary="Ask for quotes",
    description="Holders. All financiers see the request and may answer with quotes.",
    responses=refusals(
        "not_found",
        "id_malformed",
        "forbidden",
        "participant_suspended",
        "insufficient_units",
        "amount_not_positive",
        "currency_mismatch",
    ),
)
def ask(form: AskForm, context: ContextDep, caller: AnyCaller, by: Party, once: OnceDep) -> AskView:
    """Ask financiers for quotes on units of the caller."""
    found = query.receivable(context, caller.viewer, receivable_of(form.receivable))
    amount = read_optional(form.amount)
    return once(
        lambda: _view(context, ask_for_quotes(context, by, found.id, amount, form.expires_at))
    )


@router.get(
    "",
    summary="List open requests for quotes",
    description="Financiers see all of them, others their own. A request closes when it expires "
    "and when its units are sold, passed on or settled.",
    responses=refusals("id_malformed"),
)
def asks(
    context: ContextDep,
    caller: AnyCaller,
    receivable: Annotated[ReceivableText | None, Query(description="Only on this one.")] = None,
) -> Listing[AskView]:
    """Open requests, newest first."""
    identity = None if receivable is None else receivable_of(receivable)
    found = query.asks(context, caller.viewer, identity)
    return Listing(data=[_view(context, each) for each in found])


def _view(context: Context, asked: Ask) -> AskView:
    return AskView.of(asked, context.read.receivable(asked.receivable).face.currency)
