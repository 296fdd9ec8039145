"""Nodes: where the chain is. One in process, one behind a URL, the same to all that use them."""

from sfc.chain.nodes.node import (
    Block,
    CannotPay,
    Fees,
    Included,
    Log,
    Node,
    NonceRefused,
    Reverted,
)

__all__ = [
    "Block",
    "CannotPay",
    "Fees",
    "Included",
    "Log",
    "Node",
    "NonceRefused",
    "Reverted",
]
