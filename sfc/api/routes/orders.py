"""Signed orders of the market: bids of financiers, asks of holders."""

from typing import Annotated

from fastapi import Path

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Party
from sfc.api.bodies.trading import DrawForm, OrderForm
from sfc.api.describe import refusals
from sfc.api.forms import read_optional
from sfc.api.once import OnceDep
from sfc.api.ordering import order_currency, order_view
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing, Transaction
from sfc.api.views.trading import OrderChange, OrderView, TradeMade, TradeView
from sfc.app import orders as use
from sfc.app import query
from sfc.domain.market_events import MARKET

router = resource("market", "/orders")

OrderId = Annotated[str, Path(max_length=64, examples=["ord_3f7a1c"])]

_FILL = (
    "not_found",
    "forbidden",
    "id_malformed",
    "wrong_role",
    "quote_expired",
    "quote_cancelled",
    "quote_used",
    "quote_mismatch",
    "quote_signature_invalid",
    "receivable_changed",
    "price_moved",
    "cost_above",
    "insufficient_units",
    "insufficient_funds",
    "no_days_to_maturity",
    "participant_suspended",
    "allowance_too_low",
    "not_unit_operator",
    "offer_malformed",
    "amount_not_positive",
    "currency_mismatch",
)


@router.post(
    "",
    status_code=201,
    summary="Place an order",
    description="Financiers place bids, holders asks; signed with the caller's key. A bid is seen "
    "by its maker and by those who hold what it buys; an ask by its maker and by financiers.",
    responses=refusals(
        "not_found",
        "forbidden",
        "id_malformed",
        "wrong_role",
        "participant_suspended",
        "unknown_participant",
        "insufficient_units",
        "offer_malformed",
        "rate_out_of_range",
        "basis_unsupported",
        "quote_expired",
        "amount_not_positive",
        "currency_mismatch",
        "currency_unknown",
        "key_not_held",
    ),
)
def place_order(
    form: OrderForm, context: ActingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> OrderView:
    """Sign an order."""
    terms = form.read(context.clock.now())
    if terms.receivable is not None:
        query.receivable(context, caller.viewer, terms.receivable)
    return once(lambda: order_view(context, use.place(context, by, terms)))


@router.get(
    "",
    summary="List orders",
    description="Newest first. Open ones that the caller may see, and all of its own.",
    responses=refusals(),
)
def orders(context: ContextDep, caller: AnyCaller) -> Listing[OrderView]:
    """Orders that the caller may see."""
    return Listing(data=[order_view(context, each) for each in use.orders(context, caller.viewer)])


@router.get(
    "/{order}",
    summary="Get an order",
    description="Its maker, and who may fill it.",
    responses=refusals("not_found"),
)
def order(order: OrderId, context: ContextDep, caller: AnyCaller) -> OrderView:
    """One order."""
    return order_view(context, use.seen(context, caller.viewer, order))


@router.post(
    "/{order}/preview",
    summary="Preview a fill",
    description="Holders for a bid, financiers for an ask. What the fill would move, or why it "
    "would be refused: the very call, executed on the ledger and undone.",
    responses=refusals(*_FILL),
)
def preview_fill(
    order: OrderId, form: DrawForm, context: ContextDep, caller: AnyCaller, by: Party
) -> TradeView:
    """Execute a fill and undo it."""
    found = use.seen(context, caller.viewer, order)
    amount, bound = read_optional(form.amount), read_optional(form.bound)
    sale = use.preview_fill(context, by, found.stored.id, form.of, amount, bound)
    return TradeView.of(sale, order_currency(context, found), MARKET)


@router.post(
    "/{order}/fill",
    status_code=201,
    summary="Fill an order",
    description="Holders for a bid, financiers for an ask; whole or in part. Units against cash in "
    "one transaction, or nothing.",
    responses=refusals(*_FILL),
)
def fill_order(
    order: OrderId,
    form: DrawForm,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    once: OnceDep,
) -> TradeMade:
    """Sell to a bid, or buy from an ask."""
    found = use.seen(context, caller.viewer, order)
    amount, bound = read_optional(form.amount), read_optional(form.bound)

    def write() -> TradeMade:
        done = use.fill(context, by, found.stored.id, form.of, amount, bound)
        trade = TradeView.of(done.result, order_currency(context, found), MARKET)
        return TradeMade(trade=trade, transaction=Transaction.of(done.receipt))

    return once(write)


@router.post(
    "/{order}/cancel",
    summary="Cancel an order",
    description="Its maker. On the ledger, with all versions of it.",
    responses=refusals("not_found", "forbidden", "quote_used"),
)
def cancel_order(
    order: OrderId, context: ActingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> OrderChange:
    """Withdraw an order."""
    found = use.seen(context, caller.viewer, order)

    def write() -> OrderChange:
        done = use.cancel(context, by, found.stored.id)
        return OrderChange(
            order=order_view(context, done.result), transaction=Transaction.of(done.receipt)
        )

    return once(write, status=200)


@router.post(
    "/cancel-all",
    summary="Cancel all orders",
    description="Of the caller, by a new epoch on the ledger.",
    responses=refusals("forbidden"),
)
def cancel_all_orders(context: ActingDep, by: Party, once: OnceDep) -> Transaction:
    """Withdraw all that the caller signed."""
    return once(lambda: Transaction.of(use.cancel_all(context, by)), status=200)
