"""Participants, and what they have and may."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId, format_participant
from sfc.domain.money import MAX_MINOR
from sfc.domain.spelling import canonical
from sfc.domain.views import Balance, Batch, CreditLine, Participant
from sfc.store.derived import (
    BatchModel,
    CashModel,
    CreditLineModel,
    CurrencyModel,
    HoldingModel,
    ParticipantModel,
    ReceivableModel,
)
from sfc.store.noted import NameModel
from sfc.store.numbers import ExactSum
from sfc.store.queries.base import Queries, money

# columns rather than objects: these are asked for with nearly every request
_PARTICIPANTS = (
    select(
        ParticipantModel.__table__,
        NameModel.__table__.c.name,
        NameModel.__table__.c.legal_id,
    )
    .outerjoin(NameModel.__table__, NameModel.participant == ParticipantModel.id)
    .order_by(ParticipantModel.id)
)
_PARTICIPANT = _PARTICIPANTS.where(ParticipantModel.id == bindparam("participant"))
_HELD = (
    select(ReceivableModel.__table__.c.currency, ExactSum(HoldingModel.__table__.c.units))
    .join(ReceivableModel.__table__, ReceivableModel.id == HoldingModel.receivable)
    .where(HoldingModel.holder == bindparam("participant"), HoldingModel.units > 0)
    .group_by(ReceivableModel.currency)
)
_CASH = (
    select(CurrencyModel.__table__, CashModel.__table__.c.units)
    .outerjoin(
        CashModel.__table__,
        and_(CashModel.token == CurrencyModel.token, CashModel.account == bindparam("account")),
    )
    .order_by(CurrencyModel.number)
)


class PartyQueries(Queries):
    """The part of `sfc.ports.ReadModel` about participants."""

    def participant(self, participant: ParticipantId) -> Participant:
        """Raises NotFound."""
        with self._connection() as connection:
            return _participant(connection, participant)

    def participant_by_account(self, account: str) -> Participant | None:
        """The participant that an account acts for, in whatever case the account is written."""
        column = ParticipantModel.account  # an account that was replaced acts for nobody
        with self._session() as session:
            return _first(session, _PARTICIPANTS.where(column == account)) or _first(
                session, _PARTICIPANTS.where(func.lower(column) == account.lower())
            )

    def participant_by_legal_id(self, legal_id: str) -> Participant | None:
        """The participant noted under a legal id, in any spelling that is the same."""
        with self._session() as session:
            return _first(session, _PARTICIPANTS.where(NameModel.canonical == canonical(legal_id)))

    def participant_by_legal_entity(self, entity: bytes) -> Participant | None:
        """The participant that is registered with what stands for its legal id on the chain."""
        column = ParticipantModel.legal_entity
        with self._session() as session:
            return _first(session, _PARTICIPANTS.where(column == f"0x{entity.hex()}"))

    def participants(
        self, after: ParticipantId | None = None, limit: int = 50
    ) -> Sequence[Participant]:
        """Participants by number."""
        query = _PARTICIPANTS.where(ParticipantModel.id > (after or 0)).limit(limit)
        with self._session() as session:
            return [_view(row) for row in session.connection().execute(query)]

    def credit_lines(self, obligor: ParticipantId) -> Sequence[CreditLine]:
        """The lines of an obligor; one beyond what Money can carry shows as the most it can.

        Raises NotFound.
        """
        query = (
            select(CreditLineModel, CurrencyModel.code)
            .join(CurrencyModel, CurrencyModel.number == CreditLineModel.currency)
            .where(CreditLineModel.obligor == obligor)
            .order_by(CurrencyModel.number)
        )
        with self._session() as session:
            _participant(session.connection(), obligor)
            return [
                CreditLine(
                    obligor,
                    limit=money(min(line.limit, MAX_MINOR), code),
                    used=money(min(line.used, MAX_MINOR), code),
                )
                for line, code in session.execute(query)
            ]

    def batches(self, obligor: ParticipantId) -> Sequence[Batch]:
        """The batches of an obligor, latest last; amounts beyond Money show as the most it can."""
        query = (
            select(BatchModel, CurrencyModel.code)
            .join(CurrencyModel, CurrencyModel.number == BatchModel.currency)
            .where(BatchModel.obligor == obligor)
            .order_by(BatchModel.posted_on, BatchModel.root)
        )
        with self._session() as session:
            return [
                Batch(
                    obligor=row.obligor,
                    root=row.root,
                    count=row.count,
                    total=money(min(row.total, MAX_MINOR), code),
                    left=row.left,
                    left_total=money(min(row.left_total, MAX_MINOR), code),
                    latest_due=row.latest_due,
                    posted_on=row.posted_on,
                    valid_until=row.valid_until,
                )
                for row, code in session.execute(query)
            ]

    def balances(self, participant: ParticipantId) -> Sequence[Balance]:
        """What a participant has, in each listed currency. Raises NotFound."""
        with self._connection() as connection:
            account = _participant(connection, participant).account
            held: dict[int, int] = dict(
                connection.execute(_HELD, {"participant": participant}).all()
            )
            cash = connection.execute(_CASH, {"account": account})
            return [
                Balance(
                    cash=money((listed.units or 0) // listed.scale, listed.code),
                    units=money(held.get(listed.number, 0), listed.code),
                )
                for listed in cash
            ]


def _participant(connection: Connection, participant: ParticipantId) -> Participant:
    row = connection.execute(_PARTICIPANT, {"participant": participant}).one_or_none()
    if row is None:
        raise NotFound("participant", format_participant(participant))
    return _view(row)


def _first(session: Session, query: Select[Any]) -> Participant | None:
    row = session.connection().execute(query.limit(1)).one_or_none()
    return None if row is None else _view(row)


def _view(row: Row[Any]) -> Participant:
    return Participant(
        id=row.id,
        account=row.account,
        roles=row.roles,
        suspended=row.suspended,
        name=row.name or "",
        legal_id=row.legal_id or "",
        frozen_until=row.frozen_until,
        freeze_order=row.freeze_order,
        recovery_account=row.recovery_account,
        recovery_from=row.recovery_from,
        quote_epoch=row.quote_epoch,
    )
