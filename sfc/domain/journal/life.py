"""Recording, confirmation, credit notes and cancellation in the books."""

from collections.abc import Iterator

from sfc.domain.events import Cancelled, Confirmed, CreditNoteAgreed, Located, Recorded
from sfc.domain.ids import ReceivableId, format_participant
from sfc.domain.journal.accounts import Account, Treatment
from sfc.domain.journal.book import Book, Known
from sfc.domain.journal.entries import Entry
from sfc.domain.journal.position import Holding, Position
from sfc.domain.transactions import Step


def enter_life(book: Book, step: Step) -> Iterator[Entry]:
    """Book what makes and ends an undertaking."""
    match step.at.event:
        case Recorded() as event:
            book.known[event.receivable] = Known(event, None, Position(event.face, event.face))
            if event.confirmed:
                yield from _confirm(book, step.at, event.receivable, event.face)
        case Confirmed() as event:
            if book.known[event.receivable].confirmed is None:
                yield from _confirm(book, step.at, event.receivable, event.amount)
        case CreditNoteAgreed() as event if event.reduced:
            yield from _reduce(book, step.at, event)
        case Cancelled() as event:
            yield from _cancel(book, step.at, event.receivable)
        case _:
            pass


def _confirm(book: Book, at: Located, receivable: ReceivableId, amount: int) -> Iterator[Entry]:
    known = book.known[receivable]
    known.confirmed = amount
    known.position = Position(amount, amount)
    if known.recorded.supplier == book.owner:
        # the units come later; the claim is the supplier's from now on
        known.position.receive(Holding(Account.HELD_RECEIVABLES, amount))
    yield from _reclassify(book, at, receivable, amount, "undertaking to pay confirmed")


def _reduce(book: Book, at: Located, event: CreditNoteAgreed) -> Iterator[Entry]:
    """The claim goes back to the trade balances, on which the credit note itself is booked."""
    known = book.known[event.receivable]
    position = known.position
    if known.recorded.supplier == book.owner:
        position.give(event.reduced)  # first in, first out, as the units themselves
    position.face -= event.reduced
    position.unpaid -= event.reduced
    known.confirmed = (known.confirmed or 0) - event.reduced
    text = "undertaking to pay reduced by a credit note"
    yield from _reclassify(book, at, event.receivable, -event.reduced, text)


def _cancel(book: Book, at: Located, receivable: ReceivableId) -> Iterator[Entry]:
    known = book.known[receivable]
    if known.confirmed is not None:
        known.position.held = []
        amount, known.confirmed = known.confirmed, None
        yield from _reclassify(book, at, receivable, -amount, "undertaking to pay cancelled")


def _reclassify(
    book: Book, at: Located, receivable: ReceivableId, amount: int, text: str
) -> Iterator[Entry]:
    recorded = book.known[receivable].recorded
    if recorded.supplier == book.owner:
        yield book.entry(
            at,
            receivable,
            Treatment.RECLASSIFIED,
            text,
            format_participant(recorded.obligor),
            (Account.HELD_RECEIVABLES, amount),
            (Account.TRADE_RECEIVABLES, -amount),
        )
    if recorded.obligor == book.owner:
        yield book.entry(
            at,
            receivable,
            Treatment.RECLASSIFIED,
            text,
            format_participant(recorded.supplier),
            (Account.TRADE_PAYABLES, amount),
            (Account.PAYMENT_OBLIGATIONS, -amount),
        )
