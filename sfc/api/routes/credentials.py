"""API keys and sessions of a party's users."""

from sfc.api.auth import AnyCaller, Caller
from sfc.api.bodies.access import CredentialForm, CredentialText, RotationForm
from sfc.api.describe import refusals
from sfc.api.once import OnceDep
from sfc.api.paging import Cursor, Limit
from sfc.api.resource import resource
from sfc.api.routes import users
from sfc.api.routes.users import Whose, party_of
from sfc.api.state import ContextDep
from sfc.api.views.access import CredentialView, IssuedView
from sfc.api.views.common import Page
from sfc.app import credentials as use
from sfc.app.context import Context
from sfc.domain.access import Credential
from sfc.domain.errors import NotFound

router = resource("access", "/credentials")

_SECRET = ("api_key",)


@router.get(
    "",
    summary="List credentials",
    description="Keys and sessions of one's own party, ended ones too; the operator's also of a "
    "participant.",
    responses=refusals("forbidden", "id_malformed", "unknown_participant"),
)
def credentials(
    context: ContextDep,
    caller: AnyCaller,
    participant: Whose = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[CredentialView]:
    """A page of credentials."""
    party = party_of(context, caller, participant)
    found = context.access.book.credentials(party, cursor, limit + 1)
    page = [CredentialView.of(each) for each in found[:limit]]
    return Page(data=page, next_cursor=page[-1].id if len(found) > limit else None)


@router.post(
    "",
    status_code=201,
    summary="Issue a key",
    description="To a user of one's own party, with at most one's own scopes and the user's; the "
    "operator to any user: so does a participant that has lost its keys get a new one.",
    responses=refusals("not_found", "participant_suspended", "scope_unknown"),
)
def issue_credential(
    form: CredentialForm, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> IssuedView:
    """Make a key; it is shown once."""
    user = users.seen(context, caller, form.user)

    def write() -> IssuedView:
        hold = caller.approved is not None
        by, access = caller.actor, context.access
        issued = use.issue(access, by, user, form.label, form.scopes, form.expires_at, hold=hold)
        return IssuedView.of(issued)

    return once(write, secret=_SECRET)


@router.get(
    "/{credential}",
    summary="Get a credential",
    description="Of one's own party; the operator any.",
    responses=refusals("not_found"),
)
def credential(
    credential: CredentialText, context: ContextDep, caller: AnyCaller
) -> CredentialView:
    """One credential."""
    return CredentialView.of(_seen(context, caller, credential))


@router.post(
    "/{credential}/rotate",
    status_code=201,
    summary="Rotate a key",
    description="Its own user. A new key with the same scopes and end; the old one is good for "
    "the overlap, a day unless said otherwise.",
    responses=refusals("credential_closed", "forbidden", "not_found", "participant_suspended"),
)
def rotate_credential(
    credential: CredentialText,
    form: RotationForm,
    context: ContextDep,
    caller: AnyCaller,
    once: OnceDep,
) -> IssuedView:
    """Replace a key; the new one is shown once."""
    found = _seen(context, caller, credential)
    overlap = form.overlap_seconds
    return once(
        lambda: IssuedView.of(use.rotate(context.access, caller.actor, found, overlap)),
        secret=_SECRET,
    )


@router.post(
    "/{credential}/claim",
    summary="Claim a key",
    description="Whoever asked for a key that a second person approved is shown it, once.",
    responses=refusals("credential_closed", "forbidden", "not_found", "participant_suspended"),
)
def claim_credential(
    credential: CredentialText, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> IssuedView:
    """Show a key that was approved."""
    found = _seen(context, caller, credential)
    return once(
        lambda: IssuedView.of(use.claim(context.access, caller.actor, found)),
        status=200,
        secret=_SECRET,
    )


@router.delete(
    "/{credential}",
    summary="Revoke a credential",
    description="A key or a session of one's own party, at once and for good; the operator any.",
    responses=refusals("not_found"),
)
def revoke_credential(
    credential: CredentialText, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> CredentialView:
    """End a credential."""
    found = _seen(context, caller, credential)

    def write() -> CredentialView:
        context.access.book.revoke(found.id, context.access.now())
        return CredentialView.of(context.access.book.credential(found.id))

    return once(write, status=200)


def _seen(context: Context, caller: Caller, identity: str) -> Credential:
    found = context.access.book.credential(identity)
    if caller.participant is not None and found.party != caller.name:
        raise NotFound("credential", identity)
    return found
