"""Who is calling: API keys, of which only the SHA-256 is kept, and what each may do."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from sfc.api.state import Service, ServiceDep
from sfc.app.parties import participant
from sfc.app.query import Viewer
from sfc.domain.errors import Forbidden, Unauthorised
from sfc.domain.ids import ParticipantId, format_participant, parse_participant
from sfc.domain.roles import Role

KEY_PREFIX = "sfc_key_"
ON_BEHALF = "sfc.caller"
_bearer = HTTPBearer(
    auto_error=False, scheme_name="ApiKey", description="An API key: `Authorization: Bearer …`."
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom a credential speaks for: a participant, or without one the operator."""

    participant: ParticipantId | None
    roles: Role

    @property
    def name(self) -> str:
        """`operator`, or the participant's id."""
        return "operator" if self.participant is None else format_participant(self.participant)

    @property
    def viewer(self) -> Viewer:
        """The caller as one who reads."""
        return Viewer(self.participant, self.roles)


def new_key() -> str:
    """Make an API key of 256 random bits."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def digest(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def admit(service: Service, header: str) -> Caller:
    """Whom the value of an `Authorization` header speaks for. Raises Unauthorised."""
    scheme, _, key = header.partition(" ")
    if scheme.lower() != "bearer" or not key:
        raise Unauthorised("there is no bearer token")
    return identify(service, key)


def on_behalf(service: Service, name: str) -> dict[str, Caller]:
    """What a request of the service itself has in its scope, made for a caller of that name.

    Nothing that comes from outside can have it there.
    """
    if name == "operator":
        return {ON_BEHALF: Caller(None, Role.OPERATOR)}
    number = parse_participant(name)
    return {ON_BEHALF: Caller(number, participant(service.context, number).roles)}


def _caller(
    request: Request,
    service: ServiceDep,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Caller:
    if (meant := request.scope.get(ON_BEHALF)) is not None:
        assert isinstance(meant, Caller)
        return meant
    if given is None:
        raise Unauthorised("there is no bearer token")
    return identify(service, given.credentials)


def identify(service: Service, key: str) -> Caller:
    """Whom an API key speaks for. Raises Unauthorised."""
    found = digest(key)
    if hmac.compare_digest(found, service.operator_digest):
        return Caller(None, Role.OPERATOR)
    number = service.context.store.participant_of_credential(found)
    if number is None:
        raise Unauthorised("the key is not known")
    return Caller(number, participant(service.context, number).roles)


AnyCaller = Annotated[Caller, Depends(_caller)]
"""Anybody with a credential."""


def _operator(caller: AnyCaller) -> Caller:
    if caller.participant is not None:
        raise Forbidden("what only the operator may do")
    return caller


def _party(caller: AnyCaller) -> ParticipantId:
    if caller.participant is None:
        raise Forbidden("acting as a participant")
    return caller.participant


OperatorOnly = Annotated[Caller, Depends(_operator)]
"""The operator's key; anybody else's is refused with `forbidden`."""

Party = Annotated[ParticipantId, Depends(_party)]
"""The participant that acts; the operator's key is refused, for it acts for nobody."""
