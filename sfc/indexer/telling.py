"""What an event is told with: whose accounts it names, and in which currency it is."""

from sfc.domain.auction_events import OfAuction
from sfc.domain.books import AuctionRow, CurrencyRow, DealRow, FacilityRow, ReceivableRow
from sfc.domain.currency import CURRENCIES, Currency
from sfc.domain.events import CashMoved, Event, Located, Recorded
from sfc.domain.feed import Surroundings, Told, tell
from sfc.domain.ids import ParticipantId
from sfc.domain.market_events import (
    DebtPaid,
    FacilityClosed,
    FacilityUsed,
    HoldBackReleased,
    PutBack,
)
from sfc.indexer.books import Reader
from sfc.indexer.lookups import accounts, currencies


def told(at: Located, books: Reader) -> Told | None:
    """Write an event down, with the books as they were before it; None for what is not told."""
    event = at.event
    numbers = accounts((at,), books)
    if isinstance(event, CashMoved):
        listed = next((row for row in currencies(books) if row.token == event.token), None)
        found = CURRENCIES.get(listed.code) if listed else None
        return tell(event, Surroundings(numbers, found, listed.scale if listed else 1))
    parties: tuple[ParticipantId, ...] = ()
    number: int | None = getattr(event, "currency", None)
    if not isinstance(event, Recorded) and (key := getattr(event, "receivable", None)):
        row = books.get(ReceivableRow, key)
        if row is not None:
            parties, number = (row.obligor, row.supplier), row.currency
    if isinstance(event, OfAuction) and (auction := books.get(AuctionRow, event.auction)):
        number = auction.currency
    own = _own(event, books)
    return tell(event, Surroundings(numbers, _currency(number, books), parties=parties, own=own))


def _own(event: Event, books: Reader) -> tuple[ParticipantId, ...]:
    """Whose deal, facility or auction an event is about, which says no more than its number."""
    match event:
        case PutBack() | DebtPaid() | HoldBackReleased():
            deal = books.get(DealRow, event.venue, event.deal)
            return (deal.seller, deal.financier) if deal else ()
        case FacilityClosed() | FacilityUsed():
            facility = books.get(FacilityRow, event.facility)
            return (facility.financier,) if facility else ()
        case _ if isinstance(event, OfAuction):
            auction = books.get(AuctionRow, event.auction)
            return (auction.seller,) if auction else ()
        case _:
            return ()


def _currency(number: int | None, books: Reader) -> Currency | None:
    row = books.get(CurrencyRow, number) if number else None
    return CURRENCIES.get(row.code) if row else None
