"""Sealed-bid auctions: a seller opens, financiers commit and reveal, one rate clears for all."""

from tests.reference.book import Book
from tests.reference.lots import (
    FOREVER,
    allows,
    bid_in,
    credit,
    end_bond,
    has_price,
    in_time,
    known,
    may_take_in,
    take_in,
)
from tests.reference.parties import FINANCIER, Account, account_behind, active
from tests.reference.receivable import NEVER_RECORDED
from tests.reference.refusals import Needs
from tests.reference.sales import Offer, priced
from tests.reference.venues import Auction, Bid, BidState, Commitment, Lot

MOST_BIDS = 32
HOUR = 3_600


def open_auction(book: Book, by: Account, lot: Lot) -> int:
    """A holder offers units to whoever bids the lowest rate, and puts in a deposit."""
    needs = Needs()
    seller = active(book, needs, by)
    key = lot.receivable
    r = book.receivables.get(key, NEVER_RECORDED)
    offer = Offer(key, lot.units, by, by, lot.reserve_rate, lot.terms)
    priced(book, needs, offer, book.day_of(lot.reveal_end))
    if lot.terms.fee_receiver:
        account_behind(book, needs, lot.terms.fee_receiver)
    held = r.held(seller)
    needs.that(lot.units <= held, "InsufficientUnits", key, seller, held, lot.units)
    needs.that(allows(book, by, key, lot.units), "UnitsNotApproved", key)
    makes_sense = (
        0 < lot.min_units <= lot.units
        and 0 < lot.deposit <= lot.units
        and book.now <= lot.commit_end <= lot.reveal_end - HOUR <= lot.delivery_end - 2 * HOUR
        and book.day_of(lot.delivery_end) < r.due_day
    )
    needs.that(makes_sense, "LotMalformed")
    if needs.hold:
        may_take_in(book, needs, by, r.currency, lot.deposit)
    needs.met()
    take_in(book, by, r.currency, lot.deposit)
    auctions = book.auctions.auctions
    auctions.append(Auction(seller, r.currency, r.round, lot, lot.deposit))
    return len(auctions)


def commit(book: Book, by: Account, number: int, commitment: Commitment) -> None:
    """A financier puts in a deposit with a hidden bid."""
    needs = Needs()
    auction = known(book, needs, number)
    in_time(book, needs, 0, auction.lot.commit_end)
    financier = active(book, needs, by, FINANCIER)
    needs.that(financier != auction.seller, "SellerMayNotBid", financier)
    needs.that(auction.bid_of(financier) is None, "AlreadyBid", number, financier)
    needs.that(len(auction.bids) < MOST_BIDS, "TooManyBids", MOST_BIDS)
    may_take_in(book, needs, by, auction.currency, auction.lot.deposit)
    needs.met()
    take_in(book, by, auction.currency, auction.lot.deposit)
    auction.bids.append(Bid(financier, commitment))


def reveal(book: Book, by: Account, number: int, rate: int, units: int, salt: bytes) -> None:
    """Who has committed shows its bid."""
    needs = Needs()
    auction = known(book, needs, number)
    lot = auction.lot
    in_time(book, needs, lot.commit_end + 1, lot.reveal_end)
    financier = book.register.number_of(by)
    bid = bid_in(needs, auction, financier, BidState.COMMITTED)
    shown = Commitment(book.chain, book.auctions.account, number, financier, rate, units, salt)
    needs.that(bid.commitment == shown, "CommitmentMismatch", bid.commitment)
    fits = lot.min_units <= units <= lot.units and rate <= lot.reserve_rate
    needs.that(fits, "BidOutOfRange", rate, units)
    needs.met()
    bid.state, bid.rate, bid.units = BidState.REVEALED, rate, units


def clear(book: Book, by: Account, number: int) -> None:
    """Lowest rates first, of equal ones the earlier commitment; all at the highest that gets any.

    Of what is paid or cancelled, and of an award too small for a price, nothing is awarded.
    """
    del by
    needs = Needs()
    auction = known(book, needs, number)
    lot = auction.lot
    in_time(book, needs, lot.reveal_end + 1, FOREVER)
    needs.that(not auction.cleared, "AlreadyCleared", number)
    needs.met()
    auction.cleared = True
    revealed = [bid for bid in auction.bids if bid.state is BidState.REVEALED]
    ranked = sorted(revealed, key=lambda bid: bid.rate)
    rate, left = 0, lot.units
    for bid in ranked:
        rate = bid.rate if left else rate
        left -= min(bid.units, left)
    for bid in ranked:
        award = min(bid.units, lot.units - auction.awarded) if bid.rate <= rate else 0
        if award and has_price(book, auction, award, rate):
            bid.state, bid.award = BidState.AWARDED, award
            auction.awarded += award
        else:
            bid.state = BidState.CLOSED
            credit(book, bid.financier, auction.currency, lot.deposit)
    auction.rate = rate if auction.awarded else 0
    hidden = len(auction.bids) - len(revealed)
    credit(book, auction.seller, auction.currency, hidden * lot.deposit)
    end_bond(book, auction)
