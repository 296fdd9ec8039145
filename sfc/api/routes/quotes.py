"""Quotes: signed by financiers, taken by holders."""

from typing import Annotated

from fastapi import Query, Response

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Party
from sfc.api.bodies.market import QuoteForm
from sfc.api.describe import refusals
from sfc.api.forms import ReceivableText
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import OnceDep
from sfc.api.quoting import quote_view
from sfc.api.resource import resource
from sfc.api.standing import WakeDep
from sfc.api.state import ContextDep
from sfc.api.tags import IfMatchDep, IfNoneMatchDep
from sfc.api.views.common import Listing, Transaction
from sfc.api.views.market import QuoteChange, QuoteView
from sfc.app import offer, query

router = resource("discount", "/quotes")

_QUOTE = ("not_found", "forbidden")


@router.post(
    "",
    status_code=201,
    summary="Offer a quote",
    description="Financiers, on receivables that they may see. The quote is signed with the "
    "financier's key, and firm until it expires, is cancelled or filled, or the receivable "
    "changes.",
    responses=refusals(
        *_QUOTE,
        "id_malformed",
        "wrong_role",
        "participant_suspended",
        "wrong_status",
        "quote_expired",
        "quote_mismatch",
        "quotes_exhausted",
        "no_days_to_maturity",
        "rate_out_of_range",
        "basis_unsupported",
        "discount_not_below_face",
        "currency_mismatch",
        "key_not_held",
    ),
)
def offer_quote(
    form: QuoteForm, context: ActingDep, caller: AnyCaller, by: Party, once: OnceDep, wake: WakeDep
) -> QuoteView:
    """Sign a quote."""
    found = query.receivable(context, caller.viewer, receivable_of(form.receivable))
    terms = form.read(found.id, context.clock.now())
    offered = once(lambda: quote_view(context, caller, offer.offer(context, by, terms)))
    wake()
    return offered


@router.get(
    "",
    summary="List the quotes on a receivable",
    description="A financier sees its own, who asked the answers to it, and who holds units those "
    "that answer nobody. Newest first.",
    responses=refusals("not_found", "id_malformed"),
)
def quotes(
    receivable: Annotated[ReceivableText, Query()], context: ContextDep, caller: AnyCaller
) -> Listing[QuoteView]:
    """The quotes that the caller may see."""
    found = query.quotes(context, caller.viewer, receivable_of(receivable))
    return Listing(data=[quote_view(context, caller, each) for each in found])


@router.get(
    "/{quote}",
    summary="Get a quote",
    description="Its financier, and who asked for it; if nobody did, who holds units.",
    response_model=QuoteView,
    responses=refusals("not_found"),
)
def quote(quote: str, context: ContextDep, caller: AnyCaller, known: IfNoneMatchDep) -> Response:
    """One quote."""
    found = query.quote(context, caller.viewer, quote)
    return known.answer(quote_view(context, caller, found))


@router.post(
    "/{quote}/cancel",
    summary="Cancel a quote",
    description="Its financier. On the ledger, so that the signature is worth nothing any more.",
    responses=refusals(
        *_QUOTE, "not_yours", "quote_used", "quote_cancelled", "precondition_failed"
    ),
)
def cancel_quote(
    quote: str,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    match: IfMatchDep,
    once: OnceDep,
) -> QuoteChange:
    """Withdraw a quote of the caller."""
    stored = query.quote(context, caller.viewer, quote)

    def write() -> QuoteChange:
        done = offer.cancel_quote(context, by, stored.id)
        return QuoteChange(
            quote=quote_view(context, caller, done.result), transaction=Transaction.of(done.receipt)
        )

    unchanged = match.on(stored.id, lambda: quote_view(context, caller, stored))
    return once(write, status=200, only_if=unchanged)


@router.post(
    "/cancel-all",
    summary="Cancel all quotes",
    description="Of the caller, a financier: by a new epoch on the ledger, in one transaction.",
    responses=refusals("forbidden", "wrong_role", "participant_suspended"),
)
def cancel_all_quotes(context: ActingDep, by: Party, once: OnceDep) -> Transaction:
    """Void all that the caller signed."""
    return once(lambda: Transaction.of(offer.cancel_all_quotes(context, by)), status=200)
