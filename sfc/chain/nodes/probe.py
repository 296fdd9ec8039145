"""What a node can do, asked rather than assumed: one report, before anything is built on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sfc.chain.nodes.addresses import hex_text
from sfc.chain.nodes.fees import FeePolicy
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.rpcerror import RpcError
from sfc.domain.errors import ChainUnavailable, NodeUnfit

# Creation code that uses one instruction and gives back what shows that it is there.
_INSTRUCTIONS = {
    "PUSH0": ("5f60005260206000f3", bytes(32)),
    "MCOPY": ("602a6000526020600060205e60206020f3", (42).to_bytes(32, "big")),
    "TLOAD, TSTORE": ("602a60005d60005c60005260206000f3", (42).to_bytes(32, "big")),
}
_BLS_ADD = "0x" + "0b".rjust(40, "0")  # a precompiled contract that Prague brought
_NOBODY = "0x" + "11" * 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a node was asked; `lacks` says what is missing, if it is needed."""

    about: str
    found: str
    lacks: str | None = None


@dataclass(frozen=True, slots=True)
class Demands:
    """What a deployment asks for, at most: bytes of a contract, of code that makes one, and gas."""

    runtime: int = 0
    creation: int = 0
    gas: int = 0


def probe(node: JsonRpcNode, policy: FeePolicy, demands: Demands = Demands()) -> list[Finding]:
    """Ask a node whether it can carry the ledger; with `demands` also, whether it takes them.

    Raises ChainUnavailable if the node does not answer.
    """
    head = node.request("eth_getBlockByNumber", "latest", False)
    return [
        Finding("client", str(_tried(node, "web3_clientVersion") or "does not say")),
        Finding("chain", str(node.chain_id)),
        Finding("newest block", f"{int(head['number'], 16):,}"),
        *_fees(node, policy, head),
        _finalized(node),
        _pending(node),
        _events(node, int(head["number"], 16)),
        *_instructions(node),
        _prague(node),
        _gas(head, demands.gas),
        *_sizes(node, demands),
    ]


def require(findings: Sequence[Finding]) -> None:
    """Raise NodeUnfit with all that is missing, if anything is."""
    if missing := [finding.lacks for finding in findings if finding.lacks]:
        raise NodeUnfit("; ".join(missing))


def _tried(node: JsonRpcNode, method: str, *params: Any) -> Any:
    """The answer, or None where the node has none."""
    try:
        return node.request(method, *params)
    except RpcError:
        return None


def _fees(node: JsonRpcNode, policy: FeePolicy, head: Any) -> Iterator[Finding]:
    base = head.get("baseFeePerGas")
    wei = None if base is None else int(base, 16)
    lacks = (
        "gas is to be free, and blocks have a base fee" if policy.kind == "free" and wei else None
    )
    yield Finding("base fee", "none: legacy fees" if wei is None else f"{wei:,} wei", lacks)
    history = _tried(node, "eth_feeHistory", "0x1", "latest", [])
    yield Finding("eth_feeHistory", "answers" if history else "does not answer")
    if policy.kind == "free":
        return
    legacy = policy.kind == "legacy" or wei is None
    method = "eth_gasPrice" if legacy else "eth_maxPriorityFeePerGas"
    asked = _tried(node, method)
    needed = legacy or policy.tip is None
    lacks = f"{method} does not answer" if asked is None and needed else None
    found = "does not answer" if asked is None else f"{int(asked, 16):,} wei"
    yield Finding(method, found, lacks)


def _finalized(node: JsonRpcNode) -> Finding:
    block = _tried(node, "eth_getBlockByNumber", "finalized", False)
    found = (
        f"block {int(block['number'], 16):,}" if block else "not told: SFC_FINALITY counts blocks"
    )
    return Finding("finalized block", found)


def _pending(node: JsonRpcNode) -> Finding:
    nonce = _tried(node, "eth_getTransactionCount", _NOBODY, "pending")
    lacks = None if nonce else "eth_getTransactionCount does not know pending transactions"
    block = _tried(node, "eth_getBlockByNumber", "pending", False)
    return Finding("pending block", "there" if block else "not told: the newest counts", lacks)


def _events(node: JsonRpcNode, head: int) -> Finding:
    """How many blocks' events it gives at once; those of an address that has none."""
    try:
        node.logs(0, head, [_NOBODY])
    except ChainUnavailable as error:
        return Finding("eth_getLogs", error.reason, f"eth_getLogs: {error.reason}")
    most = node.most_blocks
    return Finding("eth_getLogs", "the whole chain at once" if most is None else f"{most:,} blocks")


def _create(node: JsonRpcNode, code: bytes) -> bytes | str:
    """What creation code gives back, or what the node says instead."""
    try:
        answer = node.request("eth_call", {"from": _NOBODY, "data": hex_text(code)}, "latest")
    except RpcError as error:
        return error.message
    return bytes.fromhex(answer[2:])


def _instructions(node: JsonRpcNode) -> Iterator[Finding]:
    for name, (code, expected) in _INSTRUCTIONS.items():
        there = _create(node, bytes.fromhex(code)) == expected
        lacks = None if there else f"its EVM has no {name}"
        yield Finding(f"instruction {name}", "there" if there else "missing", lacks)


def _prague(node: JsonRpcNode) -> Finding:
    """Whether Prague's rules are in force. The contracts get along without what it brought."""
    nothing = hex_text(bytes(256))  # two points at infinity
    answer = _tried(node, "eth_call", {"to": _BLS_ADD, "data": nothing}, "latest")
    return Finding("Prague", "in force" if answer == hex_text(bytes(128)) else "not in force")


def _gas(head: Any, needed: int) -> Finding:
    limit = int(head["gasLimit"], 16)
    lacks = f"a block has {limit:,} gas, and {needed:,} are needed" if limit < needed else None
    return Finding("gas of a block", f"{limit:,}", lacks)


def _sizes(node: JsonRpcNode, demands: Demands) -> Iterator[Finding]:
    """Whether contracts may be as large as ours."""
    runtime, creation = demands.runtime, demands.creation
    makes = bytes.fromhex(f"62{runtime:06x}6000f3")
    checks: tuple[tuple[str, int, bytes, Callable[[bytes | str], bool]], ...] = (
        ("a contract", runtime, makes, lambda made: made == bytes(runtime)),
        ("creation code", creation, bytes(creation), lambda made: made == b""),
    )
    for about, size, code, fits in checks:
        if size:
            made = _create(node, code)
            ok = fits(made)
            lacks = None if ok else f"{about} of {size:,} bytes is refused ({_short(made)})"
            yield Finding(f"{about} of {size:,} bytes", "taken" if ok else "refused", lacks)


def _short(answer: bytes | str) -> str:
    return answer if isinstance(answer, str) else f"{len(answer)} bytes came back"
