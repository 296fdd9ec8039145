"""Asking a node whether it can carry the ledger, without building anything on it."""

from collections.abc import Sequence

from sfc.chain.deployment import demands
from sfc.chain.nodes.fees import FeeKind, FeePolicy
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.probe import Finding, probe


def examine(url: str, fees: FeeKind, fee_cap: int | None, fee_tip: int | None) -> Sequence[Finding]:
    """Ask the node at a URL all that serving and deploying need of it. Raises ChainUnavailable."""
    policy = FeePolicy(fees, fee_cap, fee_tip)
    return probe(JsonRpcNode(url, policy=policy), policy, demands())
