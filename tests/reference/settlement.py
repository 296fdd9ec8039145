"""Payment and redemption."""

from fractions import Fraction
from math import floor

from tests.reference.book import Book
from tests.reference.confirming import into_units
from tests.reference.freezing import collect, free_claim, frozen_units
from tests.reference.parties import ANY, Account, active
from tests.reference.receivable import Receivable, Status
from tests.reference.refusals import Needs
from tests.reference.statements import Key


def pay(book: Book, by: Account, key: Key, amount: int) -> None:
    """Anybody's cash comes in: penalty interest first, then principal.

    It belongs at once to who holds the units now, in proportion to them.
    """
    needs = Needs()
    needs.that(amount > 0, "ZeroAmount")
    r = book.recorded(needs, key, "WrongStatus", key, Status.NONE, Status.TOKENISED)
    needs.that(r.is_owed, "WrongStatus", key, r.status, Status.TOKENISED)
    due = sum(r.due(book.today))
    if r.is_owed:
        needs.that(amount <= due, "Overpayment", key, amount, due)
    token, cash = book.token(r.currency), book.in_token(r.currency, amount)
    token.can_pull(needs, by, book.ledger, cash)
    needs.met()
    if r.status is Status.CONFIRMED:
        into_units(r)
    r.plain = r.plain and amount == r.face and book.today <= r.due_day
    _post_interest(r, book.today)
    penalty = min(amount, r.penalty_owed)
    r.penalty_owed -= penalty
    r.penalty_paid += penalty
    r.paid += amount - penalty
    for holder, units in r.units.items():
        r.claims[holder] = r.claim(holder) + Fraction(amount * units, r.face)
    collect(book, key, r, amount)
    if r.unpaid == 0:
        r.status = Status.SETTLED
    token.pull(by, book.ledger, book.ledger, cash)


def redeem(book: Book, by: Account, key: Key) -> int:
    """Cash goes out to the caller, in whole minor units; what was paid, minor units.

    Before everything is paid a fraction waits for the next payment. Afterwards it is given up, and
    the last one to redeem takes what all fractions sum to. What is frozen waits.
    """
    needs = Needs()
    holder = active(book, needs, by, ANY)
    r = book.recorded(needs, key, "NothingToRedeem", key, holder)
    claim, settled = free_claim(book, key, r, holder), r.status is Status.SETTLED
    needs.that(claim > 0 if settled else claim >= 1, "NothingToRedeem", key, holder)
    needs.met()
    amount = floor(claim)
    r.claims[holder] -= claim if settled else amount
    if not any(r.claims.values()):
        amount = r.collected - r.redeemed
    r.redeemed += amount
    if settled:
        _burn(book, key, r, holder)
    book.token(r.currency).give(book.ledger, by, book.in_token(r.currency, amount))
    return amount


def cash_held(book: Book, token: Account) -> int:
    """Token units that the ledger owes to holders: all that was collected and not redeemed."""
    return sum(
        book.in_token(r.currency, r.collected - r.redeemed)
        for r in book.receivables.values()
        if book.lists.currencies[r.currency - 1].token == token
    )


def _post_interest(r: Receivable, today: int) -> None:
    r.penalty_owed += r.accrued(today)
    if r.terms.rate and today > r.accrues_from():
        r.posted_to = today


def _burn(book: Book, key: Key, r: Receivable, holder: int) -> None:
    """Redeemed units vanish, and with the last the nonces of quotes that cannot be filled."""
    had, stays = r.held(holder), frozen_units(book, key, holder)
    r.units[holder] = stays
    if had and not stays and holder != r.supplier:
        for nonce in [n for n in book.nonces if n[:2] == (key, holder)]:
            del book.nonces[nonce]
