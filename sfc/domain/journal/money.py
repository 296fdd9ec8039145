"""Payments, penalty interest and redemptions in the books."""

from collections.abc import Iterator

from sfc.domain.events import Paid, PenaltyPosted, Redeemed
from sfc.domain.ids import format_participant
from sfc.domain.journal.accounts import Account, Treatment
from sfc.domain.journal.book import Book, balancing, changes
from sfc.domain.journal.entries import Entry
from sfc.domain.transactions import Step


def enter_money(book: Book, step: Step) -> Iterator[Entry]:
    """Book cash that comes in for a receivable, and goes out of it."""
    match step.at.event:
        case Paid() as event:
            yield from _paid_by_owner(book, step, event)
            yield from _paid_to_holder(book, step, event)
        case PenaltyPosted() as event:
            if book.known[event.receivable].recorded.obligor == book.owner:
                yield book.entry(
                    step.at,
                    event.receivable,
                    Treatment.NO_TRANSFER,
                    "penalty interest posted",
                    None,
                    (Account.PENALTY_EXPENSE, event.amount),
                    (Account.PENALTY_PAYABLE, -event.amount),
                )
        case Redeemed() as event if event.holder == book.owner:
            position = book.known[event.receivable].position
            before = position.shown()
            position.redeem(event.amount)
            moved = [(Account.CASH, event.amount), *changes(before, position.shown())]
            yield book.entry(
                step.at,
                event.receivable,
                Treatment.SETTLED,
                "collected cash redeemed",
                None,
                *balancing(Account.ROUNDING, moved),
            )
        case _:
            pass


def _paid_by_owner(book: Book, step: Step, event: Paid) -> Iterator[Entry]:
    recorded = book.known[event.receivable].recorded
    is_obligor, is_payer = recorded.obligor == book.owner, book.is_owner(event.payer)
    amount = event.principal + event.penalty
    if is_obligor:
        yield book.entry(
            step.at,
            event.receivable,
            Treatment.EXTINGUISHED,
            "receivable paid" if is_payer else "receivable paid by another",
            None if is_payer else event.payer,
            (Account.PAYMENT_OBLIGATIONS, event.principal),
            (Account.PENALTY_PAYABLE, event.penalty),
            (Account.CASH if is_payer else Account.DUE_TO_PAYERS, -amount),
        )
    elif is_payer:
        yield book.entry(
            step.at,
            event.receivable,
            Treatment.NO_TRANSFER,
            "paid in the obligor's place",
            format_participant(recorded.obligor),
            (Account.DUE_FROM_OBLIGORS, amount),
            (Account.CASH, -amount),
        )


def _paid_to_holder(book: Book, step: Step, event: Paid) -> Iterator[Entry]:
    known = book.known[event.receivable]
    position = known.position
    before = position.shown()
    units = position.units
    position.pay(event.principal, event.penalty, event.unpaid)
    moved = changes(before, position.shown())
    if not moved:
        return
    income = units * event.penalty // position.face
    borrowed = _released(moved, Account.DEFERRED_FINANCE_COST)
    earned = _released(moved, Account.UNEARNED_DISCOUNT)
    amounts = [
        *moved,
        (Account.PENALTY_INCOME, -income),
        (Account.FINANCE_COST, -borrowed),
        (Account.DISCOUNT_INCOME, -earned),
    ]
    repaid = bool(position.sold_with_recourse)
    yield book.entry(
        step.at,
        event.receivable,
        Treatment.BORROWING_REPAID if repaid else Treatment.SETTLED,
        "obligor's payment: borrowing repaid" if repaid else "obligor's payment collected",
        format_participant(known.recorded.obligor),
        *balancing(Account.ROUNDING, amounts),
    )


def _released(moved: list[tuple[Account, int]], account: Account) -> int:
    return sum(amount for changed, amount in moved if changed is account)
