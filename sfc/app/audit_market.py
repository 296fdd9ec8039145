"""Whether the books of the market are those of its contracts."""

from collections import Counter
from collections.abc import Iterator

from sfc.app.audit_journal import Difference, compared
from sfc.domain.market_events import MARKET
from sfc.domain.market_views import Deal, Facility
from sfc.ports import Market, ReadModel


def of_market(market: Market, read: ReadModel) -> Iterator[Difference]:
    """Facilities, deals with their hold-backs and debts; the market's cash is the hold-backs.

    The cash of auctions also has deposits and credits in it, which the contract counts itself:
    there it is not less.
    """
    if not market.venues:
        return
    for facility in read.facilities():
        yield from _of_facility(market, facility)
    kept: Counter[tuple[str, str]] = Counter()
    for deal in read.deals():
        yield from _of_deal(market, deal)
        kept[deal.venue, deal.hold_back.currency.code] += deal.hold_back.minor
    for currency in read.currencies():
        for venue in market.venues:
            held = market.cash_held(venue, currency.number)
            hold_backs = kept[venue, currency.code] * currency.scale
            if venue == MARKET or held < hold_backs:
                subject = f"cash of {venue} in {currency.code}"
                yield from compared(subject, "sum of hold-backs", held, hold_backs)


def _of_facility(market: Market, here: Facility) -> Iterator[Difference]:
    found = market.facility(here.number)
    subject = f"facility {here.number}"
    yield from compared(subject, "financier", found.financier, here.financier)
    yield from compared(subject, "obligor", found.obligor, here.obligor)
    yield from compared(subject, "open", found.is_open, here.is_open)
    yield from compared(subject, "limit", found.limit, here.conditions.limit)
    yield from compared(subject, "use", found.used, here.used)


def _of_deal(market: Market, here: Deal) -> Iterator[Difference]:
    found = market.deal(here.venue, here.number)
    subject = f"deal {here.number} of {here.venue}"
    yield from compared(subject, "seller", found.seller, here.seller)
    yield from compared(subject, "financier", found.financier, here.financier)
    yield from compared(subject, "units", found.units, here.units)
    yield from compared(subject, "units under recourse", found.recourse, here.recourse)
    yield from compared(subject, "hold-back", found.hold_back, here.hold_back.minor)
    yield from compared(subject, "units owed", found.owed_units, here.owed_units)
