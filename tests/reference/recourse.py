"""After a sale: what was kept is released, or units go back against what was paid for them."""

from fractions import Fraction
from math import ceil
from typing import NamedTuple

from tests.reference import facilities
from tests.reference.book import Book
from tests.reference.money import half_up, interest
from tests.reference.parties import ANY, Account, active, may_act
from tests.reference.receivable import NEVER_RECORDED, Receivable, Status
from tests.reference.refusals import Needs
from tests.reference.sales import claim_of, unpaid
from tests.reference.units import take, takeable
from tests.reference.venues import Deal, Venue


class Return(NamedTuple):
    """What went back, and what is still owed; amounts in minor units."""

    units: int
    from_hold_back: int
    from_cash: int
    owed_units: int
    owed: int


def put_back(book: Book, venue: Venue, by: Account, number: int, units: int) -> Return:
    """The financier puts units back, and asks for what it put back before and was not paid.

    The hold-back pays first, then the seller's own cash, for as many units as it does.
    """
    needs = Needs()
    deal = _known(needs, venue, number)
    caller = active(book, needs, by)
    needs.that(caller == deal.financier, "NotFinancier", number, caller)
    r = _in_default(book, needs, number, deal)
    most = deal.units - deal.owed
    needs.that(units <= most, "TooManyUnits", units, most)
    owed = deal.owed + units
    needs.that(owed > 0, "NoDebt", number)
    held = r.held(caller)
    needs.that(owed <= held, "InsufficientUnits", deal.receivable, caller, held, owed)
    needs.met()

    seller, cost = book.register.account_of(deal.seller), cost_of(book, deal, owed)
    paid_units, from_hold_back, from_cash = 0, 0, 0
    if may_act(book, seller):
        paid_units, from_hold_back = _paid_for(owed, cost, deal.hold_back)
    rest, most = owed - paid_units, max(0, deal.recourse - paid_units)
    needs.that(rest <= most, "BeyondRecourse", rest, most)
    if may_act(book, seller):
        cash = _available(book, venue, deal, seller)
        more, from_cash = _paid_for(rest, cost - from_hold_back, cash)
        paid_units += more
    if paid_units:
        takeable(book, needs, venue.account, by, seller, deal.receivable, paid_units)
    needs.met()
    _gone_back(book, venue, deal, r, paid_units)
    deal.owed, deal.hold_back = owed - paid_units, deal.hold_back - from_hold_back
    token = book.token(deal.currency)
    token.give(venue.account, by, book.in_token(deal.currency, from_hold_back))
    if from_cash:
        token.pull(seller, venue.account, by, book.in_token(deal.currency, from_cash))
    return Return(paid_units, from_hold_back, from_cash, *debt_of(book, deal))


def pay_debt(book: Book, venue: Venue, by: Account, number: int, units: int, most: int) -> Return:
    """Anybody pays for units that were put back: cash to the financier, units to the seller."""
    needs = Needs()
    deal = _known(needs, venue, number)
    r = _in_default(book, needs, number, deal)
    needs.that(units > 0, "ZeroAmount")
    needs.that(units <= deal.owed, "TooManyUnits", units, deal.owed)
    needs.met()
    amount = _share(units, deal.owed, cost_of(book, deal, deal.owed))
    needs.that(amount <= most, "CostAbove", most, amount)
    parties = deal.financier, deal.seller
    financier, seller = (book.register.account_of(number) for number in parties)
    takeable(book, needs, venue.account, financier, seller, deal.receivable, units)
    token, cash = book.token(deal.currency), book.in_token(deal.currency, amount)
    moves = cash > 0 and by != financier
    if moves:
        token.can_pull(needs, by, venue.account, cash)
    needs.met()
    _gone_back(book, venue, deal, r, units)
    deal.owed -= units
    if moves:
        token.pull(by, venue.account, financier, cash)
    return Return(units, 0, amount, *debt_of(book, deal))


def release(book: Book, venue: Venue, by: Account, number: int) -> None:
    """Anybody lets a hold-back go to whom it belongs; the financier lets go of it at any time."""
    needs = Needs()
    deal = _known(needs, venue, number)
    r = book.receivables.get(deal.receivable, NEVER_RECORDED)
    cancelled = r.round != deal.round or r.status is Status.CANCELLED
    settled = r.status is Status.SETTLED or deal.units == 0
    own = by == book.register.account_of(deal.financier)
    ready = deal.hold_back > 0 and (cancelled or settled or own)
    needs.that(ready, "NothingToRelease", number)
    to = book.register.account_of(deal.financier if cancelled else deal.seller)
    active(book, needs, to, ANY)
    needs.met()
    cash = book.in_token(deal.currency, deal.hold_back)
    deal.hold_back = 0
    book.token(deal.currency).give(venue.account, to, cash)


def debt_of(book: Book, deal: Deal) -> tuple[int, int]:
    """Units put back and not paid for, and what they cost today."""
    return deal.owed, cost_of(book, deal, deal.owed)


def cost_of(book: Book, deal: Deal, units: int) -> int:
    """What units cost that go back today: their part of the price, and interest since the sale."""
    r = book.receivables[deal.receivable]
    if not units or r.round != deal.round or not unpaid(book, r):
        return 0
    base = half_up(Fraction(deal.price * claim_of(book, r, units), deal.claim))
    return base + interest(base, deal.buy_back_rate, book.today - deal.day, deal.basis)


def _known(needs: Needs, venue: Venue, number: int) -> Deal:
    if not 0 < number <= len(venue.deals):
        needs.refuse("UnknownDeal", number)
    return venue.deals[number - 1]


def _in_default(book: Book, needs: Needs, number: int, deal: Deal) -> Receivable:
    """State that the receivable is unpaid after grace."""
    r = book.receivables[deal.receivable]
    lives = r.round == deal.round and r.status is Status.TOKENISED
    if not lives:
        needs.refuse("DealOver", number)
    first = r.due_day + r.terms.grace + 1
    needs.that(book.today >= first, "NotInDefault", deal.receivable, first, book.today)
    return r


def _paid_for(units: int, cost: int, cash: int) -> tuple[int, int]:
    """How many of these units some cash pays for, and what they cost."""
    some = units if cash >= cost else cash * units // cost
    return some, _share(some, units, cost)


def _share(some: int, units: int, cost: int) -> int:
    """The share of some units in the cost of all, rounded up to a minor unit."""
    return ceil(Fraction(cost * some, units)) if units else 0


def _available(book: Book, venue: Venue, deal: Deal, owner: Account) -> int:
    """What an account has and lets the venue move, whole minor units."""
    token = book.token(deal.currency)
    cash = min(token.balance(owner), token.allowance(owner, venue.account))
    return cash // book.in_token(deal.currency, 1)


def _gone_back(book: Book, venue: Venue, deal: Deal, r: Receivable, units: int) -> None:
    if not units:
        return
    parties = deal.financier, deal.seller
    financier, seller = (book.register.account_of(number) for number in parties)
    take(book, r, venue.account, financier, seller, deal.receivable, units)
    deal.units -= units
    deal.recourse -= min(units, deal.recourse)
    facilities.returned(book, deal, units)
