"""A tree of what may become receivables, and what is left of it once it is posted.

What a proof proves is that a leaf stands in a tree; how trees are hashed is not told here.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Leaf(NamedTuple):
    """A receivable as it would be recorded."""

    obligor: int
    supplier: int
    round: int
    currency: int
    terms: int
    face: int
    issue_day: int
    due_day: int
    invoice: bytes
    evidence: bytes


class Tree(NamedTuple):
    """What an obligor promises; on the ledger only its root stands."""

    leaves: tuple[Leaf, ...]


class Proof(NamedTuple):
    """That the leaf in that place stands in a tree. `flaw` spoils the bytes."""

    tree: Tree
    place: int
    flaw: str = ""

    def shows(self, leaf: Leaf, tree: Tree) -> bool:
        """Whether it is a proof of that leaf in that tree."""
        return not self.flaw and self.tree == tree and self.tree.leaves[self.place] == leaf


@dataclass
class Batch:
    """What is left of a posted tree: receivables, and the sum of their faces at most."""

    left: int
    total: int
    currency: int
    latest_due: int
    posted_on: int
    valid_until: int
