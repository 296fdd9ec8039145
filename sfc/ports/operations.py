"""Operations, kept so that a write that is repeated is done once."""

from collections.abc import Sequence
from typing import Any, Protocol

from sfc.domain.operations import Operation


class Operations(Protocol):
    """Keeps operations. Each method is one database transaction, on disk when it ends."""

    def reserve(self, operation: Operation) -> Operation:
        """Keep a new operation, unless its caller's key has one: then give that one."""

    def asked(self, caller: str, key: str) -> Operation | None:
        """What a caller asked for under a key."""

    def operation(self, operation_id: str) -> Operation:
        """Raises NotFound."""

    def operations_of(
        self, caller: str, after: str | None, limit: int
    ) -> tuple[Sequence[Operation], str | None]:
        """A page of a caller's, newest first, and the cursor of the next page."""

    def unfinished(self) -> Sequence[Operation]:
        """Those that run, or ran when a process ended; oldest first."""

    def attempt(
        self, operation_id: str, now: int, request: bytes | None, to_sign: dict[str, Any] | None
    ) -> None:
        """Begin another attempt: it runs again. `to_sign` tells if the caller's wallet signs."""

    def finish(self, operation_id: str, now: int, status: int, answer: dict[str, Any]) -> None:
        """Note the result. The request is forgotten."""

    def fail(self, operation_id: str, now: int, status: int, problem: dict[str, Any]) -> None:
        """Note why an attempt was refused. The request is forgotten; it may be asked again."""

    def await_signature(self, operation_id: str, now: int, to_sign: dict[str, Any]) -> None:
        """Note what the caller's wallet has to sign. The request is kept."""

    def forget(self, before: int) -> int:
        """Drop what has ended, or was never signed, and did not change since; give how many."""
