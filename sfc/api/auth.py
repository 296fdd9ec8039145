"""The door: who is calling, whether it may, and whether a second person is needed."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from sfc.api import audited, control, inside
from sfc.api.access import ACCESS, Access
from sfc.api.callers import Caller
from sfc.api.state import Service, ServiceDep
from sfc.app.credentials import digest, new_key
from sfc.domain.errors import Forbidden, Unauthorised
from sfc.domain.ids import ParticipantId

__all__ = ["AnyCaller", "Caller", "OperatorOnly", "Party", "admit", "digest", "door", "new_key"]

_NO_TOKEN = "there is no bearer token"  # it says so
_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="ApiKey",
    description="An API key, or the token of a session: `Authorization: Bearer …`.",
)


def admit(service: Service, header: str, address: str | None) -> Caller:
    """Whom the value of an `Authorization` header speaks for.

    What is wrong counts against the address, unless there is none: then it is counted elsewhere.
    Raises Unauthorised, SignInLocked.
    """
    scheme, _, key = header.partition(" ")
    if scheme.lower() != "bearer" or not key:
        raise Unauthorised(_NO_TOKEN)
    return service.callers.identify(key, address)


async def _caller(
    request: Request,
    service: ServiceDep,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Caller:
    carried, resumed = control.carried(request.scope), inside.resumed(request.scope)
    if carried is not None:
        caller = await run_in_threadpool(control.maker, service, carried)
    elif resumed is not None:
        caller = await run_in_threadpool(service.callers.itself, resumed)
    else:
        caller = await _known(request, service, given)
    operation = request.scope["route"].name
    access = ACCESS[operation]
    if access.logged:
        await audited.ask(request, service, operation, caller)
    caller.check(access)
    if access.second is not None and carried is None and resumed is None:
        body = await request.body()
        await run_in_threadpool(control.stop, service, caller, request, operation, body)
    return caller


async def _known(
    request: Request, service: Service, given: HTTPAuthorizationCredentials | None
) -> Caller:
    if given is None:
        raise Unauthorised(_NO_TOKEN)
    key, address = given.credentials, address_of(request)
    if (known := service.callers.remembered(key, address)) is not None:
        return known  # without a thread for it
    return await run_in_threadpool(service.callers.identify, key, address)


async def door(request: Request) -> None:
    """Let nothing in that only looks like an id; log what is tried where attempts are logged.

    An address that is written out, such as `/auctions/withdraw`, is that operation's alone: with
    another method it is not `/auctions/{auction}` either. Raises HTTPException.
    """
    route = request.scope["route"]
    if "{" in route.path and request.url.path in request.app.state.written_out:
        raise HTTPException(405)
    operation = route.name
    access: Access = ACCESS[operation]
    if access.scope is None and access.logged:
        await audited.ask(request, request.app.state.service, operation, None)


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


AnyCaller = Annotated[Caller, Depends(_caller)]
"""Somebody with a credential who may call this operation, by `sfc.api.access`."""


async def _operator(caller: AnyCaller) -> Caller:
    if caller.participant is not None:
        raise Forbidden("what only the operator may do")
    return caller


async def _party(caller: AnyCaller) -> ParticipantId:
    if caller.participant is None:
        raise Forbidden("acting as a participant")
    return caller.participant


OperatorOnly = Annotated[Caller, Depends(_operator)]
"""The operator's key; anybody else's is refused with `forbidden`."""

Party = Annotated[ParticipantId, Depends(_party)]
"""The participant that acts; the operator's key is refused, for it acts for nobody."""
