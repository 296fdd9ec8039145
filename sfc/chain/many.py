"""Many questions to the core contract at once."""

from collections.abc import Iterator, Sequence
from typing import Any

from sfc.chain.batch import MAX_BATCH
from sfc.chain.contracts import core
from sfc.chain.nodes.node import Node


def ask_many(
    node: Node, contract: str, name: str, asked: Sequence[tuple[Any, ...]]
) -> Iterator[Any]:
    """What a function that only reads answers for each of these arguments, in their order.

    Where the node is better asked for several at once, the contract takes their calls as one.
    Raises Reverted, ChainUnavailable.
    """
    function, together = core()[name], core()["multicall"]
    most = min(node.calls_at_once, MAX_BATCH)
    for first in range(0, len(asked), most):
        calls = [function.encode(*arguments) for arguments in asked[first : first + most]]
        if len(calls) == 1:
            answers = [node.call(contract, calls[0])]
        else:
            answers = together.decode(node.call(contract, together.encode(calls)))
        yield from map(function.decode, answers)
