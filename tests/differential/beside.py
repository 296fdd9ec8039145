"""The contracts beside the ledger, compared with the book: deals, orders, facilities, auctions."""

from typing import TYPE_CHECKING, Any

from tests.differential.codec import flat, plain
from tests.reference.facilities import MOST_BUCKETS
from tests.reference.operations import Call
from tests.reference.recourse import debt_of
from tests.reference.venues import Auction, Bid, Deal, Facility

if TYPE_CHECKING:
    from tests.differential.twins import Twins

OF_A_DEAL = ("putBack", "payDebt", "release")
OF_A_FACILITY = ("draw", "restore", "changeFacility", "closeFacility")
OF_AN_AUCTION = ("commit", "reveal", "clear", "deliver", "lapse")


def compare_named(twins: "Twins", call: Call) -> None:
    """What a call beside the ledger names, or has just opened; and everybody's cash and units."""
    book, first = twins.book, call.arguments[0] if call.arguments else None
    venue = getattr(book, call.to)
    keys = set()
    if call.name in OF_A_DEAL:
        keys.add(venue.deals[first - 1].receivable)
        _deal(twins, call.to, first, venue.deals[first - 1])
        if venue.deals[first - 1].facility:
            _facility(twins, venue.deals[first - 1].facility)
    elif venue.deals:
        _deal(twins, call.to, len(venue.deals), venue.deals[-1])
    if call.name in OF_A_FACILITY and 0 < first <= len(book.market.facilities):
        _facility(twins, first)
    if call.name in OF_AN_AUCTION:
        keys.add(book.auctions.auctions[first - 1].lot.receivable)
        _auction(twins, first, book.auctions.auctions[first - 1])
    _counts(twins)
    twins.compare(keys, [party.account for party in book.register.entries])


def compare_venues(twins: "Twins") -> None:
    """Everything that the two contracts keep."""
    book = twins.book
    _counts(twins)
    for name in ("market", "auctions"):
        for number, deal in enumerate(getattr(book, name).deals, start=1):
            _deal(twins, name, number, deal)
    for number in range(1, len(book.market.facilities) + 1):
        _facility(twins, number)
    for maker, nonce in {*book.market.filled, *book.market.closed}:
        filled = book.market.filled.get((maker, nonce), 0)
        expected = [filled, (maker, nonce) in book.market.closed]
        twins.same("order", twins.view("orderState", maker, nonce, of="market"), expected)
    for maker, epoch in book.market.epochs.items():
        twins.same("epoch", twins.one("epochOf", maker, of="market"), epoch)
    for number, auction in enumerate(book.auctions.auctions, start=1):
        _auction(twins, number, auction)
    for party in book.register.entries:
        for currency in range(1, len(book.lists.currencies) + 1):
            seen = twins.one("creditOf", party.number, currency, of="auctions")
            owed = book.auctions.credits.get((party.number, currency), 0)
            twins.same("credit", seen, owed)


def _counts(twins: "Twins") -> None:
    book = twins.book
    for name in ("market", "auctions"):
        twins.same("deals", twins.one("dealCount", of=name), len(getattr(book, name).deals))
    facilities, auctions = book.market.facilities, book.auctions.auctions
    twins.same("facilities", twins.one("facilityCount", of="market"), len(facilities))
    twins.same("auctions", twins.one("auctionCount", of="auctions"), len(auctions))


def _deal(twins: "Twins", venue: str, number: int, deal: Deal) -> None:
    expected = _fields(deal)
    twins.same("deal", twins.view("dealOf", number, of=venue), expected[:-1])
    debt = debt_of(twins.book, deal)
    twins.same("debt", twins.view("debtOf", number, of=venue), list(debt))


def _facility(twins: "Twins", number: int) -> None:
    facility: Facility = twins.book.market.facilities[number - 1]
    agreed = facility.conditions
    assert len(agreed.buckets) <= MOST_BUCKETS
    expected = [
        *(facility.financier, facility.obligor, facility.currency),
        *(facility.is_open, facility.used, agreed.limit, agreed.receivable_terms),
        *flat([agreed.buckets, agreed.terms]),
    ]
    seen = flat(twins.stage.bench.market.facilityOf(number))
    twins.same("facility", seen, expected)


def _auction(twins: "Twins", number: int, auction: Auction) -> None:
    expected = [
        *(auction.seller, auction.currency, auction.round, len(auction.bids), auction.cleared),
        *(auction.pending, auction.rate, auction.awarded, auction.bond),
        *plain(auction.lot[:-1]),
        *auction.lot.terms,
    ]
    twins.same("auction", twins.view("auctionOf", number, of="auctions"), expected)
    for place, bid in enumerate(auction.bids):
        seen = twins.view("bidOf", number, bid.financier, of="auctions")
        twins.same("bid", seen, _bid(place, bid))


def _bid(place: int, bid: Bid) -> list[int]:
    hidden = plain([bid.commitment])[0]
    return [hidden, bid.state, place, bid.rate, bid.units, bid.award]


def _fields(deal: Deal) -> list[Any]:
    return list(plain(tuple(vars(deal).values())))
