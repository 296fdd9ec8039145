"""Sealed-bid auctions: commit, reveal, clear at one rate for all, deliver. Who fails pays."""

from enum import IntEnum

from tests.reference.book import Book
from tests.reference.parties import FINANCIER, Account, account_behind, active, may_act
from tests.reference.receivable import NEVER_RECORDED, Status
from tests.reference.refusals import Needs
from tests.reference.sales import Offer, Sale, entered, priced
from tests.reference.units import is_free, take, takeable
from tests.reference.venues import Auction, Bid, BidState, Commitment, Lot

MOST_BIDS = 32
HOUR = 3_600
FOREVER = 2**256 - 1
NO_SALE = Sale(0, 0, "0x00", "0x00", 0, 0, 0, 0, 0, 0, 0, 0)


class Failure(IntEnum):
    """Who is to blame that an award was not delivered."""

    NONE = 0
    NOBODY = 1
    SELLER = 2
    FINANCIER = 3


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
    needs.that(_allowed(book, by, lot), "UnitsNotApproved", key)
    makes_sense = (
        0 < lot.min_units <= lot.units
        and 0 < lot.deposit <= lot.units
        and book.now <= lot.commit_end <= lot.reveal_end - HOUR <= lot.delivery_end - 2 * HOUR
        and book.day_of(lot.delivery_end) < r.due_day
    )
    needs.that(makes_sense, "LotMalformed")
    if needs.hold:
        _may_deposit(book, needs, by, r.currency, lot.deposit)
    needs.met()
    _deposit(book, by, r.currency, lot.deposit)
    auctions = book.auctions.auctions
    auctions.append(Auction(seller, r.currency, r.round, lot, lot.deposit))
    return len(auctions)


def commit(book: Book, by: Account, number: int, commitment: Commitment) -> None:
    """A financier puts in a deposit with a hidden bid."""
    needs = Needs()
    auction = _known(book, needs, number)
    _in_time(book, needs, 0, auction.lot.commit_end)
    financier = active(book, needs, by, FINANCIER)
    needs.that(financier != auction.seller, "SellerMayNotBid", financier)
    needs.that(auction.bid_of(financier) is None, "AlreadyBid", number, financier)
    needs.that(len(auction.bids) < MOST_BIDS, "TooManyBids", MOST_BIDS)
    _may_deposit(book, needs, by, auction.currency, auction.lot.deposit)
    needs.met()
    _deposit(book, by, auction.currency, auction.lot.deposit)
    auction.bids.append(Bid(financier, commitment))


def reveal(book: Book, by: Account, number: int, rate: int, units: int, salt: bytes) -> None:
    """Who has committed shows its bid."""
    needs = Needs()
    auction = _known(book, needs, number)
    lot = auction.lot
    _in_time(book, needs, lot.commit_end + 1, lot.reveal_end)
    financier = book.register.number_of(by)
    bid = _bid_in(needs, auction, financier, BidState.COMMITTED)
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
    auction = _known(book, needs, number)
    lot = auction.lot
    _in_time(book, needs, lot.reveal_end + 1, FOREVER)
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
        if award and _has_price(book, auction, award, rate):
            bid.state, bid.award = BidState.AWARDED, award
            auction.awarded += award
        else:
            bid.state = BidState.CLOSED
            _credit(book, bid.financier, auction.currency, lot.deposit)
    auction.rate = rate if auction.awarded else 0
    hidden = len(auction.bids) - len(revealed)
    _credit(book, auction.seller, auction.currency, hidden * lot.deposit)
    _end_bond(book, auction)


def deliver(book: Book, by: Account, number: int, financier: int) -> tuple[Sale, Failure]:
    """Anybody lets an award be exchanged for its cost, or shows that it cannot be."""
    del by
    needs = Needs()
    auction, bid = _award_of(book, needs, number, financier, late=False)
    if _is_void(book, auction, bid):
        return NO_SALE, _fail(book, auction, bid, Failure.NOBODY)
    if _is_cancelled(book, auction):
        return NO_SALE, _fail(book, auction, bid, Failure.SELLER)
    offer, lot = _offer(book, auction, bid.award, auction.rate, financier), auction.lot
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
    _credit(book, auction.seller, auction.currency, sale.proceeds)
    _credit(book, lot.terms.fee_receiver, auction.currency, sale.fee)
    _credit(book, financier, auction.currency, max(0, lot.deposit - sale.cost))
    _end_bond(book, auction)
    if missing:
        _deposit(book, offer.financier, auction.currency, missing)
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
    offer = _offer(book, auction, bid.award, auction.rate, financier)
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
        _credit(book, auction.seller, auction.currency, deposit)
    else:
        lost = deposit * bid.award // auction.awarded if failed is Failure.SELLER else 0
        auction.bond -= lost
        _credit(book, bid.financier, auction.currency, deposit + lost)
    _end_bond(book, auction)
    return failed


def _end_bond(book: Book, auction: Auction) -> None:
    """What is left of the seller's deposit is its own after the last award."""
    if not auction.pending:
        _credit(book, auction.seller, auction.currency, auction.bond)
        auction.bond = 0


def _is_void(book: Book, auction: Auction, bid: Bid) -> bool:
    """Whether neither side can be asked: it was paid, or one of them may not act."""
    account = book.register.account_of
    act = may_act(book, account(auction.seller))
    act = act and may_act(book, account(bid.financier), FINANCIER)
    paid = not _is_cancelled(book, auction)
    paid = paid and not _has_price(book, auction, bid.award, auction.rate)
    return paid or not act


def _is_cancelled(book: Book, auction: Auction) -> bool:
    """Whether the receivable was cancelled; recorded anew it is another."""
    r = book.receivables[auction.lot.receivable]
    return r.round != auction.round or r.status is Status.CANCELLED


def _can_deliver(book: Book, auction: Auction, bid: Bid) -> bool:
    """Whether the seller has the units that were auctioned, and lets them be moved."""
    if _is_cancelled(book, auction):
        return False
    lot = auction.lot._replace(units=bid.award)
    seller = book.register.account_of(auction.seller)
    enough = bid.award <= book.receivables[lot.receivable].held(auction.seller)
    return enough and _allowed(book, seller, lot)


def _allowed(book: Book, seller: Account, lot: Lot) -> bool:
    """Whether the seller lets the auctions move so many units."""
    house, key = book.auctions.account, lot.receivable
    allowed = book.allowances.get((seller, house, key), 0)
    return is_free(book, house, seller, key) or lot.units <= allowed


def _has_price(book: Book, auction: Auction, units: int, rate: int) -> bool:
    """Whether the discount leaves anything of what so many units stand for."""
    if _is_cancelled(book, auction):
        return False
    needs, offer = Needs(), _offer(book, auction, units, rate, 0)
    priced(book, needs, offer, book.day_of(auction.lot.reveal_end))
    return needs.hold


def _offer(book: Book, auction: Auction, units: int, rate: int, financier: int) -> Offer:
    seller, buyer = (book.register.account_of(n) for n in (auction.seller, financier))
    return Offer(auction.lot.receivable, units, seller, buyer, rate, auction.lot.terms)


def _credit(book: Book, participant: int, currency: int, amount: int) -> None:
    """What a participant may take out from now on."""
    if amount:
        credits = book.auctions.credits
        credits[participant, currency] = credits.get((participant, currency), 0) + amount


def _may_deposit(book: Book, needs: Needs, owner: Account, currency: int, amount: int) -> None:
    cash = book.in_token(currency, amount)
    book.token(currency).can_pull(needs, owner, book.auctions.account, cash)


def _deposit(book: Book, owner: Account, currency: int, amount: int) -> None:
    house, cash = book.auctions.account, book.in_token(currency, amount)
    book.token(currency).pull(owner, house, house, cash)


def _known(book: Book, needs: Needs, number: int) -> Auction:
    auctions = book.auctions.auctions
    if not 0 < number <= len(auctions):
        needs.refuse("UnknownAuction", number)
    return auctions[number - 1]


def _in_time(book: Book, needs: Needs, first: int, last: int) -> None:
    needs.that(first <= book.now <= last, "NotNow", first, last, book.now)


def _bid_in(needs: Needs, auction: Auction, financier: int, state: BidState) -> Bid:
    bid = auction.bid_of(financier)
    stands = bid.state if bid else BidState.NONE
    if bid is None or stands is not state:
        needs.refuse("WrongBidState", stands, state)
    return bid


def _award_of(
    book: Book, needs: Needs, number: int, financier: int, *, late: bool
) -> tuple[Auction, Bid]:
    """State that an award is open, and that the time to deliver is there or over."""
    auction = _known(book, needs, number)
    end = auction.lot.delivery_end
    needs.that(auction.cleared, "NotCleared", number)
    _in_time(book, needs, *((end + 1, FOREVER) if late else (0, end)))
    bid = _bid_in(needs, auction, financier, BidState.AWARDED)
    needs.met()
    return auction, bid
