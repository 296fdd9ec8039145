"""The tree under a batch's root, as the contracts check it."""

from collections.abc import Iterable

from eth_abi import encode
from eth_utils import keccak

from sfc.domain.ids import ParticipantId
from sfc.domain.merkle import Tree
from sfc.domain.receivable import Status
from sfc.domain.statements import Statement


def batch_leaf(
    obligor: ParticipantId, supplier: ParticipantId, statement: Statement, round: int = 0
) -> bytes:
    """Give what stands for a statement in a batch; `round` is how often it was cancelled before."""
    # the receivable as it would be recorded: see contracts/types/ReceivableWord.sol
    word = Status.RECORDED | round << 11 | statement.currency << 16 | statement.terms << 24
    word |= statement.due_day << 40 | obligor << 64 | supplier << 96 | statement.face << 128
    named = (word, statement.issue_day, statement.invoice, statement.evidence_root)
    return bytes(keccak(keccak(encode(["uint256", "uint24", "bytes32", "bytes32"], named))))


def batch_tree(leaves: Iterable[bytes]) -> Tree:
    """Give the tree over leaves. Raises ValueError without any, or if one is there twice."""
    return Tree(leaves, lambda smaller, larger: bytes(keccak(smaller + larger)))
