"""Refusals that come from the chain itself or from the way to it."""

from sfc.domain.errors.base import SfcError


class ChainUnavailable(SfcError):
    """The chain node does not answer, or not in time, because of `reason`."""

    code = "chain_unavailable"
    template = "the chain cannot be reached: {reason}; try again later"
    reason: str


class TransactionFailed(SfcError):
    """`transaction` was included and reverted with something that is no error of the contracts."""

    code = "transaction_failed"
    template = "transaction {transaction} failed: {reason}"
    transaction: str
    reason: str


class WrongChain(SfcError):
    """The node serves chain `actual`, and `expected` was asked for."""

    code = "wrong_chain"
    template = "the node serves chain {actual}, expected chain {expected}: check the URL"
    expected: int
    actual: int


class NotFunded(SfcError):
    """`account` has `has` wei for transaction fees and `needed` are required."""

    code = "not_funded"
    template = "{account} has {has} wei for fees, {needed} are needed: fund it first"
    account: str
    has: int
    needed: int


class FeesAboveCap(SfcError):
    """The chain asks for at least `asked` wei per gas, and no more than `cap` may be offered."""

    code = "fees_above_cap"
    template = "the chain asks for {asked} wei per gas, and {cap} is the cap: wait, or raise it"
    asked: int
    cap: int


class NodeUnfit(SfcError):
    """The node lacks something without which the ledger cannot run on it."""

    code = "node_unfit"
    template = "this node cannot carry the ledger: {lacks}; see docs/nodes.md"
    lacks: str


class FinalityBroken(SfcError):
    """Block `block` was `depth` blocks deep or deeper, hence final, and is gone from the chain."""

    code = "finality_broken"
    template = (
        "block {block} was final ({depth} blocks deep) and is not on the node's chain: find out "
        "why before anything else, then run sfc reindex"
    )
    block: int
    depth: int


class ManifestMismatch(SfcError):
    """The deployment manifest says `expected` of `subject`, and `actual` was found."""

    code = "manifest_mismatch"
    template = "the manifest has {expected} for {subject}, found {actual}: use its own manifest"
    subject: str
    expected: str
    actual: str


class KeyNotHeld(SfcError):
    """The key of `account` is not here."""

    code = "key_not_held"
    template = "the key of {account} is not held here: sign where it is"
    account: str


class ClockBackwards(SfcError):
    """The clock stands at `now` (seconds since 1970, UTC) and was to be set back to `asked`."""

    code = "clock_backwards"
    template = "the clock is at {now} and cannot go back to {asked}: set a later time"
    now: int
    asked: int
