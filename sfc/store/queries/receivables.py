"""Receivables, listed and one by one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from sfc.domain.errors import NotFound
from sfc.domain.ids import ReceivableId, format_receivable
from sfc.domain.money import MAX_MINOR
from sfc.domain.views import Receivable
from sfc.ports import Order, ReceivableFilter
from sfc.store.derived import CurrencyModel, ReceivableModel, TermsModel
from sfc.store.noted import InvoiceModel
from sfc.store.queries.base import Queries, money
from sfc.store.queries.catalogue import terms_view
from sfc.store.queries.paging import (
    LARGEST_BIG_INTEGER,
    LARGEST_INTEGER,
    read_cursor,
    write_cursor,
)
from sfc.store.queries.wanted import conditions

_THERE = select(ReceivableModel.id).where(ReceivableModel.id == bindparam("receivable"))
# columns rather than objects: these are asked for with nearly every request
_RECEIVABLES = (
    select(
        ReceivableModel.__table__,
        TermsModel.__table__,
        CurrencyModel.__table__.c.code,
        InvoiceModel.__table__.c.spelled,
    )
    .join(TermsModel.__table__, TermsModel.number == ReceivableModel.terms)
    .join(CurrencyModel.__table__, CurrencyModel.number == ReceivableModel.currency)
    .outerjoin(InvoiceModel.__table__, InvoiceModel.receivable == ReceivableModel.id)
)
_RECEIVABLE = _RECEIVABLES.where(ReceivableModel.id == bindparam("receivable"))
_AMOUNTS = (
    *("asked_face", "face", "paid", "penalty_paid", "penalty_owed", "redeemed"),
    *("disputed", "credit_asked", "credit_claim"),
)
_PLACE = (ReceivableModel.recorded_block, ReceivableModel.recorded_index)
_BOUNDS = (LARGEST_BIG_INTEGER, LARGEST_INTEGER)
_ORDERS: dict[Order, tuple[tuple[InstrumentedAttribute[Any], ...], tuple[int, ...]]] = {
    Order.RECORDED: (_PLACE, _BOUNDS),
    Order.DUE: ((ReceivableModel.due_day, *_PLACE), (LARGEST_INTEGER, *_BOUNDS)),
    Order.FACE: ((ReceivableModel.face, *_PLACE), (MAX_MINOR, *_BOUNDS)),
}
"""The columns that each order goes by, and the largest numbers that they hold."""


class ReceivableQueries(Queries):
    """The part of `sfc.ports.ReadModel` about what receivables are."""

    def receivable(self, receivable: ReceivableId) -> Receivable:
        """Raises NotFound."""
        with self._connection() as connection:
            row = connection.execute(_RECEIVABLE, {"receivable": receivable}).one_or_none()
            if row is None:
                raise not_found(receivable)
            return _view(row)

    def receivables(
        self,
        wanted: ReceivableFilter,
        after: str | None = None,
        limit: int = 50,
        *,
        order: Order = Order.RECORDED,
        ascending: bool = False,
    ) -> tuple[Sequence[Receivable], str | None]:
        """A page and the cursor of the next one or None; newest, latest, largest first.

        What is recorded meanwhile comes before the first page of the newest, and moves nothing
        between pages. Raises IdMalformed for a cursor that no page of this order gave.
        """
        columns, largest = _ORDERS[order]
        ended = None if after is None else read_cursor(after, *largest)
        wanted = replace(wanted, statuses=tuple(wanted.statuses))
        query = _listing(wanted, order, ended, limit + 1, ascending=ascending)
        with self._connection() as connection:
            rows = connection.execute(query).all()
            page = [_view(row) for row in rows[:limit]]
            if len(rows) <= limit or not page:
                return page, None
            last = rows[limit - 1]
            return page, write_cursor(*(getattr(last, each.key) for each in columns))


@lru_cache(256)
def _listing(
    wanted: ReceivableFilter,
    order: Order,
    ended: tuple[int, ...] | None,
    limit: int,
    *,
    ascending: bool,
) -> Select[Any]:
    """The question for those after the place where a page `ended`.

    To write it takes longer than to answer it, and the same is asked again and again.
    """
    columns, _ = _ORDERS[order]
    query = _RECEIVABLES.where(*conditions(wanted)).limit(limit)
    query = query.order_by(*(each if ascending else each.desc() for each in columns))
    if ended is None:
        return query
    place = tuple_(*(literal(n, each.type) for n, each in zip(ended, columns, strict=True)))
    return query.where(tuple_(*columns) > place if ascending else tuple_(*columns) < place)


def about(session: Session, query: Select[Any], receivable: ReceivableId) -> Sequence[Row[Any]]:
    """Ask for rows that belong to a receivable. Raises NotFound if there is no such receivable."""
    rows = session.connection().execute(query, {"receivable": receivable}).all()
    if rows:
        session.info[receivable] = True
    else:
        check_there(session, receivable)
    return rows


def check_there(session: Session, receivable: ReceivableId) -> None:
    """Raise NotFound for a receivable that is not there; asked once in a transaction."""
    if receivable in session.info:
        return
    if session.connection().execute(_THERE, {"receivable": receivable}).first() is None:
        raise not_found(receivable)
    session.info[receivable] = True


def require(session: Session, receivable: ReceivableId) -> ReceivableModel:
    """Give the row of a receivable. Raises NotFound."""
    row = session.get(ReceivableModel, receivable)
    if row is None:
        raise not_found(receivable)
    return row


def not_found(receivable: ReceivableId) -> NotFound:
    """Say that there is no such receivable."""
    return NotFound("receivable", format_receivable(receivable))


def _view(row: Row[Any]) -> Receivable:
    amounts: dict[str, Any] = {name: money(getattr(row, name), row.code) for name in _AMOUNTS}
    return Receivable(
        id=row.id,
        status=row.status,
        round=row.round,
        obligor=row.obligor,
        supplier=row.supplier,
        accrued_to=row.accrued_to,
        issue_day=row.issue_day,
        due_day=row.due_day,
        terms=terms_view(row),
        invoice=row.invoice,
        evidence_root=row.evidence_root,
        rejection=row.rejection,
        cancellation_asked_by=row.cancellation_asked_by,
        dispute_reason=row.dispute_reason,
        credit_asked_by=row.credit_asked_by,
        credit_note=row.credit_note,
        in_default=row.in_default,
        batch=row.batch,
        invoice_number=row.spelled or "",
        **amounts,
    )
