"""Whose books, over which period, in which currency: what all reports are asked for."""

from typing import Annotated

from fastapi import Depends, Query

from sfc.api.auth import AnyCaller
from sfc.api.forms import IsoDate, ParticipantText
from sfc.api.forms import participant as number_of
from sfc.api.state import ContextDep
from sfc.app import parties, past
from sfc.domain.days import Day, day_of
from sfc.domain.errors import Forbidden
from sfc.domain.ids import ParticipantId
from sfc.ports import Moment


def _owner(participant: ParticipantText, context: ContextDep, caller: AnyCaller) -> ParticipantId:
    number = number_of(participant)
    if caller.participant != number and not caller.viewer.sees_all:
        raise Forbidden("seeing another's books")
    return parties.participant(context, number).id


def _currency(
    currency: Annotated[
        str, Query(pattern="^[A-Z]{3}$", description="ISO 4217 code.", examples=["CNY"])
    ],
    context: ContextDep,
) -> str:
    return parties.listed(context, currency).code


def _period(
    first: Annotated[
        IsoDate, Query(description="First ledger date of the period.", examples=["2026-03-01"])
    ],
    last: Annotated[
        IsoDate, Query(description="Last ledger date of the period.", examples=["2026-03-31"])
    ],
) -> tuple[Day, Day]:
    return day_of(first), day_of(last)


def _moment(
    context: ContextDep,
    as_of: Annotated[
        IsoDate | None, Query(description="At the end of this ledger date; now by default.")
    ] = None,
    block: Annotated[int | None, Query(ge=0, description="Or at the end of this block.")] = None,
) -> Moment:
    return past.moment(context, None if as_of is None else day_of(as_of), block)


Owner = Annotated[ParticipantId, Depends(_owner)]
"""Whose books they are, if the caller may see them."""

Currency = Annotated[str, Depends(_currency)]
PeriodDep = Annotated[tuple[Day, Day], Depends(_period)]
MomentDep = Annotated[Moment, Depends(_moment)]
