"""The answers to a request for quotes, the cheapest for the seller first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sfc.app.context import Context
from sfc.app.pricing import Price, QuoteState, price, state_of
from sfc.domain.all_in import AllIn
from sfc.domain.errors import SfcError
from sfc.ports import Ask, StoredQuote


@dataclass(frozen=True, slots=True)
class Compared:
    """A quote as it would be filled today, for as many of the units asked for as it takes."""

    quote: StoredQuote
    price: Price
    all_in: AllIn
    takes_all: bool


def compare(context: Context, asked: Ask) -> Sequence[Compared]:
    """The open answers to a request, by their all-in cost.

    That is the effective annual rate on the money received at once. Of equal ones that which takes
    more comes first, then the one that was offered first.
    """
    found = [
        each
        for stored in context.store.quotes(asked.receivable)
        if stored.ask == asked.id and (each := _compared(context, asked, stored)) is not None
    ]
    return sorted(found, key=_order)


def _compared(context: Context, asked: Ask, stored: StoredQuote) -> Compared | None:
    quote = stored.signed.quote
    units = min(asked.units, quote.max_units)
    if units < quote.min_units or state_of(context, stored) is not QuoteState.OPEN:
        return None
    receivable = context.read.receivable(asked.receivable)
    try:
        priced = price(receivable, quote, units, context.clock.today())
        all_in = AllIn(
            claim=priced.price.minor + priced.discount.minor,
            discount=priced.discount.minor,
            days=priced.days,
        )
    except SfcError:  # so few units that nothing would be left to pay
        return None
    return Compared(stored, priced, all_in, takes_all=units == asked.units)


def _order(each: Compared) -> tuple[int, int, int, str]:
    """The rate decides to the ppm in which it is shown."""
    rate = each.all_in.effective_rate_ppm
    return rate, -each.price.face.minor, each.quote.created, each.quote.id
