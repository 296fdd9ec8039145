"""Many threads, one at a time, with what waits done together."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_SLICE_SECONDS = 0.05
_PAUSE_SECONDS = 0.001
"""Without it, the thread that lets go of a lock would have it again before any that waits."""


class _Turn(Generic[Item, Result]):
    __slots__ = ("item", "result")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.result: Result | BaseException | None = None


class Turns(Generic[Item, Result]):
    """Guards what only one thread may touch at a time.

    Whoever holds `lock` may touch it. Items that are handed in wait for the lock; the thread that
    gets it takes all that wait, up to `most`, and the others find theirs done. So a lone thread
    pays for nothing but a lock, and a crowd shares the cost of what is done once for all: sealing a
    block and writing it to the disk. `together` gives a result for each item, or the exception to
    raise to who handed it in.
    """

    def __init__(
        self, together: Callable[[Sequence[Item]], Sequence[Result | BaseException]], most: int
    ) -> None:
        self.lock = RLock()
        self._together = together
        self._most = most
        self._waiting: deque[_Turn[Item, Result]] = deque()

    def hand_in(self, item: Item) -> Result:
        """Have an item taken, and wait for what comes of it."""
        turn: _Turn[Item, Result] = _Turn(item)
        self._waiting.append(turn)
        with self.lock:
            while turn.result is None:
                self._take()
        if isinstance(turn.result, BaseException):
            raise turn.result
        return turn.result

    @contextmanager
    def in_slices(self) -> Iterator[Callable[[], None]]:
        """Hold the lock, and give what lets others have it for a moment if it was held for long.

        To be called where others may change what the lock guards.
        """
        with self.lock:
            since = time.monotonic()

            def give_way() -> None:
                nonlocal since
                if time.monotonic() - since < _SLICE_SECONDS:
                    return
                self.lock.release()
                time.sleep(_PAUSE_SECONDS)
                self.lock.acquire()
                since = time.monotonic()

            yield give_way

    def _take(self) -> None:
        turns = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
        results: Sequence[Result | BaseException]
        try:
            results = self._together([turn.item for turn in turns])
        except BaseException as error:  # nobody may wait for ever
            results = [error] * len(turns)
        for turn, result in zip(turns, results, strict=True):
            turn.result = result
