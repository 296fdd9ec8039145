"""A collection that stays in order while things come and go, however many they are."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter

Entry = tuple[int, int]

_BLOCK = 256
_first = itemgetter(0)


class Ordered:
    """Pairs of numbers, all different, in ascending order.

    They lie in blocks of at most twice 256, so that no step moves more than one block.
    """

    def __init__(self) -> None:
        self._blocks: list[list[Entry]] = []

    def __len__(self) -> int:
        return sum(map(len, self._blocks))

    def add(self, entry: Entry) -> None:
        """Put an entry in its place."""
        if not self._blocks:
            self._blocks.append([entry])
            return
        at = self._block_of(entry)
        block = self._blocks[at]
        insort(block, entry)
        if len(block) > 2 * _BLOCK:
            self._blocks[at : at + 1] = [block[:_BLOCK], block[_BLOCK:]]

    def remove(self, entry: Entry) -> None:
        """Take out an entry that is there."""
        at = self._block_of(entry)
        block = self._blocks[at]
        del block[bisect_left(block, entry)]
        if not block:
            del self._blocks[at]

    def around(self, entry: Entry, most: int) -> list[Entry]:
        """Up to `most` entries below `entry`, and up to `most` from it upwards."""
        if not self._blocks:
            return []
        at = self._block_of(entry)
        place = bisect_left(self._blocks[at], entry)
        return [
            *islice(self._downwards(at, place), most),
            *islice(self._upwards(at, place), most),
        ]

    def _block_of(self, entry: Entry) -> int:
        """The last block that does not begin above the entry, or the first of all."""
        return max(0, bisect_right(self._blocks, entry, key=_first) - 1)

    def _downwards(self, at: int, place: int) -> Iterator[Entry]:
        yield from reversed(self._blocks[at][:place])
        for before in range(at - 1, -1, -1):
            yield from reversed(self._blocks[before])

    def _upwards(self, at: int, place: int) -> Iterator[Entry]:
        yield from self._blocks[at][place:]
        for after in range(at + 1, len(self._blocks)):
            yield from self._blocks[after]
