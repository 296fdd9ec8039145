"""Refusals about bank statements and what is made of them."""

from sfc.domain.errors.base import SfcError


class StatementMalformed(SfcError):
    """A bank statement cannot be read: at `place` stands `value` instead of what is `expected`."""

    code = "statement_malformed"
    template = "{place}: {value!r} is not {expected}"
    place: str
    value: str
    expected: str


class StatementUnbalanced(SfcError):
    """Balances and entries of a statement do not add up at `place`: `difference` is missing.

    `opening` and `entries` should sum to `closing`; all four are decimal texts in the currency of
    the account.
    """

    code = "statement_unbalanced"
    template = (
        "{place}: opening {opening} and entries {entries} are not closing {closing}: "
        "{difference} is missing"
    )
    place: str
    opening: str
    entries: str
    closing: str
    difference: str


class DecisionImpossible(SfcError):
    """Entry `entry` of a statement cannot be decided so, because of `reason`."""

    code = "decision_impossible"
    template = "entry {entry} cannot be decided so: {reason}"
    entry: int
    reason: str


class PostingInDoubt(SfcError):
    """Whether entry `entry` was paid is not certain: it was sent after block `block`."""

    code = "posting_in_doubt"
    template = (
        "entry {entry} was sent to the ledger after block {block}, and no payment of it is there "
        "yet: look again later, or decide 'retry' once you know that it failed"
    )
    entry: int
    block: int
