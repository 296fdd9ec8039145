"""What can go wrong for who calls the service."""

from collections.abc import Mapping
from typing import Any

import httpx


class Unreachable(Exception):
    """The service did not answer, as often as it was asked; or what answered is not the service."""


class ProblemError(Exception):
    """The service refused: an RFC 9457 problem.

    `code` is stable, to match on; `detail` is for people; `fields` has the facts by name, `errors`
    the places of a request that cannot be read; `status` is the HTTP status, `request` the id under
    which the service logged it.
    """

    def __init__(self, status: int, problem: Mapping[str, Any], request: str = "") -> None:
        self.status = status
        self.code = str(problem.get("code", f"http_{status}"))
        self.title = str(problem.get("title", ""))
        self.detail = str(problem.get("detail", ""))
        self.fields: Mapping[str, Any] = problem.get("fields") or {}
        self.errors: list[Mapping[str, str]] = list(problem.get("errors") or ())
        self.request = request
        super().__init__(f"{self.code}: {self.detail}")

    @classmethod
    def of(cls, response: httpx.Response) -> "ProblemError":
        """Read a refusal; what is not from the service itself has the code `http_<status>`."""
        try:
            problem = response.json()
        except ValueError:
            problem = None
        if not isinstance(problem, dict):
            problem = {"detail": response.text[:500]}
        return cls(response.status_code, problem, response.headers.get("Request-Id", ""))


class SignatureWanted(Exception):
    """The caller's own wallet has to sign before the service can go on: see `operation`."""

    def __init__(self, operation: Mapping[str, Any]) -> None:
        self.operation = operation
        super().__init__(f"{operation.get('id')} awaits a signature")


class ApprovalWanted(Exception):
    """A second person of one's own party has to approve it first: see `approval`.

    Repeated under the same idempotency key after that, the request gives its result.
    """

    def __init__(self, approval: Mapping[str, Any]) -> None:
        self.approval = approval
        super().__init__(f"{approval.get('id')} awaits a second person")


class StillRunning(Exception):
    """The service goes on with it, longer than the caller's patience: see `operation`.

    Repeated under the same idempotency key, the request gives its result once there is one.
    """

    def __init__(self, operation: Mapping[str, Any]) -> None:
        self.operation = operation
        super().__init__(f"{operation.get('id')} is still running")
