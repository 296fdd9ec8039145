"""What a quote is worth to a seller on a day, and whether it can still be taken."""

from dataclasses import dataclass
from enum import StrEnum

from sfc.app.context import Context
from sfc.app.drafts import find
from sfc.domain.days import Day
from sfc.domain.discount import bank_discount, effective_annual_rate
from sfc.domain.money import Money
from sfc.domain.receivable import UNDERTAKEN
from sfc.domain.statements import EPOCH, Quote
from sfc.domain.views import Receivable
from sfc.ports import StoredQuote


class QuoteState(StrEnum):
    """Whether a quote can be taken, and if not, why."""

    OPEN = "open"
    FILLED = "filled"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Price:
    """A sale of units worth `face`, settled on `day`, `days` before they fall due.

    `effective_rate_ppm` is what the money costs a year, in ppm of the money received, on a year
    of 365 days whatever the quote's basis is.
    """

    face: Money
    discount: Money
    price: Money
    day: Day
    days: int
    effective_rate_ppm: int


def price(receivable: Receivable, quote: Quote, units: int, day: Day) -> Price:
    """Price a sale of units at a quote's rate, as the ledger would on that day.

    Once something was paid, units stand for their part of what is unpaid. Raises
    AmountNotPositive, NoDaysToMaturity, DiscountNotBelowFace and what `bank_discount` raises.
    """
    days = quote.due_day - day
    currency = receivable.face.currency
    claim = units * (receivable.face - receivable.paid).minor // receivable.face.minor
    discount = bank_discount(claim, quote.rate_ppm, days, quote.basis)
    proceeds = claim - discount
    return Price(
        face=Money(units, currency),
        discount=Money(discount, currency),
        price=Money(proceeds, currency),
        day=day,
        days=days,
        effective_rate_ppm=effective_annual_rate(discount, proceeds, days),
    )


def state_of(context: Context, quote: StoredQuote) -> QuoteState:
    """Tell whether a quote can be taken now."""
    terms = quote.signed.quote
    spent = context.read.quote_nonces(terms.receivable, quote.financier).get(terms.nonce)
    if spent is not None:
        return QuoteState(spent)
    if terms.nonce // EPOCH != context.read.participant(quote.financier).quote_epoch:
        return QuoteState.CANCELLED
    if context.clock.now() > terms.expiry:
        return QuoteState.EXPIRED
    found = find(context, terms.receivable)
    if found is None or not is_as_priced(found, terms) or context.clock.today() >= terms.due_day:
        return QuoteState.VOID
    return QuoteState.OPEN


def is_as_priced(receivable: Receivable, quote: Quote) -> bool:
    """Whether the receivable still is what the quote priced."""
    unpaid = (receivable.face - receivable.paid).minor
    return (
        receivable.status in UNDERTAKEN
        and receivable.round == quote.round
        and unpaid == quote.unpaid
        and receivable.due_day == quote.due_day
    )
