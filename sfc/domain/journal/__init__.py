"""A participant's journal: events of the ledger as balanced entries of double-entry bookkeeping.

The participant may be obligor, supplier, financier, or several of them: each event makes an entry
for each part that it has in it. What happened off the ledger (the invoice itself, VAT, the accrual
of discount between two events) is for the general ledger to post; discount that is not yet earned
stands on a contra account until the obligor pays, so that an accrual has something to draw on. What
an obligor has promised in a batch is booked when its supplier comes for it.

Whether a sale by a plain quote was with recourse is said by who asks: the ledger knows of none. A
sale in the market says it itself; with any recourse, however limited, it is a secured borrowing.
"""

from collections.abc import Callable, Mapping, Sequence

from sfc.domain.events import Located, Sold
from sfc.domain.ids import ParticipantId
from sfc.domain.journal.accounts import Account, Treatment
from sfc.domain.journal.book import Book
from sfc.domain.journal.cash import CashBook
from sfc.domain.journal.deals import enter_deals
from sfc.domain.journal.entries import Entry, Line, trial_balance
from sfc.domain.journal.life import enter_life
from sfc.domain.journal.money import enter_money
from sfc.domain.journal.units import enter_units
from sfc.domain.transactions import Accounts, steps
from sfc.domain.views import ListedCurrency

__all__ = [
    "Account",
    "Entry",
    "Line",
    "Treatment",
    "journal",
    "trial_balance",
    "without_recourse",
]


def without_recourse(_sale: Sold) -> bool:
    """Say of every sale that the buyer has no recourse."""
    return False


def journal(
    events: Sequence[Located],
    owner: ParticipantId,
    accounts: Accounts,
    currencies: Mapping[int, ListedCurrency],
    with_recourse: Callable[[Sold], bool] = without_recourse,
) -> list[Entry]:
    """All entries of an owner, from all events that concern it in the order of the ledger.

    `accounts` has every account in them that acts for a participant.
    """
    book = Book(owner, accounts, {number: c.code for number, c in currencies.items()})
    cash = CashBook(owner, accounts, {c.token: c for c in currencies.values()})
    entries: list[Entry] = []
    for step in steps(events, accounts, {c.token: c.scale for c in currencies.values()}):
        entries += enter_life(book, step)
        entries += enter_units(book, step, with_recourse)
        entries += enter_deals(book, step)
        entries += enter_money(book, step)
        entries += cash.enter(step)
    return [entry for entry in entries if entry.lines]
