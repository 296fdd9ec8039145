"""Going on with the writes that a process left behind, from their requests as they were kept."""

import asyncio
import time
from collections.abc import Sequence
from threading import Thread
from typing import Any
from urllib.parse import unquote

import structlog
from fastapi import FastAPI
from starlette.types import Message, Scope

from sfc.api.auth import on_behalf
from sfc.api.prefer import LONGEST_WAIT_SECONDS
from sfc.api.problems import body_of
from sfc.api.state import Service
from sfc.domain.errors import OperationInterrupted
from sfc.domain.operations import KEPT_SECONDS, Operation, OperationState

_logger = structlog.get_logger("sfc.api")


def resume(app: FastAPI) -> Thread | None:
    """Go on with what was running when the last process ended; give the thread that does it.

    Each is asked for again as its caller would have done: nothing is done twice. What cannot be
    asked for again fails with `operation_interrupted`, and waits for its caller to do so.
    """
    service: Service = app.state.service
    operations = service.context.operations
    operations.forget(int(time.time()) - KEPT_SECONDS)
    left = operations.unfinished()
    if not left:
        return None
    thread = Thread(target=_resume, args=(app, left), name="resume", daemon=True)
    thread.start()
    return thread


def _resume(app: FastAPI, left: Sequence[Operation]) -> None:
    for operation in left:
        try:
            if operation.request is not None:
                ask_again(app, operation)
        except Exception as error:
            _logger.error("resume_failed", operation=operation.id, error=repr(error))
        _end(app, operation)


def _end(app: FastAPI, operation: Operation) -> None:
    """What is neither done, nor refused, nor worked on will not be, unless its caller asks."""
    operations = app.state.service.context.operations
    now = operations.operation(operation.id)
    if now.state is OperationState.RUNNING and not app.state.desk.has(operation.id):
        problem = body_of(OperationInterrupted(operation.id))
        told = problem.model_dump(mode="json")
        operations.fail(operation.id, int(time.time()), problem.status, told)


def ask_again(app: FastAPI, operation: Operation) -> int:
    """Ask for an operation as its caller did, and give the status of the answer."""
    assert operation.request is not None
    path, _, query = operation.target.partition("?")
    headers = {
        "content-type": "application/json",
        "content-length": str(len(operation.request)),
        "idempotency-key": operation.key,
        "prefer": f"wait={LONGEST_WAIT_SECONDS}",
    }
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": operation.method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        "client": None,
        "server": None,
        "state": {},
    } | on_behalf(app.state.service, operation.caller)
    return asyncio.run(_ask(app, scope, operation.request))


async def _ask(app: FastAPI, scope: Scope, body: bytes) -> int:
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]

    await app(scope, receive, send)
    return status
