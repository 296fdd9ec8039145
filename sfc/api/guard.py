"""Around every request: limits, an id, a line in the log, safe headers, never a traceback."""

import asyncio
import json
import secrets
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sfc.api import inside
from sfc.api.limits import Limits
from sfc.api.problems import FieldError, problem
from sfc.api.rates import Rates
from sfc.domain.errors import (
    EncodingUnsupported,
    HeadersTooLarge,
    InternalError,
    MediaTypeUnsupported,
    RateLimited,
    RequestMalformed,
    RequestTimedOut,
    RequestTooLarge,
    SfcError,
)
from sfc.domain.plain_json import check_depth, read_strictly

_logger = structlog.get_logger("sfc.api")

MOST_BYTES = 1_000_000
"""Largest body of a request, where nothing else is allowed."""

MOST_HEADER_BYTES = 16_384
"""Largest address and headers together."""


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
    is read before `admit` has seen the `Authorization` header and the address from which it comes,
    and raised nothing. It logs method,
    path, status and time; never bodies, queries or credentials.
    """

    def __init__(
        self,
        app: ASGIApp,
        allowances: Mapping[str, Allowance],
        admit: Callable[[str, str | None], object],
        limits: Limits = Limits(),  # noqa: B008  # frozen
    ) -> None:
        self._app = app
        self._allowances = allowances
        self._admit = admit
        self._seconds = limits.request_seconds
        self._rates = Rates(limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = _Request(scope, receive, send, self._seconds)
        try:
            try:
                body = await self._checked(request)
            except _HungUp:
                pass
            except _NoJson as mistake:
                await request.refuse(RequestMalformed(f"body: {mistake}"), [mistake.field])
            except SfcError as refusal:
                await request.refuse(refusal)
            else:
                await self._app(scope, _again(body, receive), request.send)
        except Exception:
            # as plain text: pretty tracebacks would show the values of variables
            _logger.error(
                "request_failed",
                request=request.id,
                path=scope["path"],
                traceback=traceback.format_exc(),
            )
            if request.status:
                raise
            await request.refuse(InternalError(request.id))
        request.over()

    async def _checked(self, request: "_Request") -> bytes:
        """The body of a request that may be made.

        Raises SfcError and _NoJson for any other, and _HungUp.
        """
        await self._count(request)
        if request.size > MOST_HEADER_BYTES:
            raise HeadersTooLarge(MOST_HEADER_BYTES)
        allowed = self._allowances.get(request.scope["path"])
        if allowed is not None:  # that may be much: not from whom nobody knows
            shown = request.header(b"authorization")
            await run_in_threadpool(self._admit, shown, request.address)
        return await _body(request, allowed or _RULE)

    async def _count(self, request: "_Request") -> None:
        """Count a request against its credential or its address. Raises RateLimited.

        What the service asks for itself was counted when its caller asked for it.
        """
        if inside.resumed(request.scope) is not None:
            return
        credential = request.headers.get(b"authorization", b"")
        budget, is_new = self._rates.take(credential, request.address)
        if budget is None:
            return
        request.told = budget.headers
        if budget.retry_after:
            raise RateLimited(budget.retry_after)
        if is_new:
            try:
                await run_in_threadpool(self._admit, credential.decode("latin-1"), None)
            except SfcError:
                return  # the route says so and counts it, where it matters
            self._rates.know(credential)


class _Request:
    """One request on its way, and what was answered to it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, seconds: float) -> None:
        self.scope = scope
        self.receive = receive
        self.id = f"req_{secrets.token_hex(8)}"
        self.status = 0
        self.told: Sequence[tuple[bytes, bytes]] = ()
        self.headers: dict[bytes, bytes] = {}
        self.size = len(scope.get("raw_path") or b"") + len(scope.get("query_string", b""))
        for name, value in scope["headers"]:
            self.size += len(name) + len(value)
            self.headers.setdefault(name, value)  # of several the first counts, as in routes
        self.started = time.perf_counter()
        self.seconds = seconds
        self._send = send
        self._is_late = False
        self._answering: asyncio.Task[None] | None = None
        self._alarm = asyncio.get_running_loop().call_later(seconds, self._late)

    def header(self, name: bytes) -> str:
        """The value of a header; blank if it was not sent."""
        return self.headers.get(name, b"").decode("latin-1")

    @property
    def address(self) -> str:
        """Where it comes from."""
        client: tuple[str, int] | None = self.scope.get("client")
        return client[0] if client else ""

    async def send(self, message: Message) -> None:
        """Send what the application answers, with our headers; nothing once it is too late."""
        if not self._is_late:
            await self._pass_on(message)

    async def refuse(self, error: SfcError, mistakes: Sequence[FieldError] = ()) -> None:
        """Answer with a problem."""
        await problem(error, mistakes)(self.scope, self.receive, self.send)

    def over(self) -> None:
        """The application has done with it: note it in the log."""
        self._alarm.cancel()
        _logger.info(
            "request",
            request=self.id,
            method=self.scope["method"],
            path=self.scope["path"],
            status=int(self.status),
            milliseconds=round(1000 * (time.perf_counter() - self.started), 1),
        )

    async def _pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["Request-Id"] = self.id
            headers.raw.extend(self.told)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    def _late(self) -> None:
        """Answer that there is no answer. What runs on a thread runs on; nobody hears of it."""
        if not self.status:
            self._is_late = True
            self._answering = asyncio.get_running_loop().create_task(self._answer_late())

    async def _answer_late(self) -> None:
        late = problem(RequestTimedOut(int(self.seconds)))
        await late(self.scope, self.receive, self._pass_on)


class _HungUp(Exception):
    """The client left before it had said everything."""


class _NoJson(Exception):
    """A body that is no JSON, said as the validation of forms says it."""

    @property
    def field(self) -> FieldError:
        return FieldError(field="body", reason=str(self))


async def _body(request: _Request, allowed: Allowance) -> bytes:
    """Read the whole body.

    Raises RequestTooLarge, EncodingUnsupported, MediaTypeUnsupported if it is not JSON, _NoJson,
    RequestMalformed for what can be read in two ways or is nested deeper than any form here, and
    _HungUp.
    """
    most = allowed.most_bytes
    body = bytearray()
    more = int(request.header(b"content-length") or 0) <= most
    if not more:
        raise RequestTooLarge(most)
    encoding = request.header(b"content-encoding").strip().lower()
    if encoding not in ("", "identity"):
        raise EncodingUnsupported(encoding)
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":  # what came is not all there was to be
            raise _HungUp
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            raise RequestTooLarge(most)
    if body and not allowed.anything:
        _check_json(request, bytes(body))
    return bytes(body)


def _check_json(request: _Request, body: bytes) -> None:
    given = request.header(b"content-type").partition(";")[0].strip().lower()
    if given != "application/json":
        raise MediaTypeUnsupported(given)
    try:
        text = body.decode()
        check_depth(text)
        read_strictly(text)
    except json.JSONDecodeError as error:
        raise _NoJson(f"no valid JSON: {error.msg}") from None
    except UnicodeDecodeError:
        raise RequestMalformed("it is not UTF-8") from None
    except ValueError as error:
        raise RequestMalformed(str(error)) from None


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
