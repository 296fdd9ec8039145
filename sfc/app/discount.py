"""A holder sells units to a financier that quoted for them: units against cash, at once or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sfc.app.cash import send_with_cash
from sfc.app.context import Context, Done
from sfc.app.parties import account_of, listed, units_of
from sfc.app.pricing import Price, QuoteState, price, state_of
from sfc.domain.days import Day
from sfc.domain.errors import InsufficientUnits, QuoteCancelled, QuoteExpired, QuoteUsed
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.statements import Quote, SignedQuote
from sfc.domain.views import Fill, Receivable
from sfc.ports import Call, StoredQuote


@dataclass(frozen=True, slots=True)
class Sale:
    """One of several quotes to take: units worth `amount` (all that is possible by default).

    `minimum` is the least the seller wants to receive; today's price by default.
    """

    quote: str
    amount: Money | None = None
    minimum: Money | None = None


def preview(
    context: Context,
    quote_id: str,
    seller: ParticipantId | None = None,
    amount: Money | None = None,
    day: Day | None = None,
) -> Price:
    """What taking a quote would bring, today or on a later day, for an amount of face.

    Without an amount, for as much as the quote takes and the seller, if one is named, has. Raises
    NotFound, InsufficientUnits, NoDaysToMaturity, AmountNotPositive, CurrencyMismatch.
    """
    stored = context.store.quote(quote_id)
    quote = stored.signed.quote
    found = context.read.receivable(quote.receivable)
    units = _units(context, quote, found, seller, amount)
    return price(found, quote, units, context.clock.today() if day is None else day)


def accept(
    context: Context,
    by: ParticipantId,
    quote_id: str,
    amount: Money | None = None,
    minimum: Money | None = None,
) -> Done[Fill]:
    """The holder `by` sells units to the quote's financier at the quoted rate.

    The ledger refuses a price below `minimum`, which is today's price unless given. Raises
    NotFound, QuoteExpired, QuoteCancelled, QuoteUsed, QuoteMismatch (outside of its units),
    QuoteSignatureInvalid, ReceivableChanged, PriceMoved, NoDaysToMaturity, InsufficientUnits,
    InsufficientFunds, AllowanceTooLow (of a financier that holds its own key),
    ParticipantSuspended, AmountNotPositive, CurrencyMismatch.
    """
    done = accept_many(context, by, [Sale(quote_id, amount, minimum)])
    return done.of(done.result[0])


def accept_many(
    context: Context, by: ParticipantId, sales: Sequence[Sale]
) -> Done[tuple[Fill, ...]]:
    """`accept` for 1 to 100 quotes, all or none. Also raises BatchTooLarge."""
    seller = account_of(context, by)
    stored = [context.store.quote(sale.quote) for sale in sales]
    quotes = [each.signed for each in stored]
    found = [context.read.receivable(signed.quote.receivable) for signed in quotes]
    calls = [
        _fill(context, by, sale, signed, receivable)
        for sale, signed, receivable in zip(sales, quotes, found, strict=True)
    ]
    currencies = {listed(context, receivable.face.currency.code).number for receivable in found}
    financiers = {signed.quote.financier for signed in quotes}
    try:
        receipt = send_with_cash(context, seller, financiers, currencies, calls)
    except (QuoteUsed, QuoteCancelled, QuoteExpired, InsufficientUnits):
        for each in stored:
            _check_open(context, each)
        raise
    made = {each.id: _fills_of(context, each, receipt.transaction) for each in found}
    return Done(tuple(next(made[each.id]) for each in found), receipt)


def _fills_of(context: Context, receivable: Receivable, transaction: str) -> Iterator[Fill]:
    return (fill for fill in context.read.fills(receivable.id) if fill.transaction == transaction)


def _fill(
    context: Context, by: ParticipantId, sale: Sale, signed: SignedQuote, found: Receivable
) -> Call:
    units = _units(context, signed.quote, found, by, sale.amount)
    if sale.minimum is None:
        minimum = price(found, signed.quote, units, context.clock.today()).price.minor
    else:
        minimum = units_of(found, sale.minimum)
    return context.ledger.fill(signed, units, minimum)


def _units(
    context: Context,
    quote: Quote,
    found: Receivable,
    seller: ParticipantId | None,
    amount: Money | None,
) -> int:
    if amount is not None:
        return units_of(found, amount)
    if seller is None:
        return quote.max_units
    held = context.read.units(found.id, seller)
    return min(held, quote.max_units) if held else quote.max_units  # which the ledger refuses


def _check_open(context: Context, stored: StoredQuote) -> None:
    """Say by its own name which quote it is that the ledger refuses."""
    match state_of(context, stored):
        case QuoteState.FILLED:
            raise QuoteUsed(stored.id)
        case QuoteState.CANCELLED:
            raise QuoteCancelled(stored.id)
        case QuoteState.EXPIRED:
            raise QuoteExpired(stored.id, stored.signed.quote.expiry)
        case _:
            pass
