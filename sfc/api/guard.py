"""Around every request: limits, an id, a line in the log, safe headers, never a traceback."""

import secrets
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sfc.api.problems import problem
from sfc.domain.errors import (
    InternalError,
    MediaTypeUnsupported,
    RequestMalformed,
    RequestTooLarge,
    SfcError,
)
from sfc.domain.plain_json import check_depth

_logger = structlog.get_logger("sfc.api")

MOST_BYTES = 1_000_000
"""Largest body of a request, where nothing else is allowed."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be sent to one path: more bytes, or `anything` that need not be JSON."""

    most_bytes: int
    anything: bool = False


_RULE = Allowance(MOST_BYTES)

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """ASGI middleware. Bodies are read whole before anything is done.

    They are JSON of at most MOST_BYTES, but for paths with an allowance of their own: there nothing
    is read before `admit` has seen the `Authorization` header, and raised nothing. It logs method,
    path, status and time; never bodies, queries or credentials.
    """

    def __init__(
        self,
        app: ASGIApp,
        allowances: Mapping[str, Allowance],
        admit: Callable[[str], object],
    ) -> None:
        self._app = app
        self._allowances = allowances
        self._admit = admit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, started, status = f"req_{secrets.token_hex(8)}", time.perf_counter(), 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["Request-Id"] = request
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            try:
                allowed = await self._allowed(scope)
                body = await _body(scope, receive, allowed)
            except SfcError as refusal:
                await problem(refusal)(scope, receive, send_guarded)
            else:
                await self._app(scope, _again(body, receive), send_guarded)
        except Exception:
            # as plain text: pretty tracebacks would show the values of variables
            _logger.error(
                "request_failed",
                request=request,
                path=scope["path"],
                traceback=traceback.format_exc(),
            )
            if status:
                raise
            await problem(InternalError(request))(scope, receive, send_guarded)
        milliseconds = round(1000 * (time.perf_counter() - started), 1)
        _logger.info(
            "request",
            request=request,
            method=scope["method"],
            path=scope["path"],
            status=int(status),
            milliseconds=milliseconds,
        )

    async def _allowed(self, scope: Scope) -> Allowance:
        """What may be sent. Raises Unauthorised where that is much, to whom nobody knows."""
        allowed = self._allowances.get(scope["path"])
        if allowed is None:
            return _RULE
        await run_in_threadpool(self._admit, Headers(scope=scope).get("authorization", ""))
        return allowed


async def _body(scope: Scope, receive: Receive, allowed: Allowance) -> bytes:
    """Read the whole body.

    Raises RequestTooLarge, MediaTypeUnsupported if it is not JSON, and RequestMalformed for one
    nested deeper than any form here.
    """
    most = allowed.most_bytes
    headers = Headers(scope=scope)
    body = bytearray()
    more = int(headers.get("content-length", "0")) <= most
    if not more:
        raise RequestTooLarge(most)
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            raise RequestTooLarge(most)
    if allowed.anything:
        return bytes(body)
    given = headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and given != "application/json":
        raise MediaTypeUnsupported(given)
    try:
        check_depth(body.decode(errors="replace"))
    except ValueError as error:
        raise RequestMalformed(str(error)) from error
    return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read to the application, and then what else comes."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
