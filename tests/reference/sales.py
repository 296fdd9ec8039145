"""What every sale beside the ledger has in common: its amounts, its moves, the deal it leaves."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import NamedTuple

from tests.reference.book import Book
from tests.reference.money import PPM, discounted, half_up
from tests.reference.parties import FINANCIER, Account, account_behind, active
from tests.reference.receivable import NEVER_RECORDED, Receivable
from tests.reference.refusals import Needs
from tests.reference.statements import Key, SaleTerms
from tests.reference.units import take, takeable
from tests.reference.venues import Deal, Venue

MOST_HOLD_BACK = PPM // 2


class Sale(NamedTuple):
    """What a sale moves; amounts in minor units."""

    deal: int
    receivable: Key | int
    seller: Account
    financier: Account
    units: int
    claim: int
    discount: int
    price: int
    hold_back: int
    fee: int
    proceeds: int
    cost: int


@dataclass(frozen=True)
class Offer:
    """Units that are to change hands, as the ledger sees them now, at a rate and on terms."""

    receivable: Key
    units: int
    seller: Account
    financier: Account
    rate: int
    terms: SaleTerms
    facility: int = 0

    def on(self, book: Book) -> Receivable:
        """The receivable, whatever became of it."""
        return book.receivables.get(self.receivable, NEVER_RECORDED)


def unpaid(book: Book, r: Receivable) -> int:
    """Principal that is still owed to holders."""
    return r.due(book.today)[0]


def claim_of(book: Book, r: Receivable, units: int) -> int:
    """Principal that units still stand for; of what is paid or over, nothing."""
    return units * unpaid(book, r) // r.face if r.face else 0


def valid(needs: Needs, terms: SaleTerms) -> None:
    """State what terms require whatever is sold."""
    needs.that(terms.recourse <= PPM, "ShareOutOfRange", terms.recourse, PPM)
    held = terms.hold_back
    needs.that(held <= MOST_HOLD_BACK, "ShareOutOfRange", held, MOST_HOLD_BACK)
    free = not terms.fee_amount and not terms.fee_rate
    needs.that(free or terms.fee_receiver != 0, "FeeReceiverMissing")


def priced(book: Book, needs: Needs, offer: Offer, day: int) -> Sale:
    """State what a price requires; all amounts of the sale, as of a day."""
    r, terms = offer.on(book), offer.terms
    valid(needs, terms)
    claim = claim_of(book, r, offer.units)
    price = discounted(needs, claim, offer.rate, r.due_day - day, terms.basis)
    hold_back = floor(Fraction(price * terms.hold_back, PPM))
    agreed = terms.fee_amount + half_up(Fraction(price * terms.fee_rate, PPM))
    fee = min(agreed, price // 20)
    of_seller, of_financier = (0, fee) if terms.fee_on_financier else (fee, 0)
    return Sale(
        0,
        offer.receivable,
        offer.seller,
        offer.financier,
        offer.units,
        claim,
        claim - price,
        price,
        hold_back,
        fee,
        price - hold_back - of_seller,
        price + of_financier,
    )


def settle(book: Book, venue: Venue, needs: Needs, offer: Offer, sale: Sale) -> Sale:
    """Units against cash: proceeds to the seller, the hold-back to the venue, the fee."""
    buyer, seller = sale.financier, sale.seller
    active(book, needs, buyer, FINANCIER)
    active(book, needs, seller)
    r = takeable(book, needs, venue.account, seller, buyer, offer.receivable, sale.units)
    payments = [(seller, sale.proceeds), (venue.account, sale.hold_back)]
    if sale.fee:
        payments.append((account_behind(book, needs, offer.terms.fee_receiver), sale.fee))
    token = book.token(r.currency)
    moves = [(to, book.in_token(r.currency, x)) for to, x in payments if x and to != buyer]
    token.can_pull_each(needs, buyer, venue.account, [cash for _, cash in moves])
    needs.met()
    take(book, r, venue.account, seller, buyer, offer.receivable, sale.units)
    for to, cash in moves:
        token.pull(buyer, venue.account, to, cash)
    return entered(book, venue, offer, sale, book.today)


def entered(book: Book, venue: Venue, offer: Offer, sale: Sale, day: int) -> Sale:
    """The sale with the number of its deal, if recourse or a hold-back is left of it."""
    r, terms = offer.on(book), offer.terms
    if not terms.recourse and not sale.hold_back:
        return sale
    deal = Deal(
        offer.receivable,
        book.register.number_of(sale.seller),
        book.register.number_of(sale.financier),
        r.currency,
        r.round,
        day,
        terms.basis,
        terms.buy_back_rate,
        offer.facility,
        floor(Fraction(sale.units * terms.recourse, PPM)),
        sale.units,
        sale.claim,
        sale.price,
        sale.hold_back,
    )
    venue.deals.append(deal)
    return sale._replace(deal=len(venue.deals))
