"""Random sequences of {write, reorg, restart, retry, index} on a chain, and what must come of them.

A sequence is a seed. Seeds of sequences that failed once are kept in `failing_seeds.txt` beside
this, and told first.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any, Protocol

from sqlalchemy import Engine

from sfc.domain.books import Row
from sfc.indexer import Books, ChainIndexer, Folding
from sfc.ports import Events
from sfc.store import SqlBooks

KEPT = Path(__file__).with_name("failing_seeds.txt")
STEPS = ("write", "write", "write", "index", "index", "reorg", "restart", "retry")


def seeds(usual: int, share: int = 1) -> list[int]:
    """Those that failed once, then as many as FAULT_SEQUENCES says, or a `share`-th of them."""
    kept = [int(line) for line in KEPT.read_text().splitlines() if line.strip().isdigit()]
    wanted = int(os.environ.get("FAULT_SEQUENCES", "0")) // share or usual
    return [*kept, *(each for each in range(wanted) if each not in kept)]


class Chain(Protocol):
    """A chain that can be written to, and that forgets its newest blocks."""

    events: Events

    def write(self, random: Random) -> None:
        """Make a block or a few, in which something happens or nothing."""

    def reorganise(self, random: Random) -> None:
        """Forget blocks; others may take their place, or not yet."""


class Killed(BaseException):
    """The process ended in the midst of it."""


class MortalBooks:
    """Books whose process dies at the `puts`-th row that it enters."""

    def __init__(self, books: Books, puts: int) -> None:
        self._books = books
        self._puts = puts

    def remembering(self) -> "MortalBooks":
        self._books = self._books.remembering()
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._books, name)

    @contextmanager
    def folding(self) -> Iterator[Folding]:
        with self._books.folding() as folding:
            put = folding.put

            def mortal(row: Row) -> None:
                self._puts -= 1
                if self._puts < 0:
                    raise Killed
                put(row)

            folding.put = mortal  # type: ignore[method-assign]
            yield folding


class Sequence:
    """One sequence on one chain: the indexer has few blocks at a time and a short memory."""

    def __init__(self, seed: int, chain: Chain, opened: Callable[[], Engine]) -> None:
        self.told: list[str] = []
        self._random = Random(seed)
        self._chain = chain
        self._opened = opened
        self._engine = opened()
        self._batch = self._random.randint(1, 9)
        self._finality = self._random.choice((0, 2, 5, 20, 128))

    def run(self, steps: int) -> None:
        """Do random things, and index in the end."""
        for _ in range(steps):
            self.told.append(step := self._random.choice(STEPS))
            getattr(self, step)()
        self.told.append("index")
        self.index()

    def write(self) -> None:
        self._chain.write(self._random)

    def reorg(self) -> None:
        self._chain.reorganise(self._random)

    def index(self) -> None:
        assert self._indexer(self._books).catch_up() == self._chain.events.head()

    def restart(self) -> None:
        """Killed while it indexes, or before, or after; another process goes on."""
        with suppress(Killed):
            self._indexer(MortalBooks(self._books, self._random.randrange(60))).catch_up()
        self._engine = self._opened()

    def retry(self) -> None:
        """Two indexers that do the same."""
        one, other = self._indexer(self._books), self._indexer(self._books)
        assert one.catch_up() == other.catch_up() == one.catch_up()

    @property
    def _books(self) -> Any:
        return SqlBooks(self._engine)

    def _indexer(self, books: Books) -> ChainIndexer:
        return ChainIndexer(self._chain.events, books, batch=self._batch, finality=self._finality)
