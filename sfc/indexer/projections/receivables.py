"""The life of a receivable, from its recording to its end."""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from sfc.domain.books import ReceivableRow, Row
from sfc.domain.events import (
    CancellationAsked,
    Cancelled,
    Confirmed,
    CreditNoteAgreed,
    CreditNoteAsked,
    DefaultChanged,
    Disputed,
    Located,
    Paid,
    PenaltyPosted,
    Recorded,
    Redeemed,
    Rejected,
    UnitsMoved,
)
from sfc.domain.receivable import Status
from sfc.indexer.books import Reader
from sfc.indexer.lookups import not_negative, receivable


@singledispatch
def receivables(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project status and amounts."""
    return ()


@receivables.register
def _(event: Recorded, at: Located, books: Reader) -> Iterable[Row]:
    # a new round over a cancelled one starts from nothing, but for what the supplier owes
    before = books.get(ReceivableRow, event.receivable)
    yield ReceivableRow(
        id=event.receivable,
        recorded_block=at.block,
        recorded_index=at.log_index,
        status=Status.RECORDED,
        round=event.round,
        obligor=event.obligor,
        supplier=event.supplier,
        currency=event.currency,
        terms=event.terms,
        asked_face=event.face,
        face=event.face,
        issue_day=event.issue_day,
        due_day=event.due_day,
        invoice=event.invoice,
        evidence_root=event.evidence_root,
        credit_claim=before.credit_claim if before else 0,
    )


@receivables.register
def _(event: Confirmed, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(
        receivable(books, event.receivable),
        status=Status.CONFIRMED,
        face=event.amount,
        evidence_root=event.evidence_root,
        disputed=0,
        dispute_reason=None,
        batch=event.batch,
    )


@receivables.register
def _(event: Disputed, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(
        receivable(books, event.receivable),
        disputed=event.amount,
        dispute_reason=event.reason or None,
    )


@receivables.register
def _(event: CreditNoteAsked, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(
        receivable(books, event.receivable),
        credit_asked=event.amount,
        credit_asked_by=event.by if event.amount else None,
        credit_note=event.note if event.amount else None,
    )


@receivables.register
def _(event: CreditNoteAgreed, _at: Located, books: Reader) -> Iterable[Row]:
    before = receivable(books, event.receivable)
    yield replace(
        before,
        face=not_negative(before.face - event.reduced, "face"),
        credit_asked=0,
        credit_asked_by=None,
        credit_note=None,
        credit_claim=before.credit_claim + event.claimed,
    )


@receivables.register
def _(event: DefaultChanged, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(receivable(books, event.receivable), in_default=event.in_default)


@receivables.register
def _(event: Rejected, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(
        receivable(books, event.receivable), status=Status.REJECTED, rejection=event.reason
    )


@receivables.register
def _(event: CancellationAsked, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(receivable(books, event.receivable), cancellation_asked_by=event.by)


@receivables.register
def _(event: Cancelled, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(receivable(books, event.receivable), status=Status.CANCELLED)


@receivables.register
def _(event: UnitsMoved, _at: Located, books: Reader) -> Iterable[Row]:
    if event.giver is None:
        yield replace(receivable(books, event.receivable), status=Status.TOKENISED)


@receivables.register
def _(event: PenaltyPosted, _at: Located, books: Reader) -> Iterable[Row]:
    before = receivable(books, event.receivable)
    yield replace(before, penalty_owed=before.penalty_owed + event.amount, accrued_to=event.to_day)


@receivables.register
def _(event: Paid, _at: Located, books: Reader) -> Iterable[Row]:
    before = receivable(books, event.receivable)
    yield replace(
        before,
        status=before.status if event.unpaid else Status.SETTLED,
        paid=before.paid + event.principal,
        penalty_paid=before.penalty_paid + event.penalty,
        penalty_owed=not_negative(before.penalty_owed - event.penalty, "penalty owed"),
    )


@receivables.register
def _(event: Redeemed, _at: Located, books: Reader) -> Iterable[Row]:
    before = receivable(books, event.receivable)
    redeemed = before.redeemed + event.amount
    not_negative(before.collected - redeemed, "unclaimed cash")
    yield replace(before, redeemed=redeemed)
