"""The second person: requests that need one are kept, and carried out once it agrees.

A request is stopped at the door, before anything is done, and kept as it came. What is approved is
given to the service again, as the maker's and under the maker's idempotency key: however often
that happens, it has one effect.
"""

import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Scope

from sfc.api import inside
from sfc.api.access import ACCESS
from sfc.api.callers import Caller
from sfc.api.fingerprints import fingerprint, is_of
from sfc.api.prefer import preferences
from sfc.api.state import Service
from sfc.api.views.approvals import ApprovalView
from sfc.app import approvals
from sfc.domain.access import OPERATORS_USER
from sfc.domain.approval import Approval, ApprovalState, HeldRequest
from sfc.domain.errors import IdempotencyConflict, NotFound, Unauthorised
from sfc.domain.matter_ids import matter_id
from sfc.domain.operations import OperationState

_logger = structlog.get_logger("sfc.api")

_CARRIED = "sfc.approval"
_SECRETS = ("api_key", "token")
_TRUE = ("1", "on", "t", "true", "y", "yes")
"""What is taken for a dry run: nothing else than what the operation itself takes for one."""

_NOT_NOW = ("request_in_progress", "busy")
"""Refusals that say nothing about the request itself: it may be carried out later."""


class Held(Exception):
    """A request waits for a second person."""

    def __init__(self, approval: Approval, now: int) -> None:
        self.approval = approval
        self.now = now
        super().__init__()


def stop(service: Service, caller: Caller, request: Request, operation: str, body: bytes) -> None:
    """Raise Held if a party requires a second person for what it asks.

    Not for a request that was answered already: that answer comes again. Nor for a dry run, which
    moves nothing.
    """
    if request.query_params.get("dry_run", "").lower() in _TRUE:
        return
    act, access = ACCESS[operation].second, service.context.access
    policy = access.approvals.policy(caller.name)
    if act is None or policy is None or not policy.above:
        return
    try:
        proposed = service.proposals[operation](service.context, caller, request.path_params, body)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None
    if not policy.needs_second(act, proposed.amounts):
        return
    key = request.headers.get("idempotency-key")
    before = service.context.operations.asked(caller.name, key) if key else None
    if before is not None and before.state is OperationState.DONE:
        return
    query = request.url.query
    told = f"{request.method} {request.url.path}?{query}\n".encode() + body
    identity = matter_id("apr_", caller.name, key or secrets.token_hex(16))
    now = access.now()
    held = HeldRequest(
        request.method,
        request.url.path,
        query,
        body.decode(),
        key or identity,
        caller.scopes,
        preferences(request.headers.get("prefer")).returns or "",
    )
    approval = Approval(
        id=identity,
        party=caller.name,
        act=act,
        operation=operation,
        facts=proposed.facts,
        request=held,
        fingerprint=fingerprint(service.context.secret, told),
        maker=caller.user,
        created=now,
        expires=now + policy.valid_seconds,
    )
    kept = approvals.hold(
        access, approvals.sealed(access, approval) if proposed.sealed else approval
    )
    if not is_of(kept.fingerprint, service.context.secret, told):
        raise IdempotencyConflict(str(key))
    raise Held(approvals.opened(access, kept), now)


def carried(scope: Scope) -> Approval | None:
    """The approval that a request carries out: only this service itself can say so."""
    found: Approval | None = scope.get(_CARRIED)
    return found


def maker(service: Service, approval: Approval) -> Caller:
    """Who asked for it, as it is now. Raises Unauthorised for a user that was removed."""
    if approval.maker != OPERATORS_USER:
        try:
            removed = service.context.access.book.user(approval.maker).removed is not None
        except NotFound:
            removed = True
        if removed:
            raise Unauthorised(f"{approval.maker}, who asked for it, was removed")
    return service.callers.of(approval.maker, approval.party, approval.request.scopes, approval.id)


@dataclass(frozen=True, slots=True)
class Carrier:
    """Carries out what was approved: `within` is the app without what guards it from outside."""

    app: FastAPI
    within: ASGIApp
    service: Service

    def check(self, caller: Caller, approval: Approval) -> None:
        """Raise what the request itself would, if the caller might not make it."""
        caller.check(ACCESS[approval.operation])

    def carry_out(self, approval: Approval) -> None:
        """Give the request to the service, and attach the answer.

        Where the answer is that it cannot be done now, the approval stays as it is: approve again.
        Not for a thread that runs an event loop.
        """
        asked = approvals.opened(self.service.context.access, approval).request
        path = quote(asked.path)
        target = f"{path}?{asked.query}" if asked.query else path
        own = {"app": self.app, _CARRIED: approval}
        status, body = inside.ask(
            self.within,
            asked.method,
            target,
            asked.key,
            asked.body.encode(),
            own,
            returns=asked.returns,
        )
        answer: dict[str, Any] = json.loads(body or b"{}")
        if status >= 500 or answer.get("code") in _NOT_NOW:
            return
        state = ApprovalState.DONE if status < 400 else ApprovalState.FAILED
        result = {name: value for name, value in answer.items() if name not in _SECRETS}
        self.service.context.access.approvals.carried_out(approval.id, state, status, result)

    def resume(self) -> None:
        """Carry out what was approved when the service ended."""
        access = self.service.context.access
        now, left = access.now(), ApprovalState.APPROVED
        for approval in access.approvals.approvals(None, left, now, None, 1_000):
            try:
                self.carry_out(approval)
            except Exception as error:
                _logger.error("approval_not_carried_out", approval=approval.id, error=repr(error))


def install(app: FastAPI) -> None:
    """Make an app answer what waits for a second person with 202 and the approval."""
    app.add_exception_handler(Held, _held)


async def _held(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Held)
    view = ApprovalView.of(error.approval, error.now)
    place = {"Location": f"/v1/approvals/{error.approval.id}"}
    return JSONResponse(view.model_dump(mode="json"), status_code=202, headers=place)
