"""Corrections: disputes before the confirmation, credit notes agreed by both after it."""

from tests.reference.book import Book
from tests.reference.confirming import REASONS
from tests.reference.freezing import frozen_units
from tests.reference.parties import ANY, Account, active
from tests.reference.receivable import AskedNote, Receivable, Status
from tests.reference.refusals import Needs
from tests.reference.statements import Key

AFTER_CONFIRMATION = (Status.CONFIRMED, Status.TOKENISED, Status.SETTLED)


def dispute(book: Book, by: Account, key: Key, amount: int, reason: int) -> None:
    """The obligor contests so much of what was recorded, in place of what it did before."""
    needs = Needs()
    caller = active(book, needs, by, ANY)
    r = book.recorded(needs, key, "NotParty", key, caller)
    needs.that(caller == r.obligor, "NotParty", key, caller)
    needs.that(r.status is Status.RECORDED, "WrongStatus", key, r.status, Status.RECORDED)
    needs.that(amount <= r.face, "DisputeAboveFace", key, amount, r.face)
    known = reason in REASONS if amount else reason == 0
    needs.that(known, "UnknownReason", reason)
    needs.met()
    r.disputed = amount


def credit_note(book: Book, by: Account, key: Key, amount: int, note: bytes) -> None:
    """A party asks for a credit note, takes back what it asked, or agrees to the other's."""
    needs = Needs()
    caller = active(book, needs, by, ANY)
    r = book.recorded(needs, key, "NotParty", key, caller)
    needs.that(caller in (r.supplier, r.obligor), "NotParty", key, caller)
    within = r.status in AFTER_CONFIRMATION
    needs.that(within, "WrongStatus", key, r.status, Status.CONFIRMED)
    if amount == 0:
        asked = r.asked_note is not None and r.asked_note.by == caller
        needs.that(asked, "NoCreditNoteAsked", key, caller)
        needs.met()
        r.asked_note = None
        return
    needs.that((key, note) not in book.credited, "CreditNoteUsed", key, note)
    most = max(0, r.face - book.claims.get(key, 0))
    needs.that(amount <= most, "CreditNoteTooLarge", key, amount, most)
    needs.met()
    other = r.obligor if caller == r.supplier else r.supplier
    if r.asked_note == AskedNote(other, amount, note):
        _agree(book, key, r, amount, note)
    else:
        r.asked_note = AskedNote(caller, amount, note)


def _agree(book: Book, key: Key, r: Receivable, amount: int, note: bytes) -> None:
    """What only the supplier has a claim on falls away; the rest it owes to the obligor."""
    reduced = min(amount, _reducible(book, key, r))
    book.credited.add((key, note))
    book.claims[key] = book.claims.get(key, 0) + amount - reduced
    r.asked_note = None
    r.face -= reduced
    if r.status is Status.TOKENISED:
        r.units[r.supplier] -= reduced
    if r.face == 0:
        r.status, r.units = Status.CANCELLED, {}


def _reducible(book: Book, key: Key, r: Receivable) -> int:
    """Nothing once something was paid; else the face, or the supplier's free units."""
    if r.collected:
        return 0
    free = r.held(r.supplier) - frozen_units(book, key, r.supplier)
    return r.face if r.status is Status.CONFIRMED else free
