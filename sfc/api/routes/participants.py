"""Participants: who takes part, as what, and how much an obligor may promise."""

from typing import Annotated

from fastapi import Query, Response

from sfc.api.acting import ActingDep, TryingDep
from sfc.api.auth import AnyCaller, Caller, OperatorOnly
from sfc.api.bodies.participants import Entry, Limits
from sfc.api.describe import refusals
from sfc.api.forms import ParticipantText
from sfc.api.forms import participant as number_of
from sfc.api.once import OnceDep
from sfc.api.paging import Limit
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.tags import IfMatchDep, IfNoneMatchDep
from sfc.api.views.common import Page, Transaction
from sfc.api.views.participants import (
    CreditLines,
    ParticipantChange,
    ParticipantDetail,
    ParticipantView,
    Registration,
)
from sfc.app import register as parties
from sfc.app.context import Context
from sfc.app.credentials import first_credential
from sfc.domain.ids import ParticipantId

router = resource("participants", "/participants")


@router.post(
    "",
    status_code=201,
    summary="Register a participant",
    description="The operator only. Gives the API key of the participant's first user, once; where "
    "it did not arrive, the operator issues that user another. A dry run makes no keys: it says "
    "what would happen on the ledger.",
    responses=refusals(
        "forbidden", "participant_exists", "role_unknown", "identity_missing", "currency_unknown"
    ),
)
def register(entry: Entry, context: TryingDep, caller: OperatorOnly, once: OnceDep) -> Registration:
    """Enter a legal entity into the register."""
    entrant = entry.read()

    def write() -> Registration:
        done = parties.register(context, entrant)
        view = ParticipantView.of(done.result)
        hold = caller.approved is not None
        issued = first_credential(context.access, view.id, entry.account, hold=hold)
        return Registration(
            participant=view,
            user=issued.credential.user,
            credential=issued.credential.id,
            api_key=issued.secret,
            transaction=Transaction.of(done.receipt),
        )

    return once(write, secret=("api_key",))


@router.get(
    "",
    summary="List participants",
    description="Anybody with a key. In order of registration.",
    responses=refusals(),
)
def participants(
    context: ContextDep,
    _caller: AnyCaller,
    limit: Limit = 50,
    cursor: Annotated[ParticipantText | None, Query(description="From the page before.")] = None,
) -> Page[ParticipantView]:
    """A page of participants."""
    after = None if cursor is None else number_of(cursor)
    found = context.read.participants(after, limit + 1)
    page = [ParticipantView.of(each) for each in found[:limit]]
    return Page(data=page, next_cursor=page[-1].id if len(found) > limit else None)


@router.get(
    "/{participant}",
    summary="Get a participant",
    description="Anybody with a key. Credit lines are shown to itself, the operator and the "
    "regulator.",
    response_model=ParticipantDetail,
    responses=refusals("not_found", "id_malformed"),
)
def participant(
    participant: ParticipantText, context: ContextDep, caller: AnyCaller, known: IfNoneMatchDep
) -> Response:
    """One participant."""
    return known.answer(_detail(context, caller, number_of(participant)))


@router.post(
    "/{participant}/suspend",
    summary="Suspend a participant",
    description="The operator only. It can no longer act or receive; what it holds stays its own.",
    responses=refusals("forbidden", "unknown_participant", "id_malformed", "precondition_failed"),
)
def suspend(
    participant: ParticipantText,
    context: ActingDep,
    caller: OperatorOnly,
    match: IfMatchDep,
    once: OnceDep,
) -> ParticipantChange:
    """Bar a participant."""
    number = number_of(participant)
    return once(
        lambda: ParticipantChange.of(parties.suspend(context, number)),
        status=200,
        only_if=match.on(participant, lambda: _detail(context, caller, number)),
    )


@router.post(
    "/{participant}/reinstate",
    summary="Reinstate a suspended participant",
    description="The operator only.",
    responses=refusals("forbidden", "unknown_participant", "id_malformed", "precondition_failed"),
)
def reinstate(
    participant: ParticipantText,
    context: ActingDep,
    caller: OperatorOnly,
    match: IfMatchDep,
    once: OnceDep,
) -> ParticipantChange:
    """Let a participant act again."""
    number = number_of(participant)
    return once(
        lambda: ParticipantChange.of(parties.reinstate(context, number)),
        status=200,
        only_if=match.on(participant, lambda: _detail(context, caller, number)),
    )


@router.put(
    "/{participant}/credit-line",
    summary="Set a credit line",
    description="The operator only. How much a core enterprise may have promised and not yet paid.",
    responses=refusals(
        "forbidden",
        "unknown_participant",
        "limit_below_used",
        "currency_unknown",
        "precondition_failed",
    ),
)
def set_credit_line(
    participant: ParticipantText,
    limits: Limits,
    context: ActingDep,
    caller: OperatorOnly,
    match: IfMatchDep,
    once: OnceDep,
) -> CreditLines:
    """Set the limit in one currency."""
    number, limit = number_of(participant), limits.limit.read_limit()
    return once(
        lambda: CreditLines.of(parties.set_credit_line(context, number, limit)),
        status=200,
        only_if=match.on(participant, lambda: _detail(context, caller, number)),
    )


def _detail(context: Context, caller: Caller, number: ParticipantId) -> ParticipantDetail:
    found = context.read.participant(number)
    sees = caller.viewer.sees_all or caller.participant == number
    return ParticipantDetail.of(found, context.read.credit_lines(number) if sees else ())
