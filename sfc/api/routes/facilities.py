"""Standing facilities of financiers, and draws on them."""

from typing import Annotated

from fastapi import Path

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Caller, Party
from sfc.api.bodies.trading import ConditionsForm, DrawForm, FacilityForm
from sfc.api.describe import refusals
from sfc.api.forms import read_optional
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing, Transaction
from sfc.api.views.trading import FacilityChange, FacilityView, TradeMade, TradeView
from sfc.app import facilities as use
from sfc.app import query
from sfc.app.context import Done
from sfc.domain.market_events import MARKET
from sfc.domain.market_views import Facility

router = resource("market", "/facilities")

Number = Annotated[int, Path(ge=1, le=2**32 - 1, examples=[1])]

_OFFER = (
    "forbidden",
    "wrong_role",
    "participant_suspended",
    "offer_malformed",
    "rate_out_of_range",
    "basis_unsupported",
    "amount_malformed",
    "amount_not_exact",
    "amount_not_positive",
    "amount_too_large",
    "currency_unknown",
)
_DRAW = (
    "not_found",
    "forbidden",
    "id_malformed",
    "facility_not_open",
    "quote_mismatch",
    "insufficient_units",
    "insufficient_funds",
    "price_moved",
    "no_days_to_maturity",
    "discount_not_below_face",
    "participant_suspended",
    "allowance_too_low",
    "not_unit_operator",
    "amount_not_positive",
    "currency_mismatch",
)


@router.post(
    "",
    status_code=201,
    summary="Open a facility",
    description="Financiers. A standing offer to buy receivables of one obligor up to a limit, at "
    "a rate by tenor; on the ledger, so that holders draw at once.",
    responses=refusals(*_OFFER, "unknown_participant", "id_malformed"),
)
def open_facility(
    form: FacilityForm, context: ActingDep, by: Party, once: OnceDep
) -> FacilityChange:
    """Offer to buy of an obligor."""
    conditions, code = form.conditions(), form.limit.currency
    return once(lambda: _change(use.open_facility(context, by, form.of, code, conditions)))


@router.get(
    "",
    summary="List facilities",
    description="All open ones: they stand on the ledger for everybody. A financier sees its "
    "closed ones too.",
    responses=refusals(),
)
def facilities(context: ContextDep, caller: AnyCaller) -> Listing[FacilityView]:
    """Facilities by number."""
    shown = [
        each
        for each in context.read.facilities()
        if each.currency and (each.is_open or caller.viewer.sees_all or _owns(caller, each))
    ]
    return Listing(data=[FacilityView.of(each) for each in shown])


@router.get(
    "/{facility}",
    summary="Get a facility",
    description="Anybody with a key.",
    responses=refusals("not_found"),
)
def facility(facility: Number, context: ContextDep, _caller: AnyCaller) -> FacilityView:
    """One facility."""
    return FacilityView.of(context.read.facility(facility))


@router.put(
    "/{facility}",
    summary="Change a facility",
    description="Its financier. For draws to come; a closed one is open again.",
    responses=refusals(*_OFFER, "not_found"),
)
def change_facility(
    facility: Number, form: ConditionsForm, context: ActingDep, by: Party, once: OnceDep
) -> FacilityChange:
    """Replace the conditions."""
    conditions = form.conditions()
    return once(lambda: _change(use.change_facility(context, by, facility, conditions)), status=200)


@router.post(
    "/{facility}/close",
    summary="Close a facility",
    description="Its financier. What was drawn stays as it is.",
    responses=refusals("not_found", "forbidden", "facility_not_open", "participant_suspended"),
)
def close_facility(
    facility: Number, context: ActingDep, by: Party, once: OnceDep
) -> FacilityChange:
    """End draws."""
    return once(lambda: _change(use.close_facility(context, by, facility)), status=200)


@router.post(
    "/{facility}/preview",
    summary="Preview a draw",
    description="Holders. What the draw would move to the last unit, or why it would be refused: "
    "the very call, executed on the ledger and undone.",
    responses=refusals(*_DRAW),
)
def preview_draw(
    facility: Number, form: DrawForm, context: ContextDep, caller: AnyCaller, by: Party
) -> TradeView:
    """Execute a draw and undo it."""
    found = query.receivable(context, caller.viewer, form.of)
    amount, least = read_optional(form.amount), read_optional(form.bound)
    sale = use.preview_draw(context, by, facility, found.id, amount, least)
    return TradeView.of(sale, found.face.currency, MARKET)


@router.post(
    "/{facility}/draw",
    status_code=201,
    summary="Draw on a facility",
    description="Holders. Units against cash in one transaction, or nothing. Where the terms have "
    "recourse, the seller's cash answers for it: drawing agrees to that.",
    responses=refusals(*_DRAW),
)
def draw_on_facility(
    facility: Number,
    form: DrawForm,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    once: OnceDep,
) -> TradeMade:
    """Sell to the facility's financier."""
    found = query.receivable(context, caller.viewer, form.of)
    amount, least = read_optional(form.amount), read_optional(form.bound)

    def write() -> TradeMade:
        done = use.draw(context, by, facility, found.id, amount, least)
        trade = TradeView.of(done.result, found.face.currency, MARKET)
        return TradeMade(trade=trade, transaction=Transaction.of(done.receipt))

    return once(write)


def _owns(caller: Caller, facility: Facility) -> bool:
    return facility.financier == caller.participant


def _change(done: Done[Facility]) -> FacilityChange:
    return FacilityChange(
        facility=FacilityView.of(done.result), transaction=Transaction.of(done.receipt)
    )
