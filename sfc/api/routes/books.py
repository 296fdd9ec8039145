"""Participants' books: cash account and journal, for programs; as files they are exports."""

from sfc.api.describe import refusals
from sfc.api.owned import Currency, Owner, PeriodDep
from sfc.api.paging import Cursor, Limit
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.books import AccountBalance, JournalEntryView, StatementView
from sfc.api.views.common import Listing, Page
from sfc.app import books
from sfc.app import exports as use

router = resource("books", "/participants/{participant}")

_ITS_OWN = "The participant itself, operator and regulator."
_OF_PARTICIPANT = ("forbidden", "id_malformed", "unknown_participant")


@router.get(
    "/statement",
    summary="Cash account",
    description=f"{_ITS_OWN} Opening balance, bookings and closing balance of a period.",
    responses=refusals(*_OF_PARTICIPANT, "not_found", "currency_unknown"),
)
def cash_statement(
    whose: Owner, currency: Currency, period: PeriodDep, context: ContextDep
) -> StatementView:
    """The cash account over a period."""
    return StatementView.of(use.cash_account(context.exports, whose, currency, *period))


@router.get(
    "/journal",
    summary="Journal",
    description=f"{_ITS_OWN} Balanced double entries of a period, in the order of the ledger.",
    responses=refusals(*_OF_PARTICIPANT),
)
def journal_entries(
    whose: Owner, period: PeriodDep, context: ContextDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[JournalEntryView]:
    """A page of journal entries."""
    found, following = books.journal(context, whose, *period, cursor, limit)
    return Page(data=[JournalEntryView.of(each) for each in found], next_cursor=following)


@router.get(
    "/trial-balance",
    summary="Trial balance",
    description=f"{_ITS_OWN} What each account of the journal comes to now; by currency they sum "
    "to nothing.",
    responses=refusals(*_OF_PARTICIPANT),
)
def trial_balance(whose: Owner, context: ContextDep) -> Listing[AccountBalance]:
    """All accounts and their balances."""
    found = context.read.trial_balance(whose)
    return Listing(data=[AccountBalance.of(*key, amount) for key, amount in found.items()])
