"""Discounting: units against cash at a price that a financier signed, or nothing."""

from tests.reference.book import Book
from tests.reference.money import discounted
from tests.reference.parties import FINANCIER, Account, active
from tests.reference.refusals import Needs
from tests.reference.statements import Key, Quote, Signature
from tests.reference.units import hand_over, movable

NONCES = range(96)
SPENT = {"used": "QuoteUsed", "withdrawn": "QuoteWithdrawn"}


def fill(
    book: Book, by: Account, quote: Quote, signature: Signature, units: int, min_price: int
) -> int:
    """The caller sells units to the financier that signed; the price, minor units."""
    needs, key = Needs(), quote.receivable
    needs.that(book.now <= quote.expiry, "QuoteExpired", quote.expiry, book.now)
    offered = quote.min_units, quote.max_units
    needs.that(offered[0] <= units <= offered[1], "UnitsOutOfRange", units, *offered)
    financier = quote.financier
    signed = signature.binds(book.signing_key(financier), quote)
    needs.that(signed, "QuoteSignatureInvalid", financier)
    buyer = active(book, needs, financier, FINANCIER)
    _fresh(book, needs, key, buyer, quote.nonce)
    r = movable(book, needs, by, financier, key, units)

    priced = quote.unpaid, quote.due_day, quote.round
    needs.that(priced == (r.unpaid, r.due_day, r.round), "ReceivableChanged", key)
    claim = units * r.unpaid // r.face
    price = discounted(needs, claim, quote.rate, quote.due_day - book.today, quote.basis)
    needs.met()
    needs.that(price >= min_price, "PriceMoved", min_price, price)
    token, cash = book.token(r.currency), book.in_token(r.currency, price)
    token.can_pull(needs, financier, book.ledger, cash)
    needs.met()
    book.nonces[key, buyer, quote.nonce % 256] = "used"
    hand_over(book, r, by, financier, units)
    token.pull(financier, book.ledger, by, cash)
    return price


def cancel_quote(book: Book, by: Account, key: Key, nonce: int) -> None:
    """A financier takes an offer back, signed already or not."""
    needs = Needs()
    financier = active(book, needs, by, FINANCIER)
    _fresh(book, needs, key, financier, nonce)
    needs.met()
    book.nonces[key, financier, nonce % 256] = "withdrawn"


def cancel_all_quotes(book: Book, by: Account) -> int:
    """A financier's next epoch begins: all that it signed for the last one is void."""
    needs = Needs()
    active(book, needs, by, FINANCIER)
    needs.met()
    party = book.register.behind(by)
    assert party is not None
    party.quote_epoch += 1
    return party.quote_epoch


def _fresh(book: Book, needs: Needs, key: Key, financier: int, nonce: int) -> None:
    """State that a nonce is of the financier's epoch, and was neither used nor withdrawn."""
    epoch, low = divmod(nonce, 256)
    party = book.register.by_number(financier)
    current = party.quote_epoch if party else 0
    needs.that(epoch == current, "QuoteEpochOver", financier, epoch, current)
    needs.that(low in NONCES, "NonceOutOfRange", low)
    spent = book.nonces.get((key, financier, low))
    if spent:
        needs.that(False, SPENT[spent], financier, nonce)
