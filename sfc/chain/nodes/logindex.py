"""The events of a chain in the order in which they happened, found by block."""

from bisect import bisect_left
from collections.abc import Sequence

from sfc.chain.nodes.node import Log


class LogIndex:
    """Events of consecutive blocks. Looking a range up costs what it returns, not the chain."""

    def __init__(self) -> None:
        self._logs: list[Log] = []
        self._blocks: list[int] = []

    def add(self, log: Log) -> None:
        """Append an event of the newest block."""
        self._logs.append(log)
        self._blocks.append(log.block)

    def between(self, first: int, last: int) -> Sequence[Log]:
        """Events of these blocks, both ends included."""
        start, end = bisect_left(self._blocks, first), bisect_left(self._blocks, last + 1)
        return self._logs[start:end]

    def cut(self, block: int) -> None:
        """Forget all after a block."""
        keep = bisect_left(self._blocks, block + 1)
        del self._logs[keep:], self._blocks[keep:]
