"""Users of a party."""

from typing import Annotated

from fastapi import Query

from sfc.api.auth import AnyCaller, Caller
from sfc.api.bodies.access import UserForm, UserText
from sfc.api.describe import refusals
from sfc.api.forms import ParticipantText
from sfc.api.once import OnceDep
from sfc.api.paging import Cursor, Limit
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.access import UserView
from sfc.api.views.common import Page
from sfc.app import credentials, parties
from sfc.app.context import Context
from sfc.domain.access import User
from sfc.domain.errors import Forbidden, NotFound
from sfc.domain.ids import parse_participant

router = resource("access", "/users")

Whose = Annotated[
    ParticipantText | None, Query(description="Whose; for the operator. Its own by default.")
]


@router.get(
    "",
    summary="List users",
    description="Of one's own party, removed ones too; the operator's also of a participant.",
    responses=refusals("forbidden", "id_malformed", "unknown_participant"),
)
def users(
    context: ContextDep,
    caller: AnyCaller,
    participant: Whose = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[UserView]:
    """A page of users."""
    party = party_of(context, caller, participant)
    found = context.access.book.users(party, cursor, limit + 1)
    page = [UserView.of(each) for each in found[:limit]]
    return Page(data=page, next_cursor=page[-1].id if len(found) > limit else None)


@router.post(
    "",
    status_code=201,
    summary="Add a user",
    description="To one's own party, with at most one's own scopes; the operator to a participant "
    "too.",
    responses=refusals(
        "forbidden",
        "participant_suspended",
        "scope_unknown",
        "unknown_participant",
        "wallet_taken",
    ),
)
def add_user(form: UserForm, context: ContextDep, caller: AnyCaller, once: OnceDep) -> UserView:
    """Enter a user."""
    party = party_of(context, caller, form.participant)
    return once(
        lambda: UserView.of(
            credentials.add_user(
                context.access, caller.actor, party, form.name, form.wallet, form.scopes
            )
        )
    )


@router.get(
    "/{user}",
    summary="Get a user",
    description="Of one's own party; the operator any.",
    responses=refusals("not_found"),
)
def user(user: UserText, context: ContextDep, caller: AnyCaller) -> UserView:
    """One user."""
    return UserView.of(seen(context, caller, user))


@router.delete(
    "/{user}",
    summary="Remove a user",
    description="And with it all its keys and sessions, at once. It stays in the list.",
    responses=refusals("not_found"),
)
def remove_user(user: UserText, context: ContextDep, caller: AnyCaller, once: OnceDep) -> UserView:
    """End a user."""
    found = seen(context, caller, user)

    def write() -> UserView:
        context.access.book.remove_user(found.id, context.access.now())
        return UserView.of(context.access.book.user(found.id))

    return once(write, status=200)


def seen(context: Context, caller: Caller, identity: str) -> User:
    """A user of the caller's party, or for the operator any. Raises NotFound."""
    found = context.access.book.user(identity)
    if caller.participant is not None and found.party != caller.name:
        raise NotFound("user", identity)
    return found


def party_of(context: Context, caller: Caller, named: ParticipantText | None) -> str:
    """The party that a request is about. Raises Forbidden, UnknownParticipant."""
    if named is None or named == caller.name:
        return caller.name
    if caller.participant is not None:
        raise Forbidden("managing another's users and keys")
    parties.participant(context, parse_participant(named))
    return named
