"""Taking quotes: what a sale would bring, and the sale."""

from typing import Annotated

from fastapi import Query

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Party
from sfc.api.bodies.market import AcceptForm
from sfc.api.describe import refusals
from sfc.api.forms import IsoDate, read_optional
from sfc.api.once import OnceDep
from sfc.api.quoting import quote_view, seller
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.tags import IfMatchDep
from sfc.api.views.common import Transaction
from sfc.api.views.details import SaleView
from sfc.api.views.market import PriceView, Sale
from sfc.app import query
from sfc.app.discount import accept, preview
from sfc.domain.days import day_of
from sfc.domain.money import Money

router = resource("discount", "/quotes/{quote}")


@router.get(
    "/price",
    summary="Price a sale",
    description="What taking the quote would bring. Nothing happens.",
    responses=refusals("not_found", "no_days_to_maturity", "amount_malformed", "amount_not_exact"),
)
def price_quote(
    quote: str,
    context: ContextDep,
    caller: AnyCaller,
    amount: Annotated[
        str | None, Query(max_length=64, description="Face value in the receivable's currency.")
    ] = None,
    on: Annotated[IsoDate | None, Query(description="Settlement date; today by default.")] = None,
) -> PriceView:
    """Preview a sale."""
    stored = query.quote(context, caller.viewer, quote)
    currency = context.read.receivable(stored.signed.quote.receivable).face.currency
    face = None if amount is None else Money.parse_positive(amount, currency)
    day = None if on is None else day_of(on)
    return PriceView.of(preview(context, stored.id, seller(context, caller, stored), face, day))


@router.post(
    "/accept",
    status_code=201,
    summary="Accept a quote",
    description="Holders. Units against cash in one transaction, or nothing.",
    responses=refusals(
        "not_found",
        "forbidden",
        "quote_expired",
        "quote_cancelled",
        "quote_used",
        "quote_mismatch",
        "quote_signature_invalid",
        "receivable_changed",
        "price_moved",
        "no_days_to_maturity",
        "insufficient_units",
        "insufficient_funds",
        "allowance_too_low",
        "participant_suspended",
        "amount_not_positive",
        "currency_mismatch",
        "precondition_failed",
    ),
)
def accept_quote(
    quote: str,
    form: AcceptForm,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    match: IfMatchDep,
    once: OnceDep,
) -> Sale:
    """Sell units of the caller."""
    stored = query.quote(context, caller.viewer, quote)
    amount, minimum = read_optional(form.amount), read_optional(form.minimum_price)

    def write() -> Sale:
        done = accept(context, by, stored.id, amount, minimum)
        return Sale(sale=SaleView.of(done.result), transaction=Transaction.of(done.receipt))

    unchanged = match.on(stored.id, lambda: quote_view(context, caller, stored))
    return once(write, only_if=unchanged)
