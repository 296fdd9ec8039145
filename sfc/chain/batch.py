"""Several calls of one contract as one transaction, all or nothing."""

from collections.abc import Sequence

from eth_abi import encode

from sfc.chain.contracts import CORE, core
from sfc.domain.errors import BatchTooLarge
from sfc.ports import Call

MAX_BATCH = 100

# A call of `issue` with one invoice: the selector, where the list begins, its length, its items.
_ITEMS = 4 + 32 + 32


def bundle(calls: Sequence[Call]) -> bytes:
    """The data of the one call that executes these.

    Raises BatchTooLarge, and ValueError for calls that cannot go into one transaction.
    """
    if not calls or len({call.target for call in calls}) > 1:
        raise ValueError("a transaction has one or more calls, all to the same contract")
    if len(calls) > MAX_BATCH:
        raise BatchTooLarge(len(calls), MAX_BATCH)
    if len(calls) == 1:
        return calls[0].data
    if calls[0].target != CORE:
        raise ValueError(f"{calls[0].target} takes one call at a time")
    issue = core()["issue"].selector
    if all(call.data[:4] == issue for call in calls):
        return _issue_all(issue, calls)
    return core()["multicall"].encode([call.data for call in calls])


def _issue_all(selector: bytes, calls: Sequence[Call]) -> bytes:
    """The contract issues many at less than it takes to call it many times."""
    head = encode(["uint256", "uint256"], [32, len(calls)])
    return selector + head + b"".join(call.data[_ITEMS:] for call in calls)
