"""Merkle trees over the leaves of a batch, built from the interface's words."""

from collections.abc import Sequence

from eth_abi import encode
from eth_utils import keccak

from tests.contracts.world import OBLIGOR, RECORDED, SUPPLIER1, Invoice


def leaf(
    stated: Invoice, supplier: int = SUPPLIER1, obligor: int = OBLIGOR, round: int = 0
) -> bytes:
    """The leaf of what a supplier states."""
    word = RECORDED | round << 11 | stated.currency << 16 | stated.terms << 24
    word |= stated.due_day << 40 | obligor << 64 | supplier << 96 | stated.face << 128
    named = (word, stated.issue_day, stated.invoice, stated.evidence)
    return bytes(keccak(keccak(encode(["uint256", "uint24", "bytes32", "bytes32"], named))))


def parent(one: bytes, other: bytes) -> bytes:
    """The smaller child comes first."""
    return bytes(keccak(min(one, other) + max(one, other)))


class Tree:
    """A node without a sibling moves up as it is."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._levels = [list(leaves)]
        while len(level := self._levels[-1]) > 1:
            pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
            self._levels.append([parent(*pair) if len(pair) == 2 else pair[0] for pair in pairs])

    @property
    def root(self) -> bytes:
        """Of all leaves."""
        return self._levels[-1][0]

    def proof(self, index: int) -> list[bytes]:
        """Siblings of a leaf, from below."""
        found = []
        for level in self._levels[:-1]:
            if index ^ 1 < len(level):
                found.append(level[index ^ 1])
            index //= 2
        return found
