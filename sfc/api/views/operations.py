"""Operations as the service shows them."""

from typing import Any, Literal, Self

from pydantic import ConfigDict, Field

from sfc.api.forms import View, moment
from sfc.api.problems import Problem
from sfc.api.views.common import HASH
from sfc.app.context import Context
from sfc.domain.operations import Operation, OperationState


class OperationView(View):
    """A write that was asked for, and how far it has come."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": f"op_{'5f' * 12}",
                    "state": "done",
                    "method": "POST",
                    "path": "/v1/payments",
                    "idempotency_key": "payment 2026-0815",
                    "created_at": "2026-03-01T08:00:00Z",
                    "changed_at": "2026-03-01T08:00:01Z",
                    "attempts": 1,
                    "transactions": [HASH],
                    "status": 201,
                    "result": {"transaction": {"hash": HASH}},
                    "error": None,
                    "to_sign": None,
                }
            ]
        }
    )

    id: str
    state: Literal["running", "awaiting_signature", "done", "failed"] = Field(
        description="`failed`: refused; the same request with the same key is tried anew."
    )
    method: str
    path: str
    idempotency_key: str
    created_at: str
    changed_at: str
    attempts: int
    transactions: list[str] = Field(
        description="Hashes of the transactions that were signed for it, in a block or not yet."
    )
    status: int | None = Field(description="The HTTP status of the direct answer, once there is.")
    result: dict[str, Any] | None = Field(description="What the direct answer says; if done.")
    error: Problem | None = Field(description="Why the last attempt was refused; if failed.")
    to_sign: dict[str, Any] | None = Field(
        description="What the caller's wallet has to sign, as `{method, params}` of its JSON-RPC "
        "interface; if it awaits a signature."
    )

    @classmethod
    def of(cls, context: Context, operation: Operation) -> Self:
        """Write an operation."""
        failed = operation.state is OperationState.FAILED
        waits = operation.state is OperationState.AWAITING_SIGNATURE
        return cls(
            id=operation.id,
            state=operation.state.value,
            method=operation.method,
            path=operation.target,
            idempotency_key=operation.key,
            created_at=moment(operation.created),
            changed_at=moment(operation.changed),
            attempts=operation.attempts,
            transactions=[name for _, name in context.ledger.sent(operation.id)],
            status=operation.status,
            result=None if failed else operation.answer,
            error=Problem.model_validate(operation.answer) if failed else None,
            to_sign=operation.to_sign["request"] if waits and operation.to_sign else None,
        )
