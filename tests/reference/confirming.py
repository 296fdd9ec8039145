"""From the invoice to the units: record, confirm, issue, reject, cancel, tokenise."""

from collections.abc import Sequence

from tests.reference import lines, rules
from tests.reference.book import Book
from tests.reference.defaults import may_promise
from tests.reference.freezing import frozen_units
from tests.reference.parties import ANY, CORE_ENTERPRISE, SUPPLIER, Account, active
from tests.reference.receivable import Receivable, Status
from tests.reference.refusals import Needs
from tests.reference.statements import Invoice, Key, Signature, Undertaking

MOST_ROUNDS = 31
MOST_IN_A_BATCH = 100
REASONS = range(1, 15)
"""Clarification reasons of the Peppol Invoice Response."""


def record(book: Book, by: Account, invoice: Invoice) -> Key:
    """A supplier states what it is owed. One invoice is one receivable."""
    needs = Needs()
    obligor = active(book, needs, invoice.counterparty, CORE_ENTERPRISE)
    supplier = active(book, needs, by, SUPPLIER)
    key, r = stated(book, needs, invoice, obligor, supplier)
    book.receivables[key] = r
    return key


def confirm(book: Book, by: Account, undertaking: Undertaking) -> None:
    """The obligor promises to pay, the whole or less."""
    needs = Needs()
    caller = may_promise(book, needs, by)
    key = undertaking.receivable
    r = book.recorded(needs, key, "NotParty", key, caller)
    needs.that(caller == r.obligor, "NotParty", key, caller)
    _undertake(book, needs, r, undertaking)


def confirm_signed(book: Book, by: Account, undertaking: Undertaking, signature: Signature) -> None:
    """The obligor's signed promise, brought by anyone."""
    del by
    needs = Needs()
    found = book.receivables.get(undertaking.receivable)
    obligor = book.register.account_of(found.obligor if found else 0)
    may_promise(book, needs, obligor)
    signed = signature.binds(book.signing_key(obligor), undertaking)
    needs.that(signed, "UndertakingSignatureInvalid", obligor)
    key = undertaking.receivable
    r = book.recorded(needs, key, "WrongStatus", key, Status.NONE, Status.RECORDED)
    _undertake(book, needs, r, undertaking)


def issue_signed(
    book: Book, by: Account, invoice: Invoice, valid_until: int, signature: Signature
) -> Key:
    """Record, confirm by the obligor's signature, and tokenise, in one."""
    needs = Needs()
    obligor = may_promise(book, needs, invoice.counterparty)
    supplier = active(book, needs, by, SUPPLIER)
    key, r = stated(book, needs, invoice, obligor, supplier)
    needs.that(book.today <= valid_until, "UndertakingExpired", valid_until, book.today)
    promise = Undertaking(
        key,
        r.round,
        invoice.face,
        invoice.currency,
        invoice.due_day,
        invoice.terms,
        invoice.evidence,
        valid_until,
    )
    key_of_obligor = book.signing_key(invoice.counterparty)
    signed = signature.binds(key_of_obligor, promise)
    needs.that(signed, "UndertakingSignatureInvalid", invoice.counterparty)
    _issue(book, needs, key, r)
    return key


def issue(book: Book, by: Account, invoices: Sequence[Invoice]) -> None:
    """The obligor records, confirms and tokenises what it owes, all or nothing."""
    needs = Needs()
    size = len(invoices)
    needs.that(0 < size <= MOST_IN_A_BATCH, "BatchTooLarge", size, MOST_IN_A_BATCH)
    obligor = may_promise(book, needs, by)
    needs.met()
    with book.all_or_nothing():
        for invoice in invoices:
            needs = Needs()
            supplier = active(book, needs, invoice.counterparty, SUPPLIER)
            key, r = stated(book, needs, invoice, obligor, supplier)
            _issue(book, needs, key, r)


def reject(book: Book, by: Account, key: Key, reason: int) -> None:
    """The obligor refuses what was recorded."""
    needs = Needs()
    caller = active(book, needs, by, ANY)
    r = book.recorded(needs, key, "NotParty", key, caller)
    needs.that(caller == r.obligor, "NotParty", key, caller)
    _in_status(needs, key, r, Status.RECORDED)
    needs.that(reason in REASONS, "UnknownReason", reason)
    needs.met()
    r.status = Status.REJECTED


def cancel(book: Book, by: Account, key: Key) -> None:
    """The supplier withdraws what is only recorded; a promise ends when both have asked."""
    needs = Needs()
    caller = active(book, needs, by, ANY)
    r = book.recorded(needs, key, "NotParty", key, caller)
    parties = (r.supplier,) if r.status is Status.RECORDED else (r.supplier, r.obligor)
    needs.that(caller in parties, "NotParty", key, caller)
    if r.is_owed:
        free = r.held(r.supplier) - frozen_units(book, key, r.supplier)
        untouched = r.status is Status.CONFIRMED or free == r.face
        needs.that(untouched and not r.collected, "CannotCancel", key)
    else:
        _in_status(needs, key, r, Status.RECORDED)
    needs.met()
    r.asked_to_cancel.add(caller)
    if r.status is Status.RECORDED or r.asked_to_cancel == {r.supplier, r.obligor}:
        r.status, r.units = Status.CANCELLED, {}


def tokenise(book: Book, by: Account, key: Key) -> None:
    """The supplier turns the promise into units."""
    needs = Needs()
    caller = active(book, needs, by, SUPPLIER)
    r = book.recorded(needs, key, "NotParty", key, caller)
    needs.that(caller == r.supplier, "NotParty", key, caller)
    needs.that(r.status is Status.CONFIRMED, "NotConfirmed", key, r.status)
    needs.met()
    into_units(r)


def into_units(r: Receivable) -> None:
    """All units to the supplier: one for each minor unit of the face."""
    r.status, r.units = Status.TOKENISED, {r.supplier: r.face}


def stated(
    book: Book, needs: Needs, invoice: Invoice, obligor: int, supplier: int
) -> tuple[Key, Receivable]:
    """What would be recorded; goes on only if it may be."""
    needs.that(not obligor or obligor != supplier, "SameParty", obligor)
    book.lists.listed(needs, invoice.currency, invoice.terms)
    needs.that(invoice.face > 0, "ZeroAmount")
    days = invoice.issue_day, invoice.due_day
    needs.that(invoice.due_day > invoice.issue_day, "DueNotAfterIssue", *days)
    key = Key(obligor, supplier, invoice.invoice)
    before = book.receivables.get(key)
    round_ = 0
    if before is not None:
        again = before.status is Status.CANCELLED
        needs.that(again, "AlreadyRecorded", key, before.status)
        needs.that(not again or before.round < MOST_ROUNDS, "RoundsExhausted", key)
        round_ = before.round + 1
    needs.met()
    return key, Receivable(
        obligor,
        supplier,
        invoice.currency,
        book.lists.terms[invoice.terms - 1],
        invoice.terms,
        invoice.face,
        invoice.due_day,
        round_,
    )


def _undertake(book: Book, needs: Needs, r: Receivable, u: Undertaking) -> None:
    """Enter a promise about what was recorded."""
    key = u.receivable
    _in_status(needs, key, r, Status.RECORDED)
    named = u.round, u.currency, u.terms, u.due_day
    fits = named == (r.round, r.currency, r.terms_number, r.due_day) and u.amount <= r.face
    needs.that(fits, "UndertakingMismatch", key)
    needs.that(u.amount > 0, "ZeroAmount")
    undisputed = r.face - r.disputed
    needs.that(u.amount <= undisputed, "AmountDisputed", key, r.disputed, u.amount)
    needs.that(book.today <= u.valid_until, "UndertakingExpired", u.valid_until, book.today)
    _promise(book, needs, key, r, u.amount)


def _issue(book: Book, needs: Needs, key: Key, r: Receivable) -> None:
    _promise(book, needs, key, r, r.face)
    into_units(r)
    book.receivables[key] = r


def _promise(book: Book, needs: Needs, key: Key, r: Receivable, amount: int) -> None:
    """The last requirements of every promise, however it is given."""
    needs.that(book.today < r.due_day, "PastDue", key, r.due_day, book.today)
    promised = lines.used(book, r.obligor, r.currency) + amount
    rules.allowed(book, needs, r.due_day - book.today, promised)
    lines.room(book, needs, r.obligor, r.currency, amount)
    needs.met()
    r.status, r.face, r.disputed = Status.CONFIRMED, amount, 0


def _in_status(needs: Needs, key: Key, r: Receivable, required: Status) -> None:
    needs.that(r.status is required, "WrongStatus", key, r.status, required)
