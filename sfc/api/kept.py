"""Answers to reads that many ask again and again, kept as long as they are sure to be the same."""

from collections.abc import Hashable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sfc.api.callers import Caller
from sfc.api.state import Service
from sfc.domain.errors import SfcError

MOST_KEPT = 1_000
LARGEST_KEPT = 64_000
"""Bytes of a body."""


@dataclass(frozen=True, slots=True)
class _State:
    """What an answer follows from, besides the request."""

    caller: Caller
    mark: int
    now: int

    def is_still(self, other: "_State | None") -> bool:
        """Whether nothing was written, the second is not over, nor the caller looked up anew."""
        return other is not None and (
            self.caller is other.caller and (self.mark, self.now) == (other.mark, other.now)
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    state: _State
    start: Message
    body: bytes


class Kept:
    """ASGI middleware. The same request, to the byte, in the same state has the same answer.

    That holds for the operations of which `sfc.api.access` says that they are kept, and only where
    looking at the state waits for nothing: on the embedded chain, whose clock is in this process,
    with a database that tells of changes. Elsewhere every request is passed on.
    """

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._callers = service.callers
        self._store = service.context.store
        self._clock = service.context.clock if service.context.sandbox else None
        self._answers: dict[Hashable, _Answer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not _may_be_kept(scope):
            await self._app(scope, receive, send)
            return
        request = scope["path"], scope["query_string"], tuple(map(tuple, scope["headers"]))
        known, state = self._answers.get(request), self._state(scope)
        if known is not None and known.state.is_still(state):
            await send({**known.start})  # headers are added to it
            await send({"type": "http.response.body", "body": known.body})
            return
        started: list[Message] = []

        async def send_and_keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append({**message})
            # what an answer is made from must not have changed while it was made
            elif state is not None and _is_whole(message) and state.is_still(self._state(scope)):
                self._keep(request, _Answer(state, started[0], message["body"]))
            await send(message)

        await self._app(scope, receive, send_and_keep)

    def _state(self, scope: Scope) -> _State | None:
        """How things stand; None where that is not known at once."""
        if self._clock is None or (mark := self._store.mark()) is None:
            return None
        headers: dict[bytes, bytes] = dict(reversed(scope["headers"]))  # of several the first
        _, _, key = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        address = scope["client"][0] if scope.get("client") else ""
        try:
            caller = self._callers.remembered(key, address)
        except SfcError:
            return None
        return None if caller is None else _State(caller, mark, self._clock.now())

    def _keep(self, request: Hashable, answer: _Answer) -> None:
        if answer.start["status"] not in (200, 304):
            return
        if len(self._answers) >= MOST_KEPT:
            self._answers.clear()
        self._answers[request] = answer


def _may_be_kept(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["app"].state.kept.fullmatch(scope["path"]) is not None
    )


def _is_whole(message: Message) -> bool:
    body = message.get("body", b"")
    return not message.get("more_body", False) and len(body) <= LARGEST_KEPT
