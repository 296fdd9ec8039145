"""Default: an obligor that has not paid after grace promises nothing new until it has."""

from tests.reference.book import Book
from tests.reference.parties import CORE_ENTERPRISE, Account, active
from tests.reference.receivable import Status
from tests.reference.refusals import Needs
from tests.reference.statements import Key


def in_default(book: Book, obligor: int) -> int:
    """How many of an obligor's receivables are marked, and neither paid nor ended."""
    owed = (r for r in book.receivables.values() if r.obligor == obligor and r.is_owed)
    return sum(r.marked_default for r in owed)


def may_promise(book: Book, needs: Needs, account: Account) -> int:
    """State that `account` acts for an active core enterprise with nothing in default."""
    obligor = active(book, needs, account, CORE_ENTERPRISE)
    number = in_default(book, obligor)
    needs.that(number == 0, "ObligorInDefault", obligor, number)
    return obligor


def mark_default(book: Book, by: Account, key: Key) -> None:
    """Anybody says that a receivable is in default; it has to be true."""
    del by
    needs = Needs()
    r = book.recorded(needs, key, "WrongStatus", key, Status.NONE, Status.TOKENISED)
    needs.that(r.is_owed, "WrongStatus", key, r.status, Status.TOKENISED)
    needs.that(not r.marked_default, "AlreadyInDefault", key)
    first = r.due_day + r.terms.grace + 1
    needs.that(book.today >= first, "NotInDefault", key, first, book.today)
    needs.met()
    r.marked_default = True
