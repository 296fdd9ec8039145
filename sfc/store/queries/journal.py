"""Participants' journals."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from sfc.domain.ids import ParticipantId
from sfc.domain.journal import Account
from sfc.domain.journal.booked import BookedEntry
from sfc.store.derived import EntryModel, LineModel
from sfc.store.numbers import ExactSum
from sfc.store.queries.base import Queries


class JournalQueries(Queries):
    """The part of `sfc.ports.ReadModel` about double-entry journals."""

    def journal(self, owner: ParticipantId) -> Sequence[BookedEntry]:
        """All entries of a participant in the order of the ledger, those without lines too."""
        in_order = (EntryModel.block, EntryModel.log_index, EntryModel.place)
        entries = select(EntryModel).where(EntryModel.owner == owner).order_by(*in_order)
        lines = select(LineModel).where(LineModel.owner == owner)
        with self._session() as session:
            amounts: dict[tuple[str, int, int], dict[Account, int]] = {}
            for line in session.scalars(lines):
                key = (line.block_hash, line.log_index, line.place)
                amounts.setdefault(key, {})[line.account] = line.amount
            return [
                BookedEntry(
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
                for row in session.scalars(entries)
            ]

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
