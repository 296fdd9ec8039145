"""Answers to reads that many ask again and again, kept as long as they are sure to be the same."""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sfc.api.callers import Caller
from sfc.api.looked import RequestClock
from sfc.api.state import CLOCK, Service
from sfc.api.together import Together
from sfc.domain.errors import SfcError

T = TypeVar("T")

MOST_KEPT = 1_000
LARGEST_KEPT = 64_000
"""Bytes of a body."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer, and what it follows from besides the request."""

    caller: Caller
    mark: Hashable
    clock: RequestClock
    start: Message
    body: bytes


class Kept:
    """ASGI middleware. The same request, to the byte, in the same state has the same answer.

    That holds for the operations of which `sfc.api.access` says that they are kept: they follow
    from the caller, from the database, and from as much of the ledger's clock as was looked at. A
    kept answer is given only if all three are found to be the same after it was asked for. Where
    that means asking the database's server or the node, it is asked once for all who wait. What
    cannot be looked at is no state: then every request is passed on.
    """

    def __init__(self, app: ASGIApp, service: Service) -> None:
        context = service.context
        self._app = app
        self._callers = service.callers
        self._context = context
        self._costs = context.store.mark_waits
        self._mark = _looking(context.store.mark, waits=self._costs)
        self._now = _looking(context.clock.now, waits=context.sandbox is None)
        self._answers: dict[Hashable, _Answer | None] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not _may_be_kept(scope):
            await self._app(scope, receive, send)
            return
        request = scope["path"], scope["query_string"], tuple(map(tuple, scope["headers"]))
        clock = scope[CLOCK] = RequestClock(self._context.clock, self._context.utc_offset_hours)
        if self._costs and request not in self._answers:
            self._keep(request, None)  # what is asked for only once is not worth the questions
            await self._app(scope, receive, send)
            return
        known, caller = self._answers.get(request), self._caller(scope)
        mark = None if caller is None else await self._mark()
        if known is not None and (known.caller, known.mark) == (caller, mark):
            now = await self._now() if known.clock.is_read else None
            if not known.clock.is_read or (now is not None and known.clock.is_still(now)):
                await send({**known.start})  # headers are added to it
                await send({"type": "http.response.body", "body": known.body})
                return
        started: list[Message] = []

        async def send_and_keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append({**message})
            elif caller is not None and mark is not None and _is_good(started[0], message):
                # with the mark of before: what is written meanwhile may be in it or not
                answer = _Answer(caller, mark, clock, started[0], message["body"])
                self._keep(request, answer)
            await send(message)

        await self._app(scope, receive, send_and_keep)

    def _caller(self, scope: Scope) -> Caller | None:
        """Who is asking; None where that is not known at once."""
        headers: dict[bytes, bytes] = dict(reversed(scope["headers"]))  # of several the first
        _, _, key = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        address = scope["client"][0] if scope.get("client") else ""
        try:
            return self._callers.remembered(key, address)
        except SfcError:
            return None

    def _keep(self, request: Hashable, answer: _Answer | None) -> None:
        if len(self._answers) >= MOST_KEPT:
            self._answers.clear()
        self._answers[request] = answer


def _looking(question: Callable[[], T | None], *, waits: bool) -> Callable[[], Awaitable[T | None]]:
    """Ask, together with others where it `waits` for somebody; None where there is no answer."""

    def look() -> T | None:
        try:
            return question()
        except SfcError:
            return None

    async def at_once() -> T | None:
        return look()

    return Together(look).answer if waits else at_once


def _may_be_kept(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["app"].state.kept.fullmatch(scope["path"]) is not None
    )


def _is_good(start: Message, message: Message) -> bool:
    is_whole = not message.get("more_body", False)
    return is_whole and len(message["body"]) <= LARGEST_KEPT and start["status"] in (200, 304)
