"""How things stood at a moment that is past, and where units came from."""

from collections.abc import Sequence

from sfc.app import query
from sfc.app.context import Context
from sfc.app.query import Viewer
from sfc.domain.days import Day
from sfc.domain.errors import Forbidden, RequestMalformed
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.provenance import Lot, replay
from sfc.domain.views import Holding
from sfc.ports import Moment


def moment(context: Context, day: Day | None, block: int | None) -> Moment:
    """The end of a ledger day or of a block, now without either.

    Raises RequestMalformed for both at once, and for a block that is not there yet.
    """
    if day is not None and block is not None:
        raise RequestMalformed("a date and a block are two moments: give one")
    if block is not None:
        head = context.read.head()
        if head is None or block > head.block:
            raise RequestMalformed(f"there is no block {block} yet")
    return Moment(block=block, second=None if day is None else context.end_of(day))


def holdings(
    context: Context,
    viewer: Viewer,
    holder: ParticipantId,
    until: Moment,
    after: str | None = None,
    limit: int = 50,
) -> tuple[Sequence[Holding], str | None]:
    """A page of what a participant held then, by receivable, and the next page's cursor.

    Raises Forbidden for another's, and NotFound.
    """
    if viewer.participant != holder and not viewer.sees_all:
        raise Forbidden("seeing another's holdings")
    return context.read.holdings_then(holder, until, after, limit)


def holders(
    context: Context, viewer: Viewer, identity: ReceivableId, until: Moment
) -> Sequence[tuple[ParticipantId, int]]:
    """Who held how many units of a receivable then, largest holding first.

    For its parties, of now or before. Raises NotFound.
    """
    query.check_party(context, viewer, identity)
    held = replay(context.read.moves(identity, until))
    units = [(holder, sum(lot.units for lot in lots)) for holder, lots in held.items()]
    return sorted(units, key=lambda each: (-each[1], each[0]))


def lots(
    context: Context,
    viewer: Viewer,
    identity: ReceivableId,
    holder: ParticipantId,
    until: Moment,
) -> Sequence[Lot]:
    """The lots of a holding then, oldest first, each with the path that it took; may be none.

    For the holder. Raises Forbidden for another's, and NotFound.
    """
    query.check_party(context, viewer, identity)
    if viewer.participant != holder and not viewer.sees_all:
        raise Forbidden("seeing where another's units came from")
    return replay(context.read.moves(identity, until)).get(holder, ())
