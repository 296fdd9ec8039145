"""What was told, as each reader may see it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session

from sfc.domain.errors import NotFound
from sfc.domain.feed import Entry
from sfc.ports import FeedFilter
from sfc.store.feed import EVERYBODY, AudienceModel, FeedModel
from sfc.store.queries.base import Queries

_COLUMNS = (
    *(FeedModel.number, FeedModel.id, FeedModel.type, FeedModel.timestamp, FeedModel.block),
    *(FeedModel.transaction, FeedModel.receivable, FeedModel.data, FeedModel.removes),
)


class SqlFeed(Queries):
    """Implements `sfc.ports.Feed`."""

    def newest(self) -> int:
        """The last place that is taken; 0 before the first."""
        with self._session() as session:
            return session.scalar(select(func.max(FeedModel.number))) or 0

    def place(self, event_id: str) -> int:
        """Where an entry stands. Raises NotFound."""
        with self._session() as session:
            number = session.scalar(select(FeedModel.number).where(FeedModel.id == event_id))
        if number is None:
            raise NotFound("event", event_id)
        return number

    def entries(self, wanted: FeedFilter, after: int = 0, limit: int = 50) -> Sequence[Entry]:
        """The entries after a place, each as the reader may see it."""
        with self._session() as session:
            return read_entries(session, wanted, after, limit)


def read_entries(session: Session, wanted: FeedFilter, after: int, limit: int) -> list[Entry]:
    """The entries after a place, as this transaction sees them."""
    query: Select[Any]
    if wanted.reader is None:
        query = select(*_COLUMNS, true())
    else:
        query = (
            select(*_COLUMNS, AudienceModel.whole)
            .join(AudienceModel, AudienceModel.number == FeedModel.number)
            .where(AudienceModel.participant.in_((EVERYBODY, wanted.reader)))
            .where(AudienceModel.number > after)
        )
    query = query.where(FeedModel.number > after)
    if wanted.receivable is not None:
        query = query.where(FeedModel.receivable == wanted.receivable)
    if wanted.types:
        query = query.where(FeedModel.type.in_(wanted.types))
    if wanted.since is not None:
        query = query.where(FeedModel.timestamp >= wanted.since)
    rows = session.execute(query.order_by(FeedModel.number).limit(limit))
    return [Entry(*row) for row in rows]
