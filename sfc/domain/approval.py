"""A second person for what matters: which acts need one, and what became of those that waited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sfc.domain.money import Money


class Controlled(StrEnum):
    """Acts for which a party may require a second person."""

    CONFIRMATION = "confirmation"
    PAYMENT = "payment"
    QUOTE = "quote"
    CREDIT_LINE = "credit_line"
    KEYS = "keys"
    POLICY = "policy"


ALWAYS = frozenset({Controlled.KEYS, Controlled.POLICY})
"""Under control wherever anything is: who could make a second user alone would be both."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a party requires a second person for.

    An act is in `above` with the amounts, by currency code in minor units, up to which one person
    suffices; in a currency that is not stated nothing is small enough. An approval that nobody
    gives lapses after `valid_seconds`. With nothing in `above` there is no control at all.
    """

    party: str
    above: Mapping[Controlled, Mapping[str, int]]
    valid_seconds: int
    version: int

    def needs_second(self, act: Controlled, amounts: Sequence[Money] | None) -> bool:
        """Whether an act about these amounts needs a second person; None: whatever the amount."""
        if not self.above:
            return False
        if act in ALWAYS:
            return True
        if (limits := self.above.get(act)) is None:
            return False
        if amounts is None:
            return True
        return any(each.minor > limits.get(each.currency.code, -1) for each in amounts)


class ApprovalState(StrEnum):
    """What became of a request. APPROVED lasts until it is carried out, also after an accident."""

    PENDING = "pending"
    APPROVED = "approved"
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class HeldRequest:
    """A request as it came, to be carried out as it is.

    `scopes` are its credential's; `returns` is what it prefers to be given, "" for nothing else
    than the result. With `sealed`, `body` is not what came, but hides it and the facts about it.
    """

    method: str
    path: str
    query: str
    body: str
    key: str
    scopes: tuple[str, ...]
    returns: str = ""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """A request of a maker that waits for a second person, or has waited.

    `facts` say what would be done, for whoever decides. `status` and `result` are what the request
    was answered when it was carried out.
    """

    id: str
    party: str
    act: Controlled
    operation: str
    facts: Mapping[str, str]
    request: HeldRequest
    fingerprint: str
    maker: str
    created: int
    expires: int
    state: ApprovalState = ApprovalState.PENDING
    checker: str | None = None
    decided: int | None = None
    note: str = ""
    status: int | None = None
    result: Any = None

    def state_at(self, now: int) -> ApprovalState:
        """What it is at a moment: who waited too long waits in vain."""
        if self.state is ApprovalState.PENDING and now >= self.expires:
            return ApprovalState.EXPIRED
        return self.state
