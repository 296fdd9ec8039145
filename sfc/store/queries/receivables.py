"""Receivables, listed and one by one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, or_, select, tuple_
from sqlalchemy.orm import Session

from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId, ReceivableId, format_receivable
from sfc.domain.views import Receivable
from sfc.ports import ReceivableFilter
from sfc.store.derived import CurrencyModel, HoldingModel, ReceivableModel, TermsModel
from sfc.store.noted import InvoiceModel
from sfc.store.queries.base import Queries, money
from sfc.store.queries.catalogue import terms_view
from sfc.store.queries.paging import read_cursor, write_cursor

_THERE = select(ReceivableModel.id).where(ReceivableModel.id == bindparam("receivable"))
_Found = Select[ReceivableModel, TermsModel, str, str]
_AMOUNTS = (
    *("asked_face", "face", "paid", "penalty_paid", "penalty_owed", "redeemed"),
    *("disputed", "credit_asked", "credit_claim"),
)
_PLACE = (ReceivableModel.recorded_block, ReceivableModel.recorded_index)


class ReceivableQueries(Queries):
    """The part of `sfc.ports.ReadModel` about what receivables are."""

    def receivable(self, receivable: ReceivableId) -> Receivable:
        """Raises NotFound."""
        with self._session() as session:
            row = session.execute(
                _receivables().where(ReceivableModel.id == receivable)
            ).one_or_none()
            if row is None:
                raise not_found(receivable)
            return _view(*row)

    def receivables(
        self, wanted: ReceivableFilter, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[Receivable], str | None]:
        """A page, newest first, and the cursor of the next one or None.

        What is recorded meanwhile comes before the first page, and moves nothing between pages.
        Raises IdMalformed for a cursor that no page gave.
        """
        query = (
            _receivables()
            .where(*_conditions(wanted))
            .order_by(*(column.desc() for column in _PLACE))
        )
        if after is not None:
            query = query.where(tuple_(*_PLACE) < tuple_(*read_cursor(after)))
        with self._session() as session:
            rows = session.execute(query.limit(limit + 1)).all()
            page = [_view(*row) for row in rows[:limit]]
            if len(rows) <= limit or not page:
                return page, None
            last: ReceivableModel = rows[limit - 1][0]
            return page, write_cursor(last.recorded_block, last.recorded_index)


def check_there(session: Session, receivable: ReceivableId) -> None:
    """Raise NotFound for a receivable that is not there."""
    if session.connection().execute(_THERE, {"receivable": receivable}).first() is None:
        raise not_found(receivable)


def require(session: Session, receivable: ReceivableId) -> ReceivableModel:
    """Give the row of a receivable. Raises NotFound."""
    row = session.get(ReceivableModel, receivable)
    if row is None:
        raise not_found(receivable)
    return row


def not_found(receivable: ReceivableId) -> NotFound:
    """Say that there is no such receivable."""
    return NotFound("receivable", format_receivable(receivable))


def _receivables() -> _Found:
    return (
        select(ReceivableModel, TermsModel, CurrencyModel.code, InvoiceModel.spelled)
        .join(TermsModel, TermsModel.number == ReceivableModel.terms)
        .join(CurrencyModel, CurrencyModel.number == ReceivableModel.currency)
        .outerjoin(InvoiceModel, InvoiceModel.receivable == ReceivableModel.id)
    )


def _conditions(wanted: ReceivableFilter) -> list[ColumnElement[bool]]:
    row = ReceivableModel
    conditions: list[ColumnElement[bool]] = []
    if wanted.obligor is not None:
        conditions.append(row.obligor == wanted.obligor)
    if wanted.supplier is not None:
        conditions.append(row.supplier == wanted.supplier)
    if wanted.holder is not None:
        conditions.append(_held_by(wanted.holder, HoldingModel.units > 0))
    if (party := wanted.visible_to) is not None:
        conditions.append(or_(row.obligor == party, row.supplier == party, _held_by(party)))
    if wanted.status is not None:
        conditions.append(row.status == wanted.status)
    if wanted.currency is not None:
        conditions.append(CurrencyModel.code == wanted.currency)
    if wanted.due_from is not None:
        conditions.append(row.due_day >= wanted.due_from)
    if wanted.due_to is not None:
        conditions.append(row.due_day <= wanted.due_to)
    return conditions


def _held_by(holder: ParticipantId, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell of receivables of which a participant has units, or ever had."""
    return exists().where(
        HoldingModel.receivable == ReceivableModel.id, HoldingModel.holder == holder, *more
    )


def _view(row: ReceivableModel, terms: TermsModel, code: str, number: str | None) -> Receivable:
    amounts: dict[str, Any] = {name: money(getattr(row, name), code) for name in _AMOUNTS}
    return Receivable(
        id=row.id,
        status=row.status,
        round=row.round,
        obligor=row.obligor,
        supplier=row.supplier,
        accrued_to=row.accrued_to,
        issue_day=row.issue_day,
        due_day=row.due_day,
        terms=terms_view(terms),
        invoice=row.invoice,
        evidence_root=row.evidence_root,
        rejection=row.rejection,
        cancellation_asked_by=row.cancellation_asked_by,
        dispute_reason=row.dispute_reason,
        credit_asked_by=row.credit_asked_by,
        credit_note=row.credit_note,
        in_default=row.in_default,
        batch=row.batch,
        invoice_number=number or "",
        **amounts,
    )
