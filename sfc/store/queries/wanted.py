"""Which receivables are wanted, and what they come to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId
from sfc.domain.receivable import UNDERTAKEN
from sfc.domain.views import ReceivableTotals
from sfc.ports import ReceivableFilter
from sfc.store.derived import CurrencyModel, HoldingModel, ReceivableModel
from sfc.store.derived_sums import ReceivableSumsModel
from sfc.store.noted import InvoiceModel, NameModel
from sfc.store.numbers import ExactSum
from sfc.store.queries.base import Queries, money

_Kind = type[ReceivableModel] | type[ReceivableSumsModel]
_Query = Select[*tuple[Any, ...]]


class TotalQueries(Queries):
    """The part of `sfc.ports.ReadModel` that sums receivables up."""

    def receivable_totals(self, wanted: ReceivableFilter, today: Day) -> Sequence[ReceivableTotals]:
        """What those wanted come to, by status and currency.

        Of the whole ledger that is read from sums that are kept, else all of them are read.
        """
        query = _sums(wanted, today) if _is_of_all(wanted) else _summed(wanted, today)
        with self._session() as session:
            rows = session.execute(query).all()
        return [
            ReceivableTotals(
                status=status,
                count=int(count),
                face=money(int(face), code),
                paid=money(int(paid), code),
                overdue_count=int(late_count or 0),
                overdue=money(int(late_face or 0) - int(late_paid or 0), code),
            )
            for status, code, count, face, paid, late_count, late_face, late_paid in rows
        ]


def _summed(wanted: ReceivableFilter, today: Day) -> _Query:
    """Add up what is wanted, one by one."""
    row, late = ReceivableModel, overdue(today)
    counts = func.count(), func.count().filter(late)
    return _totals(row, counts, late).where(*conditions(wanted))


def _sums(wanted: ReceivableFilter, today: Day) -> _Query:
    """Add up the sums of what is wanted, if that is `_is_of_all`."""
    row, late = ReceivableSumsModel, overdue(today, ReceivableSumsModel)
    counts = func.sum(row.receivables), func.sum(row.receivables).filter(late)
    return _totals(row, counts, late).where(row.receivables > 0, *alike(wanted, row))


def _totals(row: _Kind, counts: Sequence[ColumnElement[int]], late: ColumnElement[bool]) -> _Query:
    number, late_number = counts
    return (
        select(
            row.status,
            CurrencyModel.code,
            number,
            ExactSum(row.face),
            ExactSum(row.paid),
            late_number,
            ExactSum(case((late, row.face))),
            ExactSum(case((late, row.paid))),
        )
        .join(CurrencyModel, CurrencyModel.number == row.currency)
        .group_by(row.status, CurrencyModel.code)
        .order_by(CurrencyModel.code, row.status)
    )


def _is_of_all(wanted: ReceivableFilter) -> bool:
    """Whether sums tell: nothing is asked for but currency, status and due day."""
    rest = replace(wanted, statuses=(), currency=None, due_from=None, due_to=None, overdue_on=None)
    return rest == ReceivableFilter()


def conditions(wanted: ReceivableFilter) -> list[ColumnElement[bool]]:
    """What a row of receivables, joined with its currency, has to be like."""
    row = ReceivableModel
    found: list[ColumnElement[bool]] = []
    if wanted.obligor is not None:
        found.append(row.obligor == wanted.obligor)
    if wanted.supplier is not None:
        found.append(row.supplier == wanted.supplier)
    if wanted.holder is not None:
        found.append(_held_by(wanted.holder, HoldingModel.units > 0))
    if (party := wanted.visible_to) is not None:
        found.append(or_(row.obligor == party, row.supplier == party, _held_by(party)))
    if wanted.face_from is not None:
        found.append(row.face >= wanted.face_from)
    if wanted.face_to is not None:
        found.append(row.face <= wanted.face_to)
    if wanted.text:
        found.append(_says(wanted.text))
    return found + alike(wanted, row)


def alike(wanted: ReceivableFilter, row: _Kind) -> list[ColumnElement[bool]]:
    """What is asked for of currency, status and due day."""
    found: list[ColumnElement[bool]] = []
    if wanted.statuses:
        found.append(row.status.in_(wanted.statuses))
    if wanted.currency is not None:
        found.append(CurrencyModel.code == wanted.currency)
    if wanted.due_from is not None:
        found.append(row.due_day >= wanted.due_from)
    if wanted.due_to is not None:
        found.append(row.due_day <= wanted.due_to)
    if wanted.overdue_on is not None:
        found.append(overdue(wanted.overdue_on, row))
    return found


def overdue(today: Day, row: _Kind = ReceivableModel) -> ColumnElement[bool]:
    """Tell of receivables, or of sums of them, that are owed and were due before a day."""
    return and_(row.status.in_(UNDERTAKEN), row.due_day < today)


def _held_by(holder: ParticipantId, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell of receivables of which a participant has units, or ever had."""
    return exists().where(
        HoldingModel.receivable == ReceivableModel.id, HoldingModel.holder == holder, *more
    )


def _says(text: str) -> ColumnElement[bool]:
    """Tell of receivables with a text in the invoice's number or the name of a party."""
    invoice = exists(InvoiceModel).where(
        InvoiceModel.receivable == ReceivableModel.id,
        InvoiceModel.spelled.icontains(text, autoescape=True),
    )
    party = exists(NameModel).where(
        NameModel.participant.in_((ReceivableModel.obligor, ReceivableModel.supplier)),
        NameModel.name.icontains(text, autoescape=True),
    )
    # not of the invoice that the list is joined with anyway
    return or_(invoice.correlate(ReceivableModel), party.correlate(ReceivableModel))
