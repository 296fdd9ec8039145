"""Refusals on their way out: RFC 9457 problems, and nothing of the inside."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from sfc.api.access import operations
from sfc.api.forms import View
from sfc.api.statuses import status_of, title_of, type_of
from sfc.domain.errors import (
    Busy,
    IdempotencyKeyMissing,
    MethodNotAllowed,
    NotFound,
    RateLimited,
    RequestInProgress,
    RequestMalformed,
    SfcError,
    SignInLocked,
)

MEDIA_TYPE = "application/problem+json"
_KEY = ("header", "Idempotency-Key")


class FieldError(View):
    """One thing wrong in a request."""

    field: str = Field(description="Where: `amount.currency`, or a parameter.", examples=["due"])
    reason: str = Field(description="What is wrong there.", examples=["write a date as YYYY-MM-DD"])


class Problem(View):
    """What is wrong, by RFC 9457."""

    type: str = Field(description="Identifies the kind of problem.")
    title: str = Field(description="The kind of problem in a few words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong this time, and what would be right.")
    code: str = Field(description="Stable name of the kind of problem, to match on.")
    fields: dict[str, int | str] = Field(
        description="The facts by name. Amounts are minor units of the receivable's currency."
    )
    errors: list[FieldError] = Field(
        default_factory=list, description="For a request that does not have the described form."
    )


def body_of(error: SfcError, errors: Sequence[FieldError] = ()) -> Problem:
    """Write a refusal."""
    return Problem(
        type=type_of(error.code),
        title=title_of(error.code),
        status=status_of(error),
        detail=error.message,
        code=error.code,
        fields=error.fields(),
        errors=list(errors),
    )


def problem(error: SfcError, errors: Sequence[FieldError] = ()) -> Response:
    """Give the answer that a refusal becomes."""
    body = body_of(error, errors)
    headers = {"WWW-Authenticate": "Bearer"} if error.code == "unauthorised" else {}
    if isinstance(error, Busy | RateLimited | RequestInProgress | SignInLocked):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, RequestInProgress):
        headers["Location"] = f"/v1/operations/{error.operation}"
    return JSONResponse(
        body.model_dump(mode="json"),
        status_code=body.status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def install(app: FastAPI) -> None:
    """Make an app answer with problems whatever is refused."""
    app.add_exception_handler(SfcError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _framework)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, SfcError)
    return problem(error)


async def _malformed(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if any(each["type"] == "missing" and each["loc"] == _KEY for each in error.errors()):
        return problem(IdempotencyKeyMissing(_KEY[1]))
    errors = [_field_error(each) for each in error.errors()]
    first = errors[0]
    more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
    return problem(RequestMalformed(f"{first.field}: {first.reason}{more}"), errors)


async def _framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    path = request.url.path
    match error.status_code:
        case 404:
            return problem(NotFound("page", path))
        case 405:
            answer = problem(MethodNotAllowed(request.method, path))
            answer.headers["Allow"] = _allowed(request)
            return answer
        case _:
            return problem(RequestMalformed(str(error.detail)))


def _allowed(request: Request) -> str:
    """The methods of all routes at the address; the framework names those of the first."""
    known = list(operations(request.app.routes))
    here = {path for _, path, _ in known if path == request.url.path} or {
        path for _, path, name in known if name == request.scope["route"].name
    }
    return ", ".join(sorted(method for method, path, _ in known if path in here))


def _field_error(mistake: dict[str, Any]) -> FieldError:
    place = [str(part) for part in mistake["loc"] if part not in ("body", "query", "path")]
    if mistake["type"] == "json_invalid":
        return FieldError(field="body", reason=f"no valid JSON: {mistake['ctx']['error']}")
    reason = str(mistake["msg"]).removeprefix("Value error, ")
    return FieldError(field=".".join(place) or "body", reason=reason)
