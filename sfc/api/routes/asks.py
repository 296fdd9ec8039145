"""Requests for quotes."""

from typing import Annotated

from fastapi import Path, Query

from sfc.api.auth import AnyCaller, Caller, Party
from sfc.api.bodies.market import AskForm
from sfc.api.describe import refusals
from sfc.api.forms import ReceivableText, read_optional
from sfc.api.forms import participant as participant_of
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.standing import WakeDep
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing
from sfc.api.views.compare import Comparison
from sfc.api.views.market import AskView
from sfc.app import query
from sfc.app.ask import ask as ask_for_quotes
from sfc.app.compare import compare
from sfc.app.context import Context
from sfc.ports import Ask

router = resource("discount", "/asks")

AskId = Annotated[str, Path(max_length=64, examples=["ask_0d5e2c"])]


@router.post(
    "",
    status_code=201,
    summary="Ask for quotes",
    description="Holders. All financiers, or those that are named, see the request and may answer "
    "with quotes; no financier sees whom else it was put to.",
    responses=refusals(
        "not_found",
        "id_malformed",
        "forbidden",
        "participant_suspended",
        "unknown_participant",
        "wrong_role",
        "insufficient_units",
        "amount_not_positive",
        "currency_mismatch",
    ),
)
def ask(
    form: AskForm, context: ContextDep, caller: AnyCaller, by: Party, once: OnceDep, wake: WakeDep
) -> AskView:
    """Ask financiers for quotes on units of the caller."""
    found = query.receivable(context, caller.viewer, receivable_of(form.receivable))
    amount, named = read_optional(form.amount), [participant_of(e) for e in form.financiers]
    asked = once(
        lambda: _view(
            context,
            caller,
            ask_for_quotes(context, by, found.id, amount, form.expires_at, named),
        )
    )
    wake()
    return asked


@router.get(
    "",
    summary="List open requests for quotes",
    description="Financiers see those put to them, others their own. A request closes when it "
    "expires and when its units are sold, passed on or settled.",
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
    return Listing(data=[_view(context, caller, each) for each in found])


@router.get(
    "/{ask}",
    summary="Get a request for quotes",
    description="Who asked, and the financiers to whom it is put. Whom it is put to is shown to "
    "who asked only.",
    responses=refusals("not_found"),
)
def one_ask(ask: AskId, context: ContextDep, caller: AnyCaller) -> AskView:
    """One request, open or not."""
    return _view(context, caller, query.ask(context, caller.viewer, ask))


@router.get(
    "/{ask}/comparison",
    summary="Compare the answers to a request",
    description="Who asked, operator and regulator; a financier sees no quote but its own. The "
    "open quotes by their all-in cost, the cheapest first: the effective annual rate on the money "
    "received at once, on 365 days, rounded half up to four decimals. It counts discount, fees, "
    "and that a hold-back comes at collection only. Take one with `POST /quotes/{quote}/accept`.",
    responses=refusals("not_found"),
)
def comparison(ask: AskId, context: ContextDep, caller: AnyCaller) -> Comparison:
    """The answers ranked."""
    asked = query.own_ask(context, caller.viewer, ask)
    return Comparison.of(_view(context, caller, asked), compare(context, asked))


def _view(context: Context, caller: Caller, asked: Ask) -> AskView:
    currency = context.read.receivable(asked.receivable).face.currency
    own = caller.viewer.sees_all or caller.participant == asked.holder
    return AskView.of(asked, currency, names_financiers=own)
