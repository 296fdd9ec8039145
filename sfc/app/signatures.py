"""What parties sign with their own wallets: quotes into the book, undertakings on the ledger."""

from collections.abc import Mapping
from typing import Any

from sfc.app import orders
from sfc.app.context import Context, Done
from sfc.app.offer import add_signed
from sfc.app.parties import active
from sfc.domain.errors import QuoteExpired, QuoteSignatureInvalid, QuoteUsed
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import Order, OrderSide, SaleTerms, SignedOrder
from sfc.domain.roles import Role
from sfc.domain.statements import Quote, SignedQuote, Undertaking
from sfc.domain.views import Receivable
from sfc.ports import OfferedMessage, StoredQuote


def take_quote(
    context: Context, by: ParticipantId, offered: OfferedMessage, signature: bytes
) -> StoredQuote:
    """Put a quote that the financier `by` was offered to sign into the book.

    Raises WrongRole, ParticipantSuspended, QuoteSignatureInvalid, QuoteExpired, and QuoteUsed where
    another quote was signed in its place meanwhile.
    """
    active(context, by, Role.FINANCIER)
    quote = Quote(**offered.fields)
    if not context.unsent.is_signed(offered, signature):
        raise QuoteSignatureInvalid("the quote", offered.sender)
    if quote.expiry < context.clock.now():
        raise QuoteExpired("the quote", quote.expiry)
    with context.store.exclusively(f"quotes of {by} on {quote.receivable}"):
        for stored in context.store.quotes(quote.receivable):
            if (stored.financier, stored.signed.quote.nonce) == (by, quote.nonce):
                raise QuoteUsed(stored.id)
        return add_signed(context, by, SignedQuote(quote, signature))


def take_order(
    context: Context, by: ParticipantId, offered: OfferedMessage, signature: bytes
) -> orders.Standing:
    """Put an order that `by` was offered to sign into the book; one that is there stays it.

    Raises ParticipantSuspended, QuoteSignatureInvalid, QuoteExpired.
    """
    active(context, by)
    order = order_of(offered.fields)
    if not context.unsent.is_signed(offered, signature):
        raise QuoteSignatureInvalid("the order", offered.sender)
    if order.expiry < context.clock.now():
        raise QuoteExpired("the order", order.expiry)
    for stored in context.store.orders():
        if stored.signed.order == order:
            return orders.standing(context, stored)
    return orders.add_signed(context, by, SignedOrder(order, signature))


def order_of(fields: Mapping[str, Any]) -> Order:
    """An order as it was kept with its offer."""
    side, terms = OrderSide(fields["side"]), SaleTerms(**fields["terms"])
    return Order(**{**fields, "side": side, "terms": terms})


def take_undertaking(
    context: Context, offered: OfferedMessage, signature: bytes
) -> Done[Receivable]:
    """Enter an undertaking that its obligor signed; the operator sends it.

    Raises UndertakingSignatureInvalid, and what `sfc.app.confirm.confirm` raises.
    """
    root = bytes.fromhex(offered.fields["evidence_root"][2:])
    undertaking = Undertaking(**offered.fields | {"evidence_root": root})
    call = context.ledger.confirm_signed(undertaking, signature)
    receipt = context.send(context.operator, call)
    return Done(context.read.receivable(ReceivableId(undertaking.receivable)), receipt)
