"""Which receivables are wanted, and what they come to."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId
from sfc.domain.receivable import UNDERTAKEN
from sfc.domain.views import ReceivableTotals
from sfc.ports import ReceivableFilter
from sfc.store.derived import CurrencyModel, HoldingModel, ReceivableModel
from sfc.store.noted import InvoiceModel, NameModel
from sfc.store.numbers import ExactSum
from sfc.store.queries.base import Queries, money


class TotalQueries(Queries):
    """The part of `sfc.ports.ReadModel` that sums receivables up."""

    def receivable_totals(self, wanted: ReceivableFilter, today: Day) -> Sequence[ReceivableTotals]:
        """What those wanted come to, by status and currency; reads all of them."""
        row, late = ReceivableModel, overdue(today)
        query = (
            select(
                row.status,
                CurrencyModel.code,
                func.count(),
                ExactSum(row.face),
                ExactSum(row.paid),
                func.count().filter(late),
                ExactSum(case((late, row.face))),
                ExactSum(case((late, row.paid))),
            )
            .join(CurrencyModel, CurrencyModel.number == row.currency)
            .where(*conditions(wanted))
            .group_by(row.status, CurrencyModel.code)
            .order_by(CurrencyModel.code, row.status)
        )
        with self._session() as session:
            rows = session.execute(query).all()
        return [
            ReceivableTotals(
                status=status,
                count=count,
                face=money(int(face), code),
                paid=money(int(paid), code),
                overdue_count=late_count,
                overdue=money(int(late_face or 0) - int(late_paid or 0), code),
            )
            for status, code, count, face, paid, late_count, late_face, late_paid in rows
        ]


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
    if wanted.statuses:
        found.append(row.status.in_(wanted.statuses))
    if wanted.currency is not None:
        found.append(CurrencyModel.code == wanted.currency)
    if wanted.due_from is not None:
        found.append(row.due_day >= wanted.due_from)
    if wanted.due_to is not None:
        found.append(row.due_day <= wanted.due_to)
    if wanted.overdue_on is not None:
        found.append(overdue(wanted.overdue_on))
    if wanted.face_from is not None:
        found.append(row.face >= wanted.face_from)
    if wanted.face_to is not None:
        found.append(row.face <= wanted.face_to)
    if wanted.text:
        found.append(_says(wanted.text))
    return found


def overdue(today: Day) -> ColumnElement[bool]:
    """Tell of receivables that are owed and were due before a day."""
    return and_(ReceivableModel.status.in_(UNDERTAKEN), ReceivableModel.due_day < today)


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
