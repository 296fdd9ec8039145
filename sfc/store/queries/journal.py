"""Participants' journals."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, exists, select, tuple_

from sfc.domain.ids import ParticipantId
from sfc.domain.journal import Account
from sfc.domain.journal.booked import BookedEntry
from sfc.store.derived import EntryModel, LineModel
from sfc.store.numbers import ExactSum
from sfc.store.queries.base import Queries
from sfc.store.queries.paging import (
    LARGEST_BIG_INTEGER,
    LARGEST_INTEGER,
    read_cursor,
    write_cursor,
)

_Amounts = Mapping[tuple[str, int, int], Mapping[Account, int]]


class JournalQueries(Queries):
    """The part of `sfc.ports.ReadModel` about double-entry journals."""

    def journal(self, owner: ParticipantId) -> Sequence[BookedEntry]:
        """All entries of a participant in the order of the ledger, those without lines too."""
        in_order = (EntryModel.block, EntryModel.log_index, EntryModel.place)
        entries = select(EntryModel).where(EntryModel.owner == owner).order_by(*in_order)
        lines = select(LineModel).where(LineModel.owner == owner)
        with self._session() as session:
            amounts = _amounts(session.scalars(lines))
            return [_booked(row, amounts) for row in session.scalars(entries)]

    def journal_page(
        self, owner: ParticipantId, seconds: range, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[BookedEntry], str | None]:
        """Entries of a period with lines, in the order of the ledger, and the next cursor.

        Raises IdMalformed for a cursor that no page gave.
        """
        place = (EntryModel.block, EntryModel.log_index, EntryModel.place)
        query = (
            select(EntryModel)
            .where(
                EntryModel.owner == owner,
                EntryModel.timestamp >= seconds.start,
                EntryModel.timestamp < seconds.stop,
            )
            .where(exists().where(*_of_entry()))
            .order_by(*place)
        )
        if after is not None:
            ended = read_cursor(after, LARGEST_BIG_INTEGER, LARGEST_INTEGER, LARGEST_INTEGER)
            query = query.where(tuple_(*place) > tuple_(*ended))
        with self._session() as session:
            rows = session.scalars(query.limit(limit + 1)).all()
            page = rows[:limit]
            lines = select(LineModel).where(
                LineModel.owner == owner, LineModel.block_hash.in_({row.block_hash for row in page})
            )
            amounts = _amounts(session.scalars(lines))
        last = page[-1] if len(rows) > limit else None
        following = write_cursor(last.block, last.log_index, last.place) if last else None
        return [_booked(row, amounts) for row in page], following

    def trial_balance(self, owner: ParticipantId) -> Mapping[tuple[str, Account], int]:
        """What each account of a participant's journal comes to, by currency; debits positive."""
        query = (
            select(LineModel.currency, LineModel.account, ExactSum(LineModel.amount))
            .where(LineModel.owner == owner)
            .group_by(LineModel.currency, LineModel.account)
            .order_by(LineModel.currency, LineModel.account)
        )
        with self._session() as session:
            rows = session.execute(query).all()
        return {(currency, account): int(amount) for currency, account, amount in rows}


def _of_entry() -> tuple[ColumnElement[bool], ...]:
    """Lines belong to the entry of their place."""
    return tuple(
        getattr(LineModel, name) == getattr(EntryModel, name)
        for name in ("block_hash", "log_index", "owner", "place")
    )


def _amounts(lines: Iterable[LineModel]) -> _Amounts:
    found: dict[tuple[str, int, int], dict[Account, int]] = {}
    for line in lines:
        key = (line.block_hash, line.log_index, line.place)
        found.setdefault(key, {})[line.account] = line.amount
    return found


def _booked(row: EntryModel, amounts: _Amounts) -> BookedEntry:
    return BookedEntry(
        block=row.block,
        timestamp=row.timestamp,
        transaction=row.transaction,
        log_index=row.log_index,
        currency=row.currency,
        receivable=row.receivable,
        counterparty=row.counterparty,
        treatment=row.treatment,
        text=row.text,
        amounts=amounts.get((row.block_hash, row.log_index, row.place), {}),
    )
