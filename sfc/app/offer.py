"""Financiers sign quotes, and withdraw them."""

import secrets
from dataclasses import dataclass

from sfc.app.ask import is_open
from sfc.app.context import Context, Done
from sfc.app.parties import active, units_of
from sfc.app.pricing import price
from sfc.domain.discount import BASES, MAX_RATE_PPM
from sfc.domain.errors import (
    BasisUnsupported,
    NotFound,
    NotYours,
    QuoteExpired,
    QuoteMismatch,
    QuotesExhausted,
    RateOutOfRange,
    WrongStatus,
)
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant, format_receivable
from sfc.domain.money import Money
from sfc.domain.receivable import UNDERTAKEN, Status
from sfc.domain.roles import Role
from sfc.domain.statements import EPOCH, Quote, SignedQuote
from sfc.domain.views import Receivable
from sfc.ports import Receipt, StoredQuote

NONCES = 96
"""Quotes that a financier may sign on one receivable."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a financier offers: an annual rate (ppm of face) for units worth least to most of face.

    Without bounds, any part of what is unpaid. `expiry` is the last unix second on which the quote
    is firm. `basis` 360 or 365. `ask` is the request that it answers; by default the newest that is
    put to the financier, or if there is none, nobody's: then every holder may see it.
    """

    receivable: ReceivableId
    rate_ppm: int
    expiry: int
    least: Money | None = None
    most: Money | None = None
    basis: int = 360
    ask: str | None = None


def offer(
    context: Context, by: ParticipantId, terms: Offer, quote_id: str | None = None
) -> StoredQuote:
    """The financier `by` signs a quote that is firm until its expiry, and offers it.

    Under a `quote_id` that was offered before, that quote comes back and no other is signed.
    Raises NotFound (an ask that is over or not put to `by` as well), WrongRole,
    ParticipantSuspended, WrongStatus (not undertaken, or settled), QuoteExpired (an expiry that is
    past), NoDaysToMaturity, RateOutOfRange, BasisUnsupported, DiscountNotBelowFace, QuoteMismatch
    (least above most), QuotesExhausted, CurrencyMismatch and KeyNotHeld.
    """
    financier = active(context, by, Role.FINANCIER)
    found = context.read.receivable(terms.receivable)
    with context.store.exclusively(f"quotes of {by} on {terms.receivable}"):
        if quote_id is not None and (before := _offered(context, quote_id)) is not None:
            return before
        ask = _ask_of(context, by, terms)
        quote = _quote(context, by, financier.account, found, terms)
        price(found, quote, quote.max_units, context.clock.today())
        signed = SignedQuote(quote, context.signer.sign_quote(quote))
        return add_signed(context, by, signed, ask, quote_id)


def add_signed(
    context: Context,
    financier: ParticipantId,
    signed: SignedQuote,
    ask: str | None = None,
    quote_id: str | None = None,
) -> StoredQuote:
    """Put a quote that was signed elsewhere into the book; the ledger checks it later."""
    identity = quote_id or f"quo_{secrets.token_hex(12)}"
    stored = StoredQuote(identity, signed, financier, context.clock.now(), ask)
    context.store.add_quote(stored)
    return stored


def cancel_quote(context: Context, by: ParticipantId, quote_id: str) -> Done[StoredQuote]:
    """The financier `by` withdraws its quote.

    Raises NotFound, NotYours, QuoteUsed (filled before), QuoteCancelled.
    """
    stored = context.store.quote(quote_id)
    quote = stored.signed.quote
    if stored.financier != by:
        raise NotYours(format_participant(by), format_receivable(quote.receivable), "financier")
    call = context.ledger.cancel_quote(quote.receivable, quote.nonce)
    return Done(stored, context.send(quote.financier, call))


def cancel_all_quotes(context: Context, by: ParticipantId) -> Receipt:
    """The financier `by` voids every quote that it signed, by its next epoch. Raises WrongRole."""
    financier = active(context, by, Role.FINANCIER)
    return context.send(financier.account, context.ledger.cancel_all_quotes())


def _offered(context: Context, quote_id: str) -> StoredQuote | None:
    try:
        return context.store.quote(quote_id)
    except NotFound:
        return None


def _ask_of(context: Context, by: ParticipantId, terms: Offer) -> str | None:
    """The request that a quote answers. Raises NotFound."""
    put = [
        each.id
        for each in context.store.asks(terms.receivable)
        if each.is_put_to(by) and is_open(context, each)
    ]
    if terms.ask is not None and terms.ask not in put:
        raise NotFound("ask", terms.ask)
    return terms.ask or next(iter(put), None)


def _quote(
    context: Context, by: ParticipantId, account: str, found: Receivable, terms: Offer
) -> Quote:
    if found.status not in UNDERTAKEN:
        required = Status.TOKENISED.api_name
        raise WrongStatus(format_receivable(found.id), found.status.api_name, required)
    if not 0 <= terms.rate_ppm <= MAX_RATE_PPM:
        raise RateOutOfRange(terms.rate_ppm, MAX_RATE_PPM)
    if terms.basis not in BASES:
        raise BasisUnsupported(terms.basis)
    if terms.expiry < context.clock.now():
        raise QuoteExpired("the quote", terms.expiry)
    most = found.face.minor if terms.most is None else units_of(found, terms.most)
    least = 1 if terms.least is None else units_of(found, terms.least)
    if least > most:
        raise QuoteMismatch("the quote", "least units above most")
    return Quote(
        financier=account,
        receivable=found.id,
        round=found.round,
        unpaid=(found.face - found.paid).minor,
        due_day=found.due_day,
        min_units=least,
        max_units=most,
        rate_ppm=terms.rate_ppm,
        basis=terms.basis,
        expiry=terms.expiry,
        nonce=_nonce(context, by, found.id),
    )


def _nonce(context: Context, by: ParticipantId, receivable: ReceivableId) -> int:
    """The lowest place that is free on the receivable, in the financier's epoch."""
    used = {nonce % EPOCH for nonce in context.read.quote_nonces(receivable, by)}
    used |= {
        each.signed.quote.nonce % EPOCH
        for each in context.store.quotes(receivable)
        if each.financier == by
    }
    free = next((nonce for nonce in range(NONCES) if nonce not in used), None)
    if free is None:
        raise QuotesExhausted(format_participant(by), format_receivable(receivable), NONCES)
    return EPOCH * context.read.participant(by).quote_epoch + free
