"""Auctions, their bids, and what participants may take out of them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from sfc.domain.auction_events import (
    AuctionCleared,
    AuctionCredited,
    AuctionCreditWithdrawn,
    AuctionOpened,
    AwardDelivered,
    AwardFailed,
    BidAwarded,
    BidCommitted,
    BidRevealed,
)
from sfc.domain.books import AuctionCreditRow, AuctionRow, BidRow, Row
from sfc.domain.events import Located
from sfc.domain.ids import ParticipantId
from sfc.indexer.books import Reader
from sfc.indexer.lookups import existing, not_negative, receivable


@singledispatch
def auctions(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project auctions, bids and credits."""
    return ()


@auctions.register
def _(event: AuctionOpened, _at: Located, books: Reader) -> Iterable[Row]:
    yield AuctionRow(
        number=event.auction,
        receivable=event.receivable,
        seller=event.seller,
        currency=receivable(books, event.receivable).currency,
        units=event.units,
        min_units=event.min_units,
        deposit=event.deposit,
        reserve_rate=event.reserve_rate,
        commit_end=event.commit_end,
        reveal_end=event.reveal_end,
        delivery_end=event.delivery_end,
    )


@auctions.register
def _(event: BidCommitted, _at: Located, books: Reader) -> Iterable[Row]:
    before = existing(books, AuctionRow, event.auction)
    yield replace(before, bids=before.bids + 1)
    yield BidRow(event.auction, event.financier, event.commitment)


@auctions.register
def _(event: BidRevealed, _at: Located, books: Reader) -> Iterable[Row]:
    bid = _bid(books, event.auction, event.financier)
    yield replace(bid, state="revealed", rate=event.rate, units=event.units)


@auctions.register
def _(event: BidAwarded, _at: Located, books: Reader) -> Iterable[Row]:
    bid = _bid(books, event.auction, event.financier)
    yield replace(bid, state="awarded", award=event.units)


@auctions.register
def _(event: AuctionCleared, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(
        existing(books, AuctionRow, event.auction),
        cleared=True,
        rate=event.rate,
        awarded=event.awarded,
        forfeited=event.forfeited,
    )


@auctions.register
def _(event: AwardDelivered, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(_bid(books, event.auction, event.financier), state="delivered")


@auctions.register
def _(event: AwardFailed, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(_bid(books, event.auction, event.financier), state="failed")


@auctions.register
def _(event: AuctionCredited, _at: Located, books: Reader) -> Iterable[Row]:
    yield _credit(books, event.participant, event.currency, event.amount)


@auctions.register
def _(event: AuctionCreditWithdrawn, _at: Located, books: Reader) -> Iterable[Row]:
    yield _credit(books, event.participant, event.currency, -event.amount)


def _bid(books: Reader, auction: int, financier: ParticipantId) -> BidRow:
    return existing(books, BidRow, auction, financier)


def _credit(books: Reader, of: ParticipantId, currency: int, by: int) -> AuctionCreditRow:
    before = books.get(AuctionCreditRow, of, currency)
    amount = (before.amount if before else 0) + by
    return AuctionCreditRow(of, currency, not_negative(amount, "a credit of the auctions"))
