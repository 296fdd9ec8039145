"""One question for all who want to know the same thing at the same time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE = 0.25
"""Seconds that anybody waits for an answer."""


class Together(Generic[T]):
    """Asks on a thread of its own, and tells only those who were there before it asked.

    So nobody is told anything older than itself: who comes while a question is under way waits for
    the next one. It may be used on one event loop.
    """

    def __init__(self, question: Callable[[], T | None]) -> None:
        self._question = question
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="asking")
        self._waiting: list[asyncio.Future[T | None]] = []
        self._is_asking = False
        self._is_late = False

    async def answer(self) -> T | None:
        """What is answered to a question put after this call; None if it fails, or takes long."""
        if self._is_late:
            return None
        told: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(told)
        if not self._is_asking:
            self._ask()
        return await told

    def _ask(self) -> None:
        self._is_asking = True
        loop, asked = asyncio.get_running_loop(), self._waiting
        self._waiting = []
        alarm = loop.call_later(PATIENCE, self._late, asked)

        def over(done: Future[T | None]) -> None:
            loop.call_soon_threadsafe(self._over, done, asked, alarm)

        self._thread.submit(self._question).add_done_callback(over)

    def _over(
        self,
        done: Future[T | None],
        asked: list[asyncio.Future[T | None]],
        alarm: asyncio.TimerHandle,
    ) -> None:
        alarm.cancel()
        self._is_asking = self._is_late = False
        _tell(asked, None if done.exception() else done.result())
        if self._waiting:
            self._ask()

    def _late(self, asked: list[asyncio.Future[T | None]]) -> None:
        self._is_late = True
        _tell(asked, None)
        _tell(self._waiting, None)
        self._waiting = []


def _tell(asked: list[asyncio.Future[T | None]], answer: T | None) -> None:
    for each in asked:
        if not each.done():  # or who asked has gone
            each.set_result(answer)
