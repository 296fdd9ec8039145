from hypothesis import given, settings
from hypothesis import strategies as st

from sfc.domain.events import Sold
from sfc.domain.ids import ParticipantId
from sfc.domain.journal import Account, journal, trial_balance
from sfc.domain.receivable import Status
from tests.exporters.ledger import ACCOUNTS, BEGUN, CURRENCIES, NUMBERS, STORIES, Story, tell
from tests.exporters.samples import full_life
from tests.ghost import EVERYONE, SCALE, WITH_MARKET, Ghost, account

MARKET_STEPS = st.tuples(st.sampled_from(("market", *WITH_MARKET)), NUMBERS, NUMBERS, NUMBERS)
OWED = (Status.CONFIRMED, Status.TOKENISED)


def _always(_sale: Sold) -> bool:
    return True


@settings(max_examples=300)
@given(story=STORIES)
def test_every_books_balance_and_say_what_the_ledger_says(story: Story) -> None:
    ghost, events = tell(story)
    for number in EVERYONE:
        entries = journal(events, ParticipantId(number), ACCOUNTS, CURRENCIES)
        for entry in entries:
            assert sum(line.amount for line in entry.lines) == 0
            assert all(line.amount for line in entry.lines)
        balance = {key[1]: amount for key, amount in trial_balance(entries).items()}
        assert sum(balance.values()) == 0
        assert balance.get(Account.CASH, 0) == ghost.cash[account(number)] // SCALE
        assert balance.get(Account.COLLECTED, 0) == sum(
            int(of.claims[number]) for of in ghost.receivables.values()
        )
        assert -balance.get(Account.PAYMENT_OBLIGATIONS, 0) == ghost.owed(number)
        assert -balance.get(Account.PENALTY_PAYABLE, 0) == sum(
            of.penalty_owed for of in ghost.receivables.values() if of.obligor == number
        )
        assets = balance.get(Account.HELD_RECEIVABLES, 0) + balance.get(
            Account.PURCHASED_RECEIVABLES, 0
        )
        exact = _claims_on_obligors(ghost, number)
        assert exact - 2 * len(ghost.receivables) <= assets <= exact
        assert not {Account.SECURED_BORROWINGS, Account.SECURED_LOANS} & {*balance}


@settings(max_examples=150)
@given(story=st.lists(MARKET_STEPS, max_size=60))
def test_with_a_market_cash_debts_and_hold_backs_are_the_ledgers(story: Story) -> None:
    ghost, events = tell(BEGUN + story)
    kept = 0
    for number in EVERYONE:
        entries = journal(events, ParticipantId(number), ACCOUNTS, CURRENCIES)
        balance = {key[1]: amount for key, amount in trial_balance(entries).items()}
        assert sum(balance.values()) == 0
        assert balance.get(Account.CASH, 0) == ghost.cash[account(number)] // SCALE
        assert balance.get(Account.COLLECTED, 0) == sum(
            int(of.claims[number]) for of in ghost.receivables.values()
        )
        assert -balance.get(Account.PAYMENT_OBLIGATIONS, 0) == ghost.owed(number)
        kept += balance.get(Account.HOLD_BACKS, 0)
    assert kept == sum(deal.hold_back for deal in ghost.stall.deals)


def _claims_on_obligors(ghost: Ghost, number: int) -> int:
    total = 0
    for of in ghost.receivables.values():
        units = len(of.hands[number])
        if of.status is Status.CONFIRMED and of.supplier == number:
            units = of.face
        if of.status in OWED:
            total += -(-units * (of.face - of.paid) // of.face)
    return total


@settings(max_examples=300)
@given(story=STORIES, recourse=st.sets(st.integers(0, 95)))
def test_recourse_changes_what_is_owed_and_never_the_cash(story: Story, recourse: set[int]) -> None:
    ghost, events = tell(story)
    for number in EVERYONE:
        entries = journal(
            events,
            ParticipantId(number),
            ACCOUNTS,
            CURRENCIES,
            lambda sale: sale.nonce in recourse,
        )
        balance = {key[1]: amount for key, amount in trial_balance(entries).items()}
        assert sum(balance.values()) == 0
        assert balance.get(Account.CASH, 0) == ghost.cash[account(number)] // SCALE
        assert balance.get(Account.COLLECTED, 0) == sum(
            int(of.claims[number]) for of in ghost.receivables.values()
        )
        if all(of.status not in OWED for of in ghost.receivables.values()):
            for empty in (
                Account.SECURED_BORROWINGS,
                Account.SECURED_LOANS,
                Account.TRANSFERRED_RECEIVABLES,
                Account.UNEARNED_DISCOUNT,
                Account.DEFERRED_FINANCE_COST,
            ):
                assert balance.get(empty, 0) == 0


@settings(max_examples=100)
@given(story=STORIES)
def test_what_one_borrows_another_lends(story: Story) -> None:
    _, events = tell(story)
    books = [
        {
            key[1]: amount
            for key, amount in trial_balance(
                journal(events, ParticipantId(number), ACCOUNTS, CURRENCIES, _always)
            ).items()
        }
        for number in EVERYONE
    ]
    total = {kind: sum(book.get(kind, 0) for book in books) for kind in Account}
    # units sold on by a financier make it both a lender and a borrower
    assert abs(total[Account.UNEARNED_DISCOUNT] + total[Account.DEFERRED_FINANCE_COST]) <= 100


def _balances(number: int, recourse: bool) -> dict[Account, int]:
    network, _ = full_life()
    entries = journal(
        network.located, ParticipantId(number), ACCOUNTS, CURRENCIES, lambda sale: recourse
    )
    return {key[1]: amount for key, amount in trial_balance(entries).items() if amount}


def test_a_worked_example_without_recourse() -> None:
    """700,000 units bought for 630,000, and paid: the discount is earned, nothing is left."""
    assert _balances(6, recourse=False) == {
        Account.CASH: 1_000_000_000 + 70_000,
        Account.CASH_CLEARING: -1_000_000_000,
        Account.DISCOUNT_INCOME: -70_000,
    }
    # sold 600,000 of 1,000,000 for 540,000, handed on 250,000, redeemed 150,000; a part of 420,000
    # is confirmed and owed; a third receivable is collected and waits
    assert _balances(3, recourse=False) == {
        Account.CASH: 540_000 + 150_000,
        Account.TRADE_RECEIVABLES: -(1_000_000 + 420_000 + 88_888),
        Account.TRADE_PAYABLES: 250_000,
        Account.HELD_RECEIVABLES: 420_000,
        Account.COLLECTED: 88_888,
        Account.DERECOGNITION_RESULT: 60_000,
    }


def test_a_worked_example_with_recourse() -> None:
    """The same: the bank earns, and the seller bears, the same; but as interest on a loan."""
    assert _balances(6, recourse=True) == _balances(6, recourse=False)
    seller = _balances(3, recourse=False)
    seller[Account.FINANCE_COST] = seller.pop(Account.DERECOGNITION_RESULT)
    assert _balances(3, recourse=True) == seller


def test_the_obligor_owes_what_is_open_and_bears_its_lateness() -> None:
    assert _balances(1, recourse=False) == {
        Account.CASH: 1_000_000_000 - 1_000_000 - 100_000,
        Account.CASH_CLEARING: -1_000_000_000,
        Account.TRADE_PAYABLES: 1_000_000 + 420_000 + 333_333,
        Account.PAYMENT_OBLIGATIONS: -(420_000 + 333_333 - (100_000 - 1_234)),
        Account.PENALTY_EXPENSE: 1_234,
    }
    assert _balances(2, recourse=False) == {
        Account.TRADE_PAYABLES: 88_888,
        Account.DUE_TO_PAYERS: -88_888,
    }
