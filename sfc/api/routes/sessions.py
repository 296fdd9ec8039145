"""Sign-In with Ethereum: a wallet's signature against a token for an hour."""

from dataclasses import replace

from fastapi import Request

from sfc.api.auth import AnyCaller, address_of
from sfc.api.bodies.access import ChallengeForm, SignInForm
from sfc.api.describe import refusals
from sfc.api.resource import resource
from sfc.api.state import ContextDep, ServiceDep
from sfc.api.views.access import Challenge, CredentialView, SessionView
from sfc.app import sign_in
from sfc.domain.errors import SignInMalformed, Unauthorised

router = resource("access", "/sessions")


@router.post(
    "/challenge",
    summary="Ask for a challenge",
    description="Anybody. A message by EIP-4361 for the wallet to sign; it is good for five "
    "minutes, and once. Takes no `Idempotency-Key`, which are a caller's: nobody is known yet, and "
    "a challenge too many harms nobody.",
    responses=refusals(public=True),
)
def challenge(form: ChallengeForm, context: ContextDep) -> Challenge:
    """Make a message to sign."""
    return Challenge.of(sign_in.challenge(context.access, form.address))


@router.post(
    "",
    status_code=201,
    summary="Sign in",
    description="Anybody whose wallet is a user's: by the signature of its key, or as a contract "
    "by ERC-1271. The token is good for an hour. Takes no `Idempotency-Key`: a "
    "challenge is answered once, and a token is shown once.",
    responses=refusals("unauthorised", "sign_in_malformed", "sign_in_locked", public=True),
)
def open_session(form: SignInForm, request: Request, service: ServiceDep) -> SessionView:
    """Give a token for a signature."""
    address = address_of(request)
    service.callers.check_sign_in(address)
    try:
        issued = sign_in.open_session(
            service.context.access, form.message, bytes.fromhex(form.signature[2:])
        )
    except (Unauthorised, SignInMalformed):
        service.callers.sign_in_failed(address)
        raise
    session = issued.credential
    asked = request.state.asked
    request.state.asked = replace(
        asked, user=session.user, party=session.party, about=session.party
    )
    return SessionView.of(issued)


@router.delete(
    "/current",
    summary="Sign out",
    description="Ends the session with which this request comes; a key is revoked by its id. Takes "
    "no `Idempotency-Key`: whoever has signed out is not known any more.",
    responses=refusals("not_a_session"),
)
def close_session(context: ContextDep, caller: AnyCaller) -> CredentialView:
    """End the caller's own session."""
    return CredentialView.of(sign_in.close_session(context.access, caller.credential))
