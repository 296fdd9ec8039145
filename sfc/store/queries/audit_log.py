"""The log of privileged acts."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, or_, select

from sfc.domain.audit_log import BEGINNING, Act, AuditEntry, sealed
from sfc.store.access import AuditModel
from sfc.store.queries.writing import WritingQueries

_ONE_AFTER_THE_OTHER = select(func.pg_advisory_xact_lock(7281360417))
_PAGE = 500


class SqlAuditLog(WritingQueries):
    """Implements `sfc.ports.AuditLog`."""

    def append(self, act: Act, at: int) -> AuditEntry:
        """Seal an act behind all others."""
        last = (
            select(AuditModel.number, AuditModel.hash).order_by(AuditModel.number.desc()).limit(1)
        )
        with self._writer.begin() as connection:
            if connection.dialect.name == "postgresql":  # SQLite's writers queue anyway
                connection.execute(_ONE_AFTER_THE_OTHER)
            number, previous = connection.execute(last).one_or_none() or (0, BEGINNING)
            entry = sealed(number + 1, at, act, previous)
            connection.execute(AuditModel.__table__.insert().values(**_row(entry)))  # type: ignore[attr-defined]  # it is a Table
            return entry

    def page(self, party: str | None, before: int | None, limit: int) -> Sequence[AuditEntry]:
        """Entries by a party or about it, or all, newest first."""
        query = select(AuditModel).order_by(AuditModel.number.desc()).limit(limit)
        if party is not None:
            query = query.where(or_(AuditModel.party == party, AuditModel.about == party))
        if before is not None:
            query = query.where(AuditModel.number < before)
        with self._session() as session:
            return [_entry(row) for row in session.scalars(query)]

    def all(self) -> Iterator[AuditEntry]:
        """Every entry from the first, as it stands in the database."""
        after = -1
        while True:
            query = select(AuditModel).where(AuditModel.number > after).order_by(AuditModel.number)
            with self._session() as session:
                page = [_entry(row) for row in session.scalars(query.limit(_PAGE))]
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1].number


def _row(entry: AuditEntry) -> dict[str, object]:
    act = entry.act
    return {
        "number": entry.number,
        "at": entry.at,
        "action": act.action,
        "user": act.user,
        "party": act.party,
        "about": act.about,
        "outcome": act.outcome,
        "detail": act.detail,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _entry(row: AuditModel) -> AuditEntry:
    act = Act(row.action, row.user, row.party, row.about, row.outcome, row.detail)
    return AuditEntry(row.number, row.at, act, row.previous, row.hash)
