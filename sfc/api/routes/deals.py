"""What follows a sale with recourse or hold-back."""

from typing import Annotated

from fastapi import Path

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Caller, Party
from sfc.api.bodies.trading import PartForm
from sfc.api.describe import refusals
from sfc.api.forms import read_optional
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing, Transaction
from sfc.api.views.trading import DealChange, DealView
from sfc.app import recourse as use
from sfc.app.context import Context, Done

router = resource("market", "/deals")

DealId = Annotated[str, Path(pattern="^(market|auctions)-[1-9][0-9]{0,17}$", examples=["market-1"])]

_DEAL = (
    "not_found",
    "forbidden",
    "deal_over",
    "not_in_default",
    "too_many_units",
    "insufficient_units",
    "not_unit_operator",
    "participant_suspended",
    "amount_not_positive",
)


@router.get(
    "",
    summary="List deals",
    description="Sales with recourse or hold-back of which the caller is seller or financier; "
    "operator and regulator see all.",
    responses=refusals(),
)
def deals(context: ContextDep, caller: AnyCaller) -> Listing[DealView]:
    """The caller's deals."""
    party = None if caller.viewer.sees_all else caller.participant
    return Listing(
        data=[DealView.of(use.standing(context, each)) for each in context.read.deals(party)]
    )


@router.get(
    "/{deal}",
    summary="Get a deal",
    description="Its seller, its financier, operator and regulator.",
    responses=refusals("not_found"),
)
def deal(deal: DealId, context: ContextDep, caller: AnyCaller) -> DealView:
    """One deal, with what is owed today."""
    return DealView.of(use.seen(context, caller.viewer, *_parts(deal)))


@router.post(
    "/{deal}/put-back",
    summary="Put units back",
    description="Its financier, once the receivable is in default. Units go back as they are paid "
    "for, from the hold-back first, then from the seller's cash; the rest is a debt of the seller.",
    responses=refusals(*_DEAL, "beyond_recourse", "no_debt"),
)
def put_back(
    deal: DealId,
    form: PartForm,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    once: OnceDep,
) -> DealChange:
    """Exercise recourse."""
    venue, number = _seen(context, caller, deal)
    amount = read_optional(form.amount)
    return once(lambda: _change(use.put_back(context, by, venue, number, amount)), status=200)


@router.post(
    "/{deal}/collect",
    summary="Collect a debt",
    description="Its financier. Takes what the seller has by now for units that were put back.",
    responses=refusals(*_DEAL, "beyond_recourse", "no_debt"),
)
def collect_debt(
    deal: DealId, context: ActingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> DealChange:
    """Try again for what is owed."""
    venue, number = _seen(context, caller, deal)
    return once(lambda: _change(use.collect(context, by, venue, number)), status=200)


@router.post(
    "/{deal}/pay",
    summary="Pay a debt",
    description="Its seller, out of its own cash: the units go back to it as they are paid for.",
    responses=refusals(*_DEAL, "no_debt", "cost_above", "insufficient_funds", "allowance_too_low"),
)
def pay_debt(
    deal: DealId,
    form: PartForm,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    once: OnceDep,
) -> DealChange:
    """Pay for units that were put back."""
    venue, number = _seen(context, caller, deal)
    amount = read_optional(form.amount)
    return once(lambda: _change(use.pay_debt(context, by, venue, number, amount)), status=200)


@router.post(
    "/{deal}/release",
    summary="Release a hold-back",
    description="Its seller or financier, once the receivable is settled or all units went back; "
    "the financier at any time. It goes to whom it belongs.",
    responses=refusals("not_found", "forbidden", "nothing_to_release", "participant_suspended"),
)
def release_hold_back(
    deal: DealId, context: ActingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> DealChange:
    """Release what was kept."""
    venue, number = _seen(context, caller, deal)
    return once(lambda: _change(use.release(context, by, venue, number)), status=200)


def _parts(deal: str) -> tuple[str, int]:
    venue, _, number = deal.partition("-")
    return venue, int(number)


def _seen(context: Context, caller: Caller, deal: str) -> tuple[str, int]:
    """A deal that is the caller's to see at all. Raises NotFound."""
    found = use.seen(context, caller.viewer, *_parts(deal)).deal
    return found.venue, found.number


def _change(done: Done[use.Standing]) -> DealChange:
    return DealChange(deal=DealView.of(done.result), transaction=Transaction.of(done.receipt))
