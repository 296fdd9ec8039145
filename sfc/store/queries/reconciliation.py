"""Bank statements in SQL, with what was made of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, and_, delete, func, insert, select, tuple_, update
from sqlalchemy.orm import Session

from sfc.domain.currency import currency
from sfc.domain.errors import IdMalformed, NotFound
from sfc.domain.events import Located, Paid
from sfc.domain.ids import ParticipantId
from sfc.domain.reconciliation import BankStatement, Finding, Known, Standing, State
from sfc.domain.replay import event
from sfc.ports.reconciliation import Decision, FiledEntry, FiledStatement
from sfc.store.derived import EventModel
from sfc.store.engine import writing
from sfc.store.numbers import ExactSum
from sfc.store.queries.base import Queries
from sfc.store.queries.reconciliation_codec import (
    read_entry,
    read_finding,
    write_entry,
    write_finding,
)
from sfc.store.reconciled import AllocationModel, DecisionModel, EntryModel, StatementModel

_BANK = 0
"""Stands in the tables for the settlement bank, which is no participant."""

_AT_A_TIME = 500


class SqlReconciliationBook(Queries):
    """Implements `sfc.ports.ReconciliationBook`."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._writer = writing(engine)

    def file(
        self, filed: FiledStatement, entries: Sequence[FiledEntry], keys: Sequence[str]
    ) -> bool:
        """Keep a statement with its entries; False if it is there already."""
        statement, owner = filed.statement, filed.owner or _BANK
        with self._writer.begin() as connection:
            there = select(StatementModel.id).where(StatementModel.id == filed.id)
            if connection.execute(there).one_or_none() is not None:
                return False
            newest = connection.execute(select(func.max(StatementModel.place))).scalar()
            connection.execute(
                insert(StatementModel).values(
                    id=filed.id,
                    place=(newest or 0) + 1,
                    owner=owner,
                    number=statement.number,
                    account=statement.account,
                    currency=statement.currency.code,
                    first=statement.first,
                    last=statement.last,
                    opening=statement.opening,
                    closing=statement.closing,
                    file=filed.file,
                    filed=filed.filed,
                    by=filed.by,
                )
            )
            rows = [
                write_entry(each.entry)
                | {
                    "statement": filed.id,
                    "owner": owner,
                    "key": key,
                    "state": each.finding.state.value,
                    "finding": write_finding(each.finding),
                    "sent_after": each.sent_after,
                }
                for each, key in zip(entries, keys, strict=True)
            ]
            if rows:
                connection.execute(insert(EntryModel), rows)
            for each in entries:
                _allocate(connection, filed.id, owner, each.finding)
        return True

    def filed(self, statement: str) -> FiledStatement:
        """Raises NotFound."""
        with self._session() as session:
            return _filed(_require(session, statement))

    def all_filed(
        self, owners: Sequence[ParticipantId | None] | None, after: str | None, limit: int
    ) -> tuple[Sequence[FiledStatement], str | None]:
        """A page, newest first. Raises IdMalformed for a cursor that no page gave."""
        place = (StatementModel.place, StatementModel.id)
        query = select(StatementModel).order_by(*(column.desc() for column in place))
        if owners is not None:
            query = query.where(StatementModel.owner.in_([each or _BANK for each in owners]))
        with self._session() as session:
            if after is not None:
                if (last := session.get(StatementModel, after)) is None:
                    raise IdMalformed(after, "a cursor as an earlier page gave it")
                query = query.where(tuple_(*place) < tuple_(last.place, last.id))
            rows = session.scalars(query.limit(limit + 1)).all()
            page = [_filed(row) for row in rows[:limit]]
            return page, page[-1].id if len(rows) > limit else None

    def entry(self, statement: str, number: int) -> FiledEntry:
        """Raises NotFound."""
        with self._session() as session:
            row = session.get(EntryModel, (statement, number))
            if row is None:
                raise NotFound("entry", f"{statement}/{number}")
            return _entries(session, [row])[0]

    def entries(
        self, statement: str, state: State | None, after: int, limit: int
    ) -> Sequence[FiledEntry]:
        """A page by number, beginning after one."""
        query = (
            select(EntryModel)
            .where(EntryModel.statement == statement, EntryModel.number > after)
            .order_by(EntryModel.number)
            .limit(limit)
        )
        if state is not None:
            query = query.where(EntryModel.state == state.value)
        with self._session() as session:
            return _entries(session, session.scalars(query).all())

    def standings(self, statement: str) -> Sequence[Standing]:
        """All entries as far as sums and counts go."""
        query = select(EntryModel).where(EntryModel.statement == statement)
        with self._session() as session:
            found = _entries(session, session.scalars(query.order_by(EntryModel.number)).all())
        return [
            Standing(each.entry.amount, each.finding.state, each.finding.chosen) for each in found
        ]

    def settle(
        self, statement: str, finding: Finding, decision: Decision | None, sent_after: int | None
    ) -> None:
        """Note where an entry stands now and, if somebody decided it, who."""
        here = and_(EntryModel.statement == statement, EntryModel.number == finding.number)
        with self._writer.begin() as connection:
            owner = connection.execute(select(EntryModel.owner).where(here)).scalar_one()
            connection.execute(
                update(EntryModel)
                .where(here)
                .values(
                    state=finding.state.value,
                    finding=write_finding(finding),
                    sent_after=sent_after,
                )
            )
            connection.execute(
                delete(AllocationModel).where(
                    AllocationModel.statement == statement, AllocationModel.entry == finding.number
                )
            )
            _allocate(connection, statement, owner, finding)
            if decision is not None:
                _decide(connection, statement, finding.number, decision)

    def decisions(self, statement: str, number: int) -> Sequence[Decision]:
        """What was decided about an entry, in order."""
        query = (
            select(DecisionModel)
            .where(DecisionModel.statement == statement, DecisionModel.entry == number)
            .order_by(DecisionModel.place)
        )
        with self._session() as session:
            rows = session.scalars(query)
            return [Decision(row.action, row.by, row.at, row.note) for row in rows]

    def known(
        self, owner: ParticipantId | None, keys: Iterable[str], but: str
    ) -> Mapping[str, Known]:
        """Entries of all statements but one, by their keys."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, Known] = {}
        with self._session() as session:
            for start in range(0, len(wanted), _AT_A_TIME):
                query = (
                    select(EntryModel)
                    .join(StatementModel, StatementModel.id == EntryModel.statement)
                    .where(
                        EntryModel.owner == (owner or _BANK),
                        EntryModel.key.in_(wanted[start : start + _AT_A_TIME]),
                        EntryModel.statement != but,
                        EntryModel.state != State.PENDING.value,
                    )
                    .order_by(StatementModel.place, StatementModel.id, EntryModel.number)
                )
                for row in session.scalars(query):
                    place = f"{row.statement}/{row.number}"
                    found.setdefault(row.key, Known(place, row.amount))
        return found

    def allocated(self, owner: ParticipantId | None) -> Mapping[str, int]:
        """What entries of an owner's statements have of each item."""
        query = (
            select(AllocationModel.item, ExactSum(AllocationModel.amount))
            .where(AllocationModel.owner == (owner or _BANK))
            .group_by(AllocationModel.item)
        )
        with self._session() as session:
            return {row[0]: row[1] for row in session.execute(query)}

    def payments(self, since: int) -> Sequence[Located]:
        """All payments since a unix second, in the order of the ledger."""
        query = (
            select(EventModel)
            .where(EventModel.name == Paid.__name__, EventModel.timestamp >= since)
            .order_by(EventModel.block, EventModel.log_index)
        )
        with self._session() as session:
            return [
                Located(
                    block=row.block,
                    block_hash=row.block_hash,
                    timestamp=row.timestamp,
                    transaction=row.transaction,
                    log_index=row.log_index,
                    event=event(row.name, row.fields),
                )
                for row in session.scalars(query)
            ]


def _require(session: Session, statement: str) -> StatementModel:
    if (row := session.get(StatementModel, statement)) is None:
        raise NotFound("reconciliation", statement)
    return row


def _filed(row: StatementModel) -> FiledStatement:
    statement = BankStatement(
        number=row.number,
        account=row.account,
        currency=currency(row.currency),
        first=row.first,
        last=row.last,
        opening=row.opening,
        closing=row.closing,
        entries=(),
    )
    owner = ParticipantId(row.owner) if row.owner != _BANK else None
    return FiledStatement(row.id, owner, statement, row.file, row.filed, row.by)


def _entries(session: Session, rows: Sequence[EntryModel]) -> list[FiledEntry]:
    """Entries of one statement with their allocations, looked up some hundred at a time."""
    allocations: dict[int, list[AllocationModel]] = defaultdict(list)
    for start in range(0, len(rows), _AT_A_TIME):
        some = rows[start : start + _AT_A_TIME]
        query = select(AllocationModel).where(
            AllocationModel.statement == some[0].statement,
            AllocationModel.entry.in_([row.number for row in some]),
        )
        for each in session.scalars(query):
            allocations[each.entry].append(each)
    return [
        FiledEntry(read_entry(row), read_finding(row, allocations[row.number]), row.sent_after)
        for row in rows
    ]


def _allocate(connection: Connection, statement: str, owner: int, finding: Finding) -> None:
    rows = [
        {
            "statement": statement,
            "entry": finding.number,
            "place": place,
            "owner": owner,
            "item": each.item,
            "kind": each.kind.value,
            "receivable": each.receivable,
            "amount": each.amount,
            "transaction": each.transaction,
        }
        for place, each in enumerate(finding.chosen.allocations if finding.chosen else ())
    ]
    if rows:
        connection.execute(insert(AllocationModel), rows)


def _decide(connection: Connection, statement: str, number: int, decision: Decision) -> None:
    place = connection.execute(
        select(func.count())
        .select_from(DecisionModel)
        .where(DecisionModel.statement == statement, DecisionModel.entry == number)
    ).scalar_one()
    connection.execute(
        insert(DecisionModel).values(
            statement=statement,
            entry=number,
            place=place,
            action=decision.action,
            by=decision.by,
            at=decision.at,
            note=decision.note,
        )
    )
