"""A participant that lost its key gets another account, after a delay in which it can object."""

from typing import TYPE_CHECKING, NamedTuple

from tests.reference.parties import NOBODY, Account, existing
from tests.reference.refusals import Needs

if TYPE_CHECKING:
    from tests.reference.book import Book

DELAY = 7


class Recovery(NamedTuple):
    """An account that was asked for, and the first day on which it can take over."""

    account: Account
    first_day: int


def request_recovery(book: "Book", by: Account, number: int, account: Account) -> None:
    """The operator asks, in place of what was asked before."""
    needs = Needs()
    needs.that(account != NOBODY, "ZeroIdentity")
    _free(book, needs, account)
    existing(book, needs, by, number)
    book.recoveries[number] = Recovery(account, book.today + DELAY)


def cancel_recovery(book: "Book", by: Account, number: int) -> None:
    """The participant's own account stops it."""
    needs = Needs()
    own = book.register.account_of(number) == by
    needs.that(own, "NotItsAccount", number, by)
    needs.that(number in book.recoveries, "NoRecovery", number)
    needs.met()
    del book.recoveries[number]


def recover(book: "Book", by: Account, number: int) -> None:
    """Anybody lets the new account take over: it acts for the number from now on."""
    del by
    needs = Needs()
    asked = book.recoveries.get(number)
    if asked is None:
        needs.refuse("NoRecovery", number)
    fields = asked.first_day, book.today
    needs.that(book.today >= asked.first_day, "RecoveryTooSoon", number, *fields)
    _free(book, needs, asked.account)
    party = existing(book, needs, None, number)
    party.account = asked.account
    del book.recoveries[number]


def _free(book: "Book", needs: Needs, account: Account) -> None:
    taken = book.register.number_of(account)
    needs.that(not taken, "AccountTaken", account, taken)
