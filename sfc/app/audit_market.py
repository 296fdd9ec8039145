"""Whether the books of the market are those of its contracts."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sfc.app.audit_auctions import AuctionAudit
from sfc.app.audit_journal import Difference, compared
from sfc.domain.ids import ParticipantId
from sfc.domain.market_events import AUCTIONS, MARKET
from sfc.domain.market_views import Deal, Facility
from sfc.ports import Auctioneer, Market, ReadModel

_KEPT = {MARKET: "sum of hold-backs", AUCTIONS: "sum of deposits, credits and hold-backs"}


def of_market(
    market: Market, auctions: Auctioneer, read: ReadModel, people: Iterable[ParticipantId]
) -> Iterator[Difference]:
    """Facilities, deals, auctions; and what each contract has is what it keeps for others.

    The cash of bilateral sales is hold-backs, that of auctions deposits and credits besides.
    `people` are all participants.
    """
    if not market.venues:
        return
    for facility in read.facilities():
        yield from _of_facility(market, facility)
    kept: Counter[tuple[str, str]] = Counter()
    for deal in read.deals():
        yield from _of_deal(market, deal)
        kept[deal.venue, deal.hold_back.currency.code] += deal.hold_back.minor
    auctioned = AuctionAudit(auctions, read)
    if AUCTIONS in market.venues:
        yield from auctioned.differences(people)
    for currency in read.currencies():
        kept[AUCTIONS, currency.code] += auctioned.kept[currency.number]
        for venue in market.venues:
            held = market.cash_held(venue, currency.number)
            minor = kept[venue, currency.code]
            subject = f"cash of {venue} in {currency.code}"
            yield from compared(subject, _KEPT[venue], held, minor * currency.scale)


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
