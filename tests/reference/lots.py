"""What all steps of an auction have in common: its state, its times, and whose cash it keeps."""

from tests.reference.book import Book
from tests.reference.parties import Account
from tests.reference.receivable import Status
from tests.reference.refusals import Needs
from tests.reference.sales import Offer, priced
from tests.reference.statements import Key
from tests.reference.units import is_free
from tests.reference.venues import Auction, Bid, BidState

FOREVER = 2**256 - 1


def known(book: Book, needs: Needs, number: int) -> Auction:
    """Go on only with an auction of that number."""
    auctions = book.auctions.auctions
    if not 0 < number <= len(auctions):
        needs.refuse("UnknownAuction", number)
    return auctions[number - 1]


def in_time(book: Book, needs: Needs, first: int, last: int) -> None:
    """State that the step has its time now."""
    needs.that(first <= book.now <= last, "NotNow", first, last, book.now)


def bid_in(needs: Needs, auction: Auction, financier: int, state: BidState) -> Bid:
    """Go on only with the bid of a financier, in that state."""
    bid = auction.bid_of(financier)
    stands = bid.state if bid else BidState.NONE
    if bid is None or stands is not state:
        needs.refuse("WrongBidState", stands, state)
    return bid


def is_cancelled(book: Book, auction: Auction) -> bool:
    """Whether the receivable was cancelled; recorded anew it is another."""
    r = book.receivables[auction.lot.receivable]
    return r.round != auction.round or r.status is Status.CANCELLED


def allows(book: Book, seller: Account, key: Key, units: int) -> bool:
    """Whether the seller lets the auctions move so many units."""
    house = book.auctions.account
    allowed = book.allowances.get((seller, house, key), 0)
    return is_free(book, house, seller, key) or units <= allowed


def has_price(book: Book, auction: Auction, units: int, rate: int) -> bool:
    """Whether the discount leaves anything of what so many units stand for."""
    if is_cancelled(book, auction):
        return False
    needs, offer = Needs(), offer_of(book, auction, units, rate, 0)
    priced(book, needs, offer, book.day_of(auction.lot.reveal_end))
    return needs.hold


def offer_of(book: Book, auction: Auction, units: int, rate: int, financier: int) -> Offer:
    """The sale that so many units of an auction would be."""
    seller, buyer = (book.register.account_of(n) for n in (auction.seller, financier))
    return Offer(auction.lot.receivable, units, seller, buyer, rate, auction.lot.terms)


def credit(book: Book, participant: int, currency: int, amount: int) -> None:
    """What a participant may take out from now on."""
    if amount:
        credits = book.auctions.credits
        credits[participant, currency] = credits.get((participant, currency), 0) + amount


def end_bond(book: Book, auction: Auction) -> None:
    """What is left of the seller's deposit is its own after the last award."""
    if not auction.pending:
        credit(book, auction.seller, auction.currency, auction.bond)
        auction.bond = 0


def may_take_in(book: Book, needs: Needs, owner: Account, currency: int, amount: int) -> None:
    """State that an owner has a deposit, and allows it."""
    cash = book.in_token(currency, amount)
    book.token(currency).can_pull(needs, owner, book.auctions.account, cash)


def take_in(book: Book, owner: Account, currency: int, amount: int) -> None:
    """Cash of an owner comes in."""
    house, cash = book.auctions.account, book.in_token(currency, amount)
    book.token(currency).pull(owner, house, house, cash)
