"""The events themselves, as far as they concern somebody."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, union

from sfc.domain.currency import currency
from sfc.domain.days import Day
from sfc.domain.events import CashMoved, Located
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import COMMERCIAL_INVOICE
from sfc.domain.outgoing import ClaimFacts
from sfc.domain.replay import event
from sfc.store.derived import (
    AccountModel,
    CurrencyModel,
    EventModel,
    HoldingModel,
    PaymentModel,
    ReceivableModel,
)
from sfc.store.noted import InvoiceModel
from sfc.store.queries.base import Queries

_AT_A_TIME = 500


class SqlEventLog(Queries):
    """Implements `sfc.ports.EventLog` on the table of events."""

    def of_participant(self, participant: ParticipantId) -> Sequence[Located]:
        """All events of its receivables, and all cash of its accounts."""
        with self._session() as session:
            accounts = session.scalars(
                select(AccountModel.account).where(AccountModel.participant == participant)
            ).all()
            concerned = EventModel.receivable.in_(_receivables(participant, accounts))
            moved = and_(EventModel.name == CashMoved.__name__, _cash_of(accounts))
            rows = session.scalars(_in_order(or_(concerned, moved)))
            return [_located(row) for row in rows]

    def of_debts(self, obligor: ParticipantId, due_by: Day, before: int) -> Sequence[Located]:
        """Events before a second of what was not settled then."""
        settled = exists().where(
            PaymentModel.receivable == ReceivableModel.id,
            PaymentModel.unpaid == 0,
            PaymentModel.timestamp < before,
        )
        owed = select(ReceivableModel.id).where(
            ReceivableModel.obligor == obligor, ReceivableModel.due_day <= due_by, ~settled
        )
        wanted = and_(EventModel.receivable.in_(owed), EventModel.timestamp < before)
        with self._session() as session:
            return [_located(row) for row in session.scalars(_in_order(wanted))]

    def claims(self, receivables: Iterable[ReceivableId]) -> Mapping[ReceivableId, ClaimFacts]:
        """What receivables are, some hundred at a time."""
        wanted = list(receivables)
        found: dict[ReceivableId, ClaimFacts] = {}
        with self._session() as session:
            for start in range(0, len(wanted), _AT_A_TIME):
                query = _claims(wanted[start : start + _AT_A_TIME])
                found |= {row[0]: _facts(*row[1:]) for row in session.execute(query)}
        return {each: found[each] for each in wanted if each in found}


def _claims(receivables: Sequence[ReceivableId]) -> Select[*tuple[Any, ...]]:
    of = ReceivableModel
    return (
        select(
            *(of.id, of.obligor, of.supplier, CurrencyModel.code, of.issue_day, of.due_day),
            *(InvoiceModel.spelled, InvoiceModel.document_type),
        )
        .join(CurrencyModel, CurrencyModel.number == of.currency)
        .outerjoin(InvoiceModel, InvoiceModel.receivable == of.id)
        .where(of.id.in_(receivables))
    )


def _facts(
    obligor: ParticipantId,
    supplier: ParticipantId,
    code: str,
    issue_day: Day,
    due_day: Day,
    number: str | None,
    document_type: str | None,
) -> ClaimFacts:
    return ClaimFacts(
        obligor=obligor,
        supplier=supplier,
        currency=currency(code),
        invoice_number=number or "",
        issue_day=issue_day,
        due_day=due_day,
        document_type=document_type or COMMERCIAL_INVOICE,
    )


def _receivables(participant: ParticipantId, accounts: Sequence[str]) -> Select[ReceivableId]:
    own = select(ReceivableModel.id).where(
        or_(ReceivableModel.obligor == participant, ReceivableModel.supplier == participant)
    )
    held = select(HoldingModel.receivable).where(HoldingModel.holder == participant)
    paid = select(PaymentModel.receivable).where(PaymentModel.payer.in_(accounts))
    return select(union(own, held, paid).subquery().c[0])


def _cash_of(accounts: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(EventModel.fields[end].as_string().in_(accounts) for end in ("giver", "taker")))


def _in_order(condition: ColumnElement[bool]) -> Select[EventModel]:
    return select(EventModel).where(condition).order_by(EventModel.block, EventModel.log_index)


def _located(row: EventModel) -> Located:
    return Located(
        block=row.block,
        block_hash=row.block_hash,
        timestamp=row.timestamp,
        transaction=row.transaction,
        log_index=row.log_index,
        event=event(row.name, row.fields),
    )
