"""Operations: writes that were asked for under an idempotency key, and what became of them."""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

KEPT_SECONDS = 30 * 86_400
"""How long an operation that has ended is known, and with it its idempotency key."""

_RETURNS = "returns"


class OperationState(StrEnum):
    """How far an operation has come."""

    RUNNING = "running"
    AWAITING_SIGNATURE = "awaiting_signature"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Operation:
    """One write of one caller. Moments are this machine's, in unix seconds.

    `fingerprint` is a keyed digest of the whole request; `method`, `target` (path and query) and
    `request` (the body, or None where it is not kept) are what is needed to go on with it after a
    restart. `answer` is what was answered with the HTTP `status`: the result, or the problem of
    the last attempt. `to_sign` is what the caller's own wallet has to sign,
    or had to sign last; before there is anything, only in which form it is to be offered.
    """

    id: str
    caller: str
    key: str
    fingerprint: str
    method: str
    target: str
    request: bytes | None
    created: int
    changed: int
    state: OperationState = OperationState.RUNNING
    attempts: int = 1
    status: int | None = None
    answer: dict[str, Any] | None = None
    to_sign: dict[str, Any] | None = None

    @property
    def returns(self) -> str:
        """What its caller prefers to the result (RFC 7240): nothing where the service signs."""
        if self.to_sign is None:
            return ""
        offered = "typed-data" if "digest" in self.to_sign else "unsigned"
        return str(self.to_sign.get(_RETURNS, offered))


def to_be_offered(returns: str) -> dict[str, Any]:
    """Write in what form something is to be offered, until it is known what."""
    return {_RETURNS: returns}


def new_operation_id() -> str:
    """Make the id of an operation. It is never used again, even when the key is."""
    return f"op_{secrets.token_hex(12)}"
