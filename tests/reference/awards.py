"""The end of an auction: awards are delivered or lapse, and everybody takes out its own."""

from enum import IntEnum

from tests.reference.book import Book
from tests.reference.lots import (
    FOREVER,
    allows,
    bid_in,
    credit,
    end_bond,
    has_price,
    in_time,
    is_cancelled,
    known,
    offer_of,
    take_in,
)
from tests.reference.parties import FINANCIER, Account, active, may_act
from tests.reference.refusals import Needs
from tests.reference.sales import Sale, entered, priced
from tests.reference.units import take, takeable
from tests.reference.venues import Auction, Bid, BidState

NO_SALE = Sale(0, 0, "0x00", "0x00", 0, 0, 0, 0, 0, 0, 0, 0)


class Failure(IntEnum):
    """Who is to blame that an award was not delivered."""

    NONE = 0
    NOBODY = 1
    SELLER = 2
    FINANCIER = 3


def deliver(book: Book, by: Account, number: int, financier: int) -> tuple[Sale, Failure]:
    """Anybody lets an award be exchanged for its cost, or shows that it cannot be."""
    del by
    needs = Needs()
    auction, bid = _award_of(book, needs, number, financier, late=False)
    if _is_void(book, auction, bid):
        return NO_SALE, _fail(book, auction, bid, Failure.NOBODY)
    if is_cancelled(book, auction):
        return NO_SALE, _fail(book, auction, bid, Failure.SELLER)
    offer, lot = offer_of(book, auction, bid.award, auction.rate, financier), auction.lot
    day = book.day_of(lot.reveal_end)
    sale = priced(book, needs, offer, day)
    needs.met()
    house, token = book.auctions.account, book.token(auction.currency)
    missing = max(0, sale.cost - lot.deposit)
    cash = min(token.balance(offer.financier), token.allowance(offer.financier, house))
    ready = cash // book.in_token(auction.currency, 1)
    needs.that(ready >= missing, "CashNotReady", financier, ready, missing)
    needs.met()
    if not _can_deliver(book, auction, bid):
        return NO_SALE, _fail(book, auction, bid, Failure.SELLER)
    r = takeable(book, needs, house, offer.seller, offer.financier, lot.receivable, bid.award)
    if not needs.hold:
        return NO_SALE, _fail(book, auction, bid, Failure.NOBODY)
    take(book, r, house, offer.seller, offer.financier, lot.receivable, bid.award)
    bid.state = BidState.DELIVERED
    sale = entered(book, book.auctions, offer, sale, day)
    credit(book, auction.seller, auction.currency, sale.proceeds)
    credit(book, lot.terms.fee_receiver, auction.currency, sale.fee)
    credit(book, financier, auction.currency, max(0, lot.deposit - sale.cost))
    end_bond(book, auction)
    if missing:
        take_in(book, offer.financier, auction.currency, missing)
    return sale, Failure.NONE


def lapse(book: Book, by: Account, number: int, financier: int) -> Failure:
    """After the last end anybody closes an award; who is to blame, the state of the day says."""
    del by
    needs = Needs()
    auction, bid = _award_of(book, needs, number, financier, late=True)
    if _is_void(book, auction, bid):
        return _fail(book, auction, bid, Failure.NOBODY)
    if not _can_deliver(book, auction, bid):
        return _fail(book, auction, bid, Failure.SELLER)
    offer = offer_of(book, auction, bid.award, auction.rate, financier)
    parties = book.auctions.account, offer.seller, offer.financier
    takeable(book, needs, *parties, auction.lot.receivable, bid.award)
    return _fail(book, auction, bid, Failure.FINANCIER if needs.hold else Failure.NOBODY)


def withdraw(book: Book, by: Account, currency: int) -> int:
    """A participant takes out what is credited to it, minor units."""
    needs = Needs()
    caller = active(book, needs, by)
    amount = book.auctions.credits.get((caller, currency), 0)
    needs.that(amount > 0, "NothingCredited", caller, currency)
    needs.met()
    del book.auctions.credits[caller, currency]
    cash = book.in_token(currency, amount)
    book.token(currency).give(book.auctions.account, by, cash)
    return amount


def _fail(book: Book, auction: Auction, bid: Bid, failed: Failure) -> Failure:
    """An award ends: who failed loses its deposit to the other, the seller by the award's share."""
    deposit = auction.lot.deposit
    bid.state = BidState.CLOSED
    if failed is Failure.FINANCIER:
        credit(book, auction.seller, auction.currency, deposit)
    else:
        lost = deposit * bid.award // auction.awarded if failed is Failure.SELLER else 0
        auction.bond -= lost
        credit(book, bid.financier, auction.currency, deposit + lost)
    end_bond(book, auction)
    return failed


def _is_void(book: Book, auction: Auction, bid: Bid) -> bool:
    """Whether neither side can be asked: it was paid, or one of them may not act."""
    account = book.register.account_of
    act = may_act(book, account(auction.seller))
    act = act and may_act(book, account(bid.financier), FINANCIER)
    paid = not is_cancelled(book, auction)
    paid = paid and not has_price(book, auction, bid.award, auction.rate)
    return paid or not act


def _can_deliver(book: Book, auction: Auction, bid: Bid) -> bool:
    """Whether the seller has the units that were auctioned, and lets them be moved."""
    if is_cancelled(book, auction):
        return False
    key, seller = auction.lot.receivable, book.register.account_of(auction.seller)
    enough = bid.award <= book.receivables[key].held(auction.seller)
    return enough and allows(book, seller, key, bid.award)


def _award_of(
    book: Book, needs: Needs, number: int, financier: int, *, late: bool
) -> tuple[Auction, Bid]:
    """State that an award is open, and that the time to deliver is there or over."""
    auction = known(book, needs, number)
    end = auction.lot.delivery_end
    needs.that(auction.cleared, "NotCleared", number)
    in_time(book, needs, *((end + 1, FOREVER) if late else (0, end)))
    bid = bid_in(needs, auction, financier, BidState.AWARDED)
    needs.met()
    return auction, bid
