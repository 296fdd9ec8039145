"""Reading events in pieces that a node is willing to answer for."""

from collections.abc import Callable, Iterator, Sequence

from sfc.chain.nodes.node import Log
from sfc.chain.nodes.rpcerror import TooMuch
from sfc.domain.errors import ChainUnavailable

_WELL = 32
"""After so many pieces in a row that were answered, larger ones are tried."""


class Ranges:
    """How many blocks a node answers for at once: learnt from its refusals, the first too."""

    def __init__(self) -> None:
        self._most: int | None = None
        self._well = 0

    @property
    def most(self) -> int | None:
        """Most blocks that are asked for at once; None while nothing was refused."""
        return self._most

    def read(
        self, first: int, last: int, ask: Callable[[int, int], Sequence[Log]]
    ) -> Iterator[Log]:
        """All events of these blocks, both ends included; `ask` may raise TooMuch.

        A piece that is refused is halved. Raises ChainUnavailable if a single block is.
        """
        while first <= last:
            end = last if self._most is None else min(last, first + self._most - 1)
            try:
                found = ask(first, end)
            except TooMuch as refused:
                if end == first:
                    raise ChainUnavailable(f"the events of one block: {refused}") from refused
                self._most, self._well = (end - first + 1) // 2, 0
                continue
            yield from found
            first = end + 1
            self._well += 1
            if self._most is not None and self._well >= _WELL:
                self._most, self._well = 2 * self._most, 0
