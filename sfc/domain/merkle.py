"""Merkle trees in which the smaller child comes first, so that a proof needs no sides.

A node without a sibling moves up as it is. What a leaf is, and how two children make a node, is for
those who use the tree: see `sfc.domain.evidence`, and the contracts' batches.
"""

from collections.abc import Callable, Iterable, Sequence

Parent = Callable[[bytes, bytes], bytes]
"""How two children make a node, the smaller given first."""


class Tree:
    """A tree over leaves in their order. Raises ValueError for none, or if one is there twice."""

    def __init__(self, leaves: Iterable[bytes], parent: Parent) -> None:
        self._levels = [tuple(leaves)]
        if not self._levels[0]:
            raise ValueError("a tree needs at least one leaf")
        self._places = {leaf: place for place, leaf in enumerate(self._levels[0])}
        if len(self._places) < len(self._levels[0]):
            raise ValueError("a leaf stands twice in the tree")
        while len(level := self._levels[-1]) > 1:
            self._levels.append(tuple(_above(level, parent)))

    @property
    def root(self) -> bytes:
        """What commits to all leaves."""
        return self._levels[-1][0]

    def path_to(self, leaf: bytes) -> tuple[bytes, ...]:
        """Give the siblings from a leaf up to the root. Raises KeyError for no leaf of the tree."""
        place, path = self._places[leaf], []
        for level in self._levels[:-1]:
            if (sibling := place ^ 1) < len(level):
                path.append(level[sibling])
            place //= 2
        return tuple(path)


def root_above(leaf: bytes, path: Iterable[bytes], parent: Parent) -> bytes:
    """Give the root to which a path leads from a leaf."""
    node = leaf
    for sibling in path:
        node = parent(*sorted((node, sibling)))
    return node


def _above(level: Sequence[bytes], parent: Parent) -> Iterable[bytes]:
    for place in range(0, len(level) - 1, 2):
        yield parent(*sorted(level[place : place + 2]))
    if len(level) % 2:
        yield level[-1]
