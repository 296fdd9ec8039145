"""Server-sent events: bounded in number and in time, ended when the service ends."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from sfc.domain.errors import TooManyStreams
from sfc.domain.feed import Entry
from sfc.ports import Feed, FeedFilter

LOOK_SECONDS = 0.2
"""How often it is seen whether there is anything new, for all streams together."""

HEARTBEAT_SECONDS = 15.0
"""After so long without an event something is sent, so that a dead connection is noticed."""

LONGEST_SECONDS = 900.0
"""A stream ends then; whoever comes back shows its credential again."""

AT_ONCE = 100
"""Entries read at once."""


class Streams:
    """The streams of a service: `most` in all, `most_each` for one caller."""

    def __init__(self, feed: Feed, most: int = 100, most_each: int = 5) -> None:
        self._feed = feed
        self._most = most
        self._most_each = most_each
        self._open: Counter[str] = Counter()
        self._newest = 0
        self._looked = float("-inf")
        self._closing = False

    def close(self) -> None:
        """Have all streams end, and begin no other."""
        self._closing = True

    def open(self, caller: str, wanted: FeedFilter, after: int) -> StreamingResponse:
        """Follow what is told after a place. Raises TooManyStreams."""
        if self._closing or self._open.total() >= self._most:
            raise TooManyStreams(self._most)
        if self._open[caller] >= self._most_each:
            raise TooManyStreams(self._most_each)
        self._open[caller] += 1
        return _Stream(self._follow(wanted, after), lambda: self._ended(caller))

    def _ended(self, caller: str) -> None:
        self._open[caller] -= 1
        self._open += Counter()  # without those that have none

    async def _follow(self, wanted: FeedFilter, after: int) -> AsyncIterator[str]:
        started = said = time.monotonic()
        yield "retry: 2000\n\n"
        while not self._closing and (now := time.monotonic()) - started < LONGEST_SECONDS:
            newest = await self._look(now)
            if newest > after:
                entries = await run_in_threadpool(self._feed.entries, wanted, after, AT_ONCE)
                for entry in entries:
                    yield _written(entry)
                    said = now
                if len(entries) == AT_ONCE:
                    after = entries[-1].number
                    continue
                after = max([newest, *(entry.number for entry in entries[-1:])])
            if now - said >= HEARTBEAT_SECONDS:
                yield ": still here\n\n"
                said = now
            await asyncio.sleep(LOOK_SECONDS)

    async def _look(self, now: float) -> int:
        """The newest place, asked for by one stream for all."""
        if now - self._looked >= LOOK_SECONDS:
            self._looked = now
            self._newest = await run_in_threadpool(self._feed.newest)
        return self._newest


class _Stream(StreamingResponse):
    """Says when it is over, however it ends."""

    def __init__(self, content: AsyncIterator[str], over: Callable[[], None]) -> None:
        super().__init__(content, media_type="text/event-stream")
        self._over = over

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._over()


def _written(entry: Entry) -> str:
    document = entry.document()
    return f"id: {entry.id}\nevent: {document['type']}\ndata: {json.dumps(document)}\n\n"


def _streams(request: Request) -> Streams:
    found: Streams = request.app.state.streams
    return found


StreamsDep = Annotated[Streams, Depends(_streams)]
"""The streams of the service."""
