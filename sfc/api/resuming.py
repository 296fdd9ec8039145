"""Going on with the writes that a process left behind, from their requests as they were kept."""

import time
from collections.abc import Sequence
from threading import Thread

import structlog
from fastapi import FastAPI

from sfc.api import inside
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
    """Ask for an operation as its caller did, and give the status of the answer.

    Where its caller's own wallet signs, it has the next step offered, if there is one.
    """
    assert operation.request is not None
    own = inside.resuming(operation.caller)
    status, _ = inside.ask(
        app,
        operation.method,
        operation.target,
        operation.key,
        operation.request,
        own,
        returns=operation.returns,
    )
    return status
