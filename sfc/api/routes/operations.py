"""Operations: what became of writes that were not waited for, or whose answer was lost."""

from typing import Annotated

from fastapi import Path, Response

from sfc.api.auth import AnyCaller
from sfc.api.describe import refusals
from sfc.api.once import RETRY_SECONDS
from sfc.api.paging import Cursor, Limit
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Page
from sfc.api.views.operations import OperationView
from sfc.domain.errors import NotFound
from sfc.domain.operations import OperationState

router = resource("operations", "/operations")

OperationId = Annotated[str, Path(max_length=64, examples=[f"op_{'5f' * 12}"])]


@router.get(
    "",
    summary="List operations",
    description="The caller's own writes of the last 30 days, newest first.",
    responses=refusals("id_malformed"),
)
def operations(
    context: ContextDep, caller: AnyCaller, limit: Limit = 50, cursor: Cursor = None
) -> Page[OperationView]:
    """A page of operations."""
    found, following = context.operations.operations_of(caller.name, cursor, limit)
    return Page(data=[OperationView.of(context, each) for each in found], next_cursor=following)


@router.get(
    "/{operation}",
    summary="Get an operation",
    description="One of the caller's own. While it runs, `Retry-After` says when to ask again.",
    responses=refusals("not_found"),
)
def operation(
    operation: OperationId, context: ContextDep, caller: AnyCaller, response: Response
) -> OperationView:
    """How far it has come, and what it came to."""
    found = context.operations.operation(operation)
    if found.caller != caller.name:
        raise NotFound("operation", operation)
    if found.state is OperationState.RUNNING:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return OperationView.of(context, found)
