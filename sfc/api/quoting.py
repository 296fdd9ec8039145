"""Quotes as each caller is shown them."""

from sfc.api.auth import Caller
from sfc.api.views.market import QuoteView
from sfc.app.context import Context
from sfc.app.discount import preview
from sfc.app.pricing import Price, QuoteState, state_of
from sfc.domain.errors import SfcError
from sfc.domain.ids import ParticipantId
from sfc.ports import StoredQuote


def quote_view(context: Context, caller: Caller, stored: StoredQuote) -> QuoteView:
    """A quote with its price today for as much as the caller could sell."""
    currency = context.read.receivable(stored.signed.quote.receivable).face.currency
    state = state_of(context, stored)
    return QuoteView.of(stored, currency, state, _price(context, caller, stored, state))


def _price(
    context: Context, caller: Caller, stored: StoredQuote, state: QuoteState
) -> Price | None:
    if state is not QuoteState.OPEN:
        return None
    try:
        return preview(context, stored.id, seller(context, caller, stored))
    except SfcError:  # so few units that nothing would be left to pay
        return None


def seller(context: Context, caller: Caller, stored: StoredQuote) -> ParticipantId | None:
    """The caller, if it has anything to sell."""
    if caller.participant is None:
        return None
    held = context.read.units(stored.signed.quote.receivable, caller.participant)
    return caller.participant if held else None
