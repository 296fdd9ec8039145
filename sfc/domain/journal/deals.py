"""What follows a sale in the market: units that go back on recourse, hold-backs that are released.

Cash goes by the clearing account: the moves of it in the same transaction clear it.
"""

from collections.abc import Iterator
from dataclasses import replace

from sfc.domain.ids import format_participant
from sfc.domain.journal.accounts import Account, Treatment
from sfc.domain.journal.book import Book, DealParties, balancing, changes
from sfc.domain.journal.entries import Entry
from sfc.domain.journal.position import Holding, Position
from sfc.domain.market_events import DealOpened, DebtPaid, HoldBackReleased, PutBack
from sfc.domain.transactions import Step


def enter_deals(book: Book, step: Step) -> Iterator[Entry]:
    """Book what an event of a deal does, on the side on which the owner of the books is."""
    match step.at.event:
        case DealOpened() as opened:
            parties = DealParties(opened.receivable, opened.seller, opened.financier)
            book.deals[opened.venue, opened.deal] = parties
        case PutBack() | DebtPaid() as back if back.units:
            yield from _returned(book, step, back, book.deals[back.venue, back.deal])
        case HoldBackReleased() as released:
            yield from _released(book, step, released, book.deals[released.venue, released.deal])
        case _:
            pass


def _returned(
    book: Book, step: Step, event: PutBack | DebtPaid, parties: DealParties
) -> Iterator[Entry]:
    if book.owner not in (parties.seller, parties.financier):
        return
    position = book.known[parties.receivable].position
    before = position.shown()
    if book.owner == parties.financier:
        position.give(event.units)
        cash = event.from_hold_back + event.from_cash
        moved = [*changes(before, position.shown()), (Account.CASH_CLEARING, cash)]
        amounts, other = balancing(Account.DISCOUNT_INCOME, moved), parties.seller
        treatment, text = Treatment.SETTLED, "units put back to their seller"
    else:
        _take_back(position, event.units)
        moved = [
            *changes(before, position.shown()),
            (Account.CASH_CLEARING, -event.from_cash),
            (Account.HOLD_BACKS, -event.from_hold_back),
        ]
        amounts, other = balancing(Account.FINANCE_COST, moved), parties.financier
        treatment, text = Treatment.EXTINGUISHED, "units taken back on recourse"
    yield book.entry(
        step.at, parties.receivable, treatment, text, format_participant(other), *amounts
    )


def _take_back(position: Position, units: int) -> None:
    """Those that never left the books are free again, the others come back into them."""
    while units and position.sold_with_recourse:
        oldest = position.sold_with_recourse.pop(0)
        part = oldest
        if oldest.units > units:
            part, rest = oldest.split(units)
            deferred = oldest.deferred * units // oldest.units
            part = replace(part, deferred=deferred)
            rest = replace(rest, deferred=oldest.deferred - deferred)
            position.sold_with_recourse.insert(0, rest)
        freed = replace(part, account=Account.HELD_RECEIVABLES, deferred=0)
        position.receive(freed)
        units -= part.units
    if units:
        position.receive(Holding(Account.HELD_RECEIVABLES, units))


def _released(
    book: Book, step: Step, event: HoldBackReleased, parties: DealParties
) -> Iterator[Entry]:
    to_seller = event.to == parties.seller
    amounts: list[tuple[Account, int]] = []
    if book.owner == parties.seller:
        amounts.append((Account.HOLD_BACKS, -event.amount))
        gain = Account.CASH_CLEARING if to_seller else Account.DERECOGNITION_RESULT
        amounts.append((gain, event.amount))
    elif book.owner == parties.financier and not to_seller:
        amounts.append((Account.CASH_CLEARING, event.amount))
        amounts.append((Account.DISCOUNT_INCOME, -event.amount))
    if amounts:
        other = parties.financier if book.owner == parties.seller else parties.seller
        text = "hold-back released" if to_seller else "hold-back returned after a cancellation"
        yield book.entry(
            step.at,
            parties.receivable,
            Treatment.NO_TRANSFER,
            text,
            format_participant(other),
            *amounts,
        )
