"""Privileged acts are logged before they are done, and what became of them before it is told."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sfc.api.callers import Caller
from sfc.api.state import Service
from sfc.app.access_context import Access
from sfc.domain.audit_log import Act
from sfc.domain.errors import NotFound

_MOST_LOGGED = 10_000


class Audited:
    """ASGI middleware: logs what became of what `ask` was told of."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def send_logged(message: Message) -> None:
            asked: Act | None = state.get("asked")
            if asked is not None and message["type"] == "http.response.start":
                outcome = replace(asked, outcome=str(message["status"]), detail={})
                await run_in_threadpool(self._log, outcome)
            await send(message)

        await self._app(scope, receive, send_logged)

    def _log(self, act: Act) -> None:
        self._service.callers.forget()
        access = self._service.context.access
        access.log.append(act, access.now())


async def ask(request: Request, service: Service, operation: str, caller: Caller | None) -> None:
    """Log that something privileged is asked for, by somebody known or not."""
    detail = dict(request.path_params) | _told(await request.body())
    if caller is not None and caller.approved:
        detail |= {"approval": caller.approved}
    user, party = (caller.user, caller.name) if caller else ("", "")

    def log() -> Act:
        access = service.context.access
        act = Act(operation, user, party, _about(access, detail) or party, "asked", detail)
        access.log.append(act, access.now())
        return act

    request.state.asked = await run_in_threadpool(log)


def _told(body: bytes) -> dict[str, Any]:
    if len(body) > _MOST_LOGGED:
        return {"body_sha256": hashlib.sha256(body).hexdigest()}
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _about(access: Access, detail: Mapping[str, Any]) -> str | None:
    """The party that is named, or whose user or credential is."""
    try:
        match detail:
            case {"participant": str(participant)}:
                return participant
            case {"credential": str(credential)}:
                return access.book.credential(credential).party
            case {"user": str(user)}:
                return access.book.user(user).party
    except NotFound:
        pass
    return None
