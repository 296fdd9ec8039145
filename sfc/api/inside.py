"""Requests that the service makes to itself: what waited for somebody, or was left unfinished."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message, Scope

from sfc.api.prefer import LONGEST_WAIT_SECONDS

_RESUMED = "sfc.resumed"


def resuming(party: str) -> dict[str, str]:
    """What a request has in its scope that goes on with what a party asked for.

    Nothing that comes from outside can have it there.
    """
    return {_RESUMED: party}


def resumed(scope: Scope) -> str | None:
    """The party whose request the service goes on with."""
    found: str | None = scope.get(_RESUMED)
    return found


def ask(
    app: ASGIApp,
    method: str,
    target: str,
    key: str,
    body: bytes,
    own: Mapping[str, Any],
    *,
    returns: str = "",
) -> tuple[int, bytes]:
    """Make a request, wait for it as long as may be, and give status and body of the answer.

    `target` is path and query, `key` the idempotency key, `own` goes into the scope, `returns` is
    what is preferred to the result. Not for a thread that runs an event loop.
    """
    return asyncio.run(_ask(app, {**_scope(method, target, key, body, returns), **own}, body))


def _scope(method: str, target: str, key: str, body: bytes, returns: str) -> Scope:
    path, _, query = target.partition("?")
    headers = {
        "content-type": "application/json",
        "content-length": str(len(body)),
        "idempotency-key": key,
        "prefer": f"wait={LONGEST_WAIT_SECONDS}" + (f", return={returns}" if returns else ""),
    }
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        "client": None,
        "server": None,
        "state": {},
    }


async def _ask(app: ASGIApp, scope: Scope, body: bytes) -> tuple[int, bytes]:
    status, answer, given = 0, bytearray(), False

    async def receive() -> Message:
        nonlocal given
        if given:
            return {"type": "http.disconnect"}
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)
        answer.extend(message.get("body", b""))

    await app(scope, receive, send)
    return status, bytes(answer)
