"""How things stood at a moment that is past: the moves up to then, added up."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, case, func, literal, or_, select, true

from sfc.domain.errors import NotFound
from sfc.domain.ids import (
    ParticipantId,
    ReceivableId,
    format_participant,
    format_receivable,
    parse_receivable,
)
from sfc.domain.provenance import Move
from sfc.domain.views import Holding
from sfc.ports import Moment
from sfc.store.derived import MoveModel, ParticipantModel
from sfc.store.numbers import TOKEN_DIGITS, ExactSum, Whole
from sfc.store.queries.base import Queries
from sfc.store.queries.receivables import require

_NONE = literal(0, Whole(TOKEN_DIGITS))


class PastQueries(Queries):
    """The part of `sfc.ports.ReadModel` about the past. Each method raises NotFound."""

    def moves(self, receivable: ReceivableId, until: Moment) -> Sequence[Move]:
        """All moves of units of a receivable up to a moment, in order."""
        query = (
            select(MoveModel.giver, MoveModel.taker, MoveModel.units)
            .where(MoveModel.receivable == receivable, _by(until))
            .order_by(MoveModel.block, MoveModel.log_index)
        )
        with self._session() as session:
            require(session, receivable)
            return [Move(*row) for row in session.execute(query)]

    def holdings_then(
        self, holder: ParticipantId, until: Moment, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[Holding], str | None]:
        """A page of what a participant had at a moment, by receivable, and the next cursor.

        Raises IdMalformed for a cursor that no page gave.
        """
        row = MoveModel
        taken = func.coalesce(ExactSum(case((row.taker == holder, row.units))), _NONE)
        given = func.coalesce(ExactSum(case((row.giver == holder, row.units))), _NONE)
        query = (
            select(row.receivable, taken, given)
            .where(or_(row.taker == holder, row.giver == holder), _by(until))
            .group_by(row.receivable)
            .having(taken != given)
            .order_by(row.receivable)
        )
        if after is not None:
            query = query.where(row.receivable > parse_receivable(after))
        with self._session() as session:
            if session.get(ParticipantModel, holder) is None:
                raise NotFound("participant", format_participant(holder))
            rows = session.execute(query.limit(limit + 1)).all()
        page = [Holding(each, holder, int(got) - int(gone)) for each, got, gone in rows[:limit]]
        return page, format_receivable(page[-1].receivable) if len(rows) > limit else None


def _by(until: Moment) -> ColumnElement[bool]:
    if until.block is not None:
        return MoveModel.block <= until.block
    if until.second is not None:
        return MoveModel.timestamp <= until.second
    return true()
