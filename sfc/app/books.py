"""Participants' journals, as the read model keeps them."""

from collections.abc import Sequence

from sfc.app.context import Context
from sfc.app.exports import check_period
from sfc.domain.days import Day, day_start
from sfc.domain.ids import ParticipantId
from sfc.domain.journal.booked import BookedEntry


def journal(
    context: Context,
    owner: ParticipantId,
    first: Day,
    last: Day,
    after: str | None = None,
    limit: int = 50,
) -> tuple[Sequence[BookedEntry], str | None]:
    """A page of the entries of a period, in the order of the ledger, and the next page's cursor.

    Raises RequestMalformed for a last day before the first, IdMalformed for no cursor.
    """
    check_period(first, last)
    seconds = range(day_start(first, context.utc_offset_hours), context.end_of(last) + 1)
    return context.read.journal_page(owner, seconds, after, limit)
