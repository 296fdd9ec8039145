"""Signed orders: bids of financiers and asks of holders, filled by the other side in parts."""

from tests.reference.book import Book
from tests.reference.parties import Account
from tests.reference.refusals import Needs
from tests.reference.sales import Offer, Sale, priced, settle, unpaid
from tests.reference.statements import Key, Order, Signature

BID, ASK = 0, 1


def sell(
    book: Book, by: Account, bid: Order, signature: Signature, key: Key, units: int, least: int
) -> Sale:
    """The caller sells units to the financier that signed, for `least` minor units or more."""
    needs = Needs()
    offer = Offer(key, units, by, bid.maker, bid.rate, bid.terms)
    sale = _priced(book, needs, bid, BID, signature, offer)
    needs.that(sale.proceeds >= least, "PriceMoved", least, sale.proceeds)
    return _fill(book, needs, bid, offer, sale)


def buy(
    book: Book, by: Account, ask: Order, signature: Signature, key: Key, units: int, most: int
) -> Sale:
    """The caller buys units of the holder that signed, for `most` minor units or less."""
    needs = Needs()
    offer = Offer(key, units, ask.maker, by, ask.rate, ask.terms)
    sale = _priced(book, needs, ask, ASK, signature, offer)
    needs.that(sale.cost <= most, "CostAbove", most, sale.cost)
    return _fill(book, needs, ask, offer, sale)


def withdraw_order(book: Book, by: Account, nonce: int) -> None:
    """A maker takes back all versions of an order, signed already or not."""
    needs = Needs()
    _open(book, needs, by, nonce)
    needs.met()
    _close(book, by, nonce)


def withdraw_all_orders(book: Book, by: Account) -> int:
    """A maker's next epoch begins: all that it signed for the last one is void."""
    epoch = book.market.epochs.get(by, 0) + 1
    book.market.epochs[by] = epoch
    return epoch


def _priced(
    book: Book, needs: Needs, order: Order, side: int, signature: Signature, offer: Offer
) -> Sale:
    """State what an order requires of a fill; the sale that it would be."""
    if order.side not in (BID, ASK):
        needs.refuse("Nothing")
    needs.that(order.side == side, "WrongSide", order.side)
    needs.that(book.now <= order.expiry, "OrderExpired", order.expiry, book.now)
    epoch = book.market.epochs.get(order.maker, 0)
    needs.that(order.epoch == epoch, "OrderOfAnotherEpoch", order.epoch, epoch)
    _open(book, needs, order.maker, order.nonce)
    signed = signature.binds(book.signing_key(order.maker), order)
    needs.that(signed, "OrderSignatureInvalid", order.maker)
    offered = order.min_units, order.max_units
    fits = offered[0] <= offer.units <= offered[1]
    needs.that(fits, "UnitsOutOfRange", offer.units, *offered)
    _covered(book, needs, order, offer)
    sale = priced(book, needs, offer, book.today)
    filled = book.market.filled.get((order.maker, order.nonce), 0)
    fits = filled + sale.claim <= order.limit
    needs.that(fits, "OrderExceeded", order.limit, filled, sale.claim)
    needs.met()
    return sale


def _covered(book: Book, needs: Needs, order: Order, offer: Offer) -> None:
    """State that the order is for this receivable, as it stands."""
    key, r = offer.receivable, offer.on(book)
    if order.receivable != 0:
        needs.that(key == order.receivable, "OrderForAnother", key)
        said = order.round, order.unpaid, order.due_day, order.receivable_terms
        stands = r.round, unpaid(book, r), r.due_day, r.terms_number
        needs.that(said == stands, "ReceivableChanged", key)
    debt = order.obligor, order.currency
    fits = debt == (r.obligor, r.currency) and order.receivable_terms in (0, r.terms_number)
    needs.that(fits, "ReceivableNotCovered", key)
    tenor = r.due_day - book.today
    needs.that(tenor <= order.max_tenor, "TenorTooLong", tenor, order.max_tenor)


def _fill(book: Book, needs: Needs, order: Order, offer: Offer, sale: Sale) -> Sale:
    sale = settle(book, book.market, needs, offer, sale)
    mark = order.maker, order.nonce
    book.market.filled[mark] = book.market.filled.get(mark, 0) + sale.claim
    if book.market.filled[mark] == order.limit:
        _close(book, *mark)
    return sale


def _open(book: Book, needs: Needs, maker: Account, nonce: int) -> None:
    """State that a nonce is neither complete nor withdrawn."""
    needs.that((maker, nonce) not in book.market.closed, "OrderClosed", maker, nonce)


def _close(book: Book, maker: Account, nonce: int) -> None:
    book.market.closed.add((maker, nonce))
    book.market.filled.pop((maker, nonce), None)
