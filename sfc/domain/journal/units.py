"""Units that change hands: handed on in payment, or sold with or without recourse."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sfc.domain.events import Sold, UnitsMoved
from sfc.domain.journal.accounts import Account, Treatment
from sfc.domain.journal.book import Book, balancing, changes
from sfc.domain.journal.entries import Entry
from sfc.domain.journal.position import Holding, Position
from sfc.domain.market_events import Traded
from sfc.domain.transactions import Step


def enter_units(book: Book, step: Step, with_recourse: Callable[[Sold], bool]) -> Iterator[Entry]:
    """Book a transfer or a sale, on the side on which the owner of the books is."""
    event = step.at.event
    if isinstance(event, Sold):
        yield from _sale(book, step, event, recourse=with_recourse(event))
    elif isinstance(event, Traded):
        yield from _sale(book, step, event, recourse=event.recourse > 0)
    elif isinstance(event, UnitsMoved) and not step.part_of_sale:
        yield from _transfer(book, step, event)


def _transfer(book: Book, step: Step, event: UnitsMoved) -> Iterator[Entry]:
    if event.giver is None or event.taker is None:
        return  # made with the confirmation, and burnt with redemption or cancellation
    gives, takes = book.is_owner(event.giver), book.is_owner(event.taker)
    if gives == takes:
        return
    position = book.known[event.receivable].position
    before = position.shown()
    if gives:
        gone = position.give(event.units)
        moved = changes(before, position.shown())
        earned = sum(holding.unearned for holding in gone)
        amounts = balancing(
            Account.TRADE_PAYABLES, [*moved, (Account.DERECOGNITION_RESULT, -earned)]
        )
        treatment, text = Treatment.DERECOGNISED, "units handed on in payment"
    else:
        position.receive(Holding(Account.HELD_RECEIVABLES, event.units))
        amounts = balancing(Account.TRADE_RECEIVABLES, changes(before, position.shown()))
        treatment, text = Treatment.RECOGNISED, "units received in payment"
    other = event.taker if gives else event.giver
    yield book.entry(step.at, event.receivable, treatment, text, other, *amounts)


def _sale(book: Book, step: Step, event: Sold | Traded, *, recourse: bool) -> Iterator[Entry]:
    sells, buys = book.is_owner(event.seller), book.is_owner(event.financier)
    if sells == buys:
        return
    position = book.known[event.receivable].position
    before = position.shown()
    if buys:
        amounts = [*_bought(position, event, recourse=recourse), *_given(event)]
        treatment = Treatment.SECURED_LOAN if recourse else Treatment.RECOGNISED
        text, other = "units bought at a discount", event.seller
    elif recourse:
        _pledge(position, event)
        moved = [*changes(before, position.shown()), *_received(event)]
        amounts = balancing(Account.ROUNDING, moved)
        treatment, other = Treatment.SECURED_BORROWING, event.financier
        text = "units sold with recourse: cash borrowed on them"
    else:
        position.give(event.units)
        moved = [*changes(before, position.shown()), *_received(event)]
        amounts = balancing(Account.DERECOGNITION_RESULT, moved)
        treatment, other = Treatment.DERECOGNISED, event.financier
        text = "units sold at a discount, without recourse"
    yield book.entry(step.at, event.receivable, treatment, text, other, *amounts)


def _given(event: Sold | Traded) -> list[tuple[Account, int]]:
    """What the buyer parts with."""
    if isinstance(event, Sold):
        return [(Account.CASH, -event.price)]
    return [(Account.CASH_CLEARING, -event.cost), (Account.FEES, event.cost - event.price)]


def _received(event: Sold | Traded) -> list[tuple[Account, int]]:
    """What the seller gets for the price."""
    if isinstance(event, Sold):
        return [(Account.CASH, event.price)]
    return [
        (Account.CASH_CLEARING, event.proceeds),
        (Account.HOLD_BACKS, event.hold_back),
        (Account.FEES, event.price - event.hold_back - event.proceeds),
    ]


def _bought(
    position: Position, event: Sold | Traded, *, recourse: bool
) -> list[tuple[Account, int]]:
    before = position.shown()
    account = Account.SECURED_LOANS if recourse else Account.PURCHASED_RECEIVABLES
    position.receive(Holding(account, event.units))
    claim = sum(amount for _, amount in changes(before, position.shown()))
    position.held[-1] = replace(position.held[-1], unearned=claim - event.price)
    return changes(before, position.shown())


def _pledge(position: Position, event: Sold | Traded) -> None:
    """The units stay on the books, and what came in for them is owed."""
    owed = position.shown()[Account.SECURED_BORROWINGS]
    for holding in position.give(event.units):
        position.sold_with_recourse.append(
            replace(holding, account=Account.TRANSFERRED_RECEIVABLES)
        )
    claim = owed - position.shown()[Account.SECURED_BORROWINGS]
    last = position.sold_with_recourse[-1]
    position.sold_with_recourse[-1] = replace(last, deferred=last.deferred + claim - event.price)
