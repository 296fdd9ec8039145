"""Whoever waits for an answer is told one to a question that was put after it came."""

import asyncio
from collections.abc import Callable, Coroutine
from itertools import count
from threading import Event
from typing import Any

import pytest

from sfc.api import together
from sfc.api.looked import RequestClock
from sfc.api.together import Together
from sfc.domain.days import Day, day_start, ledger_day


def on_a_loop(play: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(play())


async def until(holds: Callable[[], bool]) -> None:
    while not holds():
        await asyncio.sleep(0)


def test_who_comes_while_it_is_asked_is_told_the_next_answer() -> None:
    numbers, began, go = count(1), [Event() for _ in range(3)], [Event() for _ in range(3)]

    def question() -> int:
        number = next(numbers)
        began[number].set()
        go[number].wait(10)
        return number

    async def play() -> None:
        asks = Together(question)
        first = asyncio.create_task(asks.answer())
        await until(began[1].is_set)
        later = [asyncio.create_task(asks.answer()) for _ in range(5)]
        await asyncio.sleep(0)
        later[4].cancel()
        assert not began[2].is_set()
        go[1].set()
        assert await first == 1
        assert not any(each.done() for each in later[:4])
        go[2].set()
        assert await asyncio.gather(*later[:4]) == [2] * 4
        assert next(numbers) == 3

    on_a_loop(play)


def test_a_question_that_fails_has_no_answer_and_the_next_one_is_put() -> None:
    numbers = count(0)

    async def play() -> None:
        asks = Together(lambda: 1 // next(numbers))
        assert [await asks.answer(), await asks.answer()] == [None, 1]

    on_a_loop(play)


def test_nobody_waits_for_an_answer_that_does_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "PATIENCE", 0.01)
    began, go, answers = Event(), Event(), iter([1, 2])

    def question() -> int:
        began.set()
        go.wait(10)
        return next(answers)

    async def play() -> None:
        asks = Together(question)
        first = asyncio.create_task(asks.answer())
        await until(began.is_set)
        assert [await asks.answer(), await first, await asks.answer()] == [None] * 3
        monkeypatch.setattr(together, "PATIENCE", 10)
        go.set()
        await until(lambda: not asks._is_late)
        assert await asks.answer() == 2

    on_a_loop(play)


class Ticking:
    """Another second at each look."""

    def __init__(self) -> None:
        self.second = 1_000

    def now(self) -> int:
        self.second += 1
        return self.second

    def today(self) -> Day:
        return ledger_day(self.now())


def test_a_request_sees_one_moment_and_an_answer_is_good_for_what_was_looked_at() -> None:
    unread, daily, exact = (RequestClock(Ticking(), 8) for _ in range(3))
    assert not unread.is_read and unread.is_still(0)
    assert daily.today() == daily.today() == 0 and exact.now() == exact.now() == 1_001
    midnight = day_start(Day(1))
    assert daily.is_still(midnight - 1) and not daily.is_still(midnight)
    assert exact.is_still(1_001) and not exact.is_still(1_002)
    assert exact.today() == 0 and not exact.is_still(1_002)
