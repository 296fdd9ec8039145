"""`Idempotency-Key`: a write that is repeated is done once, and answered alike.

Every write is an operation. It is kept before anything is done, carried out on a thread of its
own, and answered directly if it ends within the time that the caller waits.
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, TypeVar

from fastapi import Depends, FastAPI, Header, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from sfc.api.acting import OFFERS, Mode, ModeDep
from sfc.api.auth import AnyCaller
from sfc.api.desk import Desk, DeskDep
from sfc.api.fingerprints import fingerprint, is_of
from sfc.api.prefer import PreferDep
from sfc.api.problems import body_of
from sfc.api.state import ContextDep
from sfc.api.trials import told_or_refused, tried
from sfc.api.views.forecasts import DryRun
from sfc.api.views.operations import OperationView
from sfc.app.context import Context
from sfc.app.intents import intended
from sfc.domain.errors import (
    Busy,
    IdempotencyConflict,
    InternalError,
    RequestInProgress,
    SfcError,
)
from sfc.domain.moments import passing
from sfc.domain.operations import (
    KEPT_SECONDS,
    Operation,
    OperationState,
    new_operation_id,
    to_be_offered,
)
from sfc.ports import SignatureWanted
from sfc.ports.wallet import written

M = TypeVar("M", bound=BaseModel)

RETRY_SECONDS = 1
"""After so long it makes sense to ask again."""


class Answered(Exception):
    """The request has its answer, which is not the route's own."""

    def __init__(self, response: Response) -> None:
        self.response = response
        super().__init__()


@dataclass(slots=True)
class Once:
    """Carries out a write at most once per caller and key. What was refused may be tried again.

    A second request with a key waits for the first as long as it would for its own; `told` is the
    whole request, by which it is known again.
    """

    context: Context
    desk: Desk
    wait: int
    mode: Mode
    asked: Operation
    told: bytes

    def __call__(
        self,
        write: Callable[[], M],
        status: int = 201,
        secret: Collection[str] = (),
        *,
        here: bool = False,
        only_if: Callable[[], None] = lambda: None,
        trial: Callable[[], BaseModel] | None = None,
    ) -> M:
        """Do `write`, and give its result; or raise Answered, for example with 202.

        `only_if` is asked first, and refuses by what it raises; not again where an earlier attempt
        may have changed what it asks about. Fields named `secret` are
        never kept. A write that is done `here` is done within the request, whose body is not kept:
        for what is large, or not to be in the database. `trial` says what a rehearsal is answered
        with, where `write` does not end in the one transaction that tells it.

        Raises IdempotencyConflict, RequestInProgress, Busy, and what `write` raises.
        """
        if self.mode is Mode.REHEARSE:
            if trial is not None:
                raise Answered(JSONResponse(trial().model_dump(mode="json")))
            raise Answered(self._rehearsed(only_if, write))
        if here:
            self.asked = replace(self.asked, request=None)
        operation = self._reserved()

        def checked() -> M:
            if not self._was_begun(operation):
                only_if()
            return write()

        work = partial(self._carry_out, operation, checked, status, secret)
        try:
            job, begun = self.desk.start(operation.id, work, here=here)
        except Busy as busy:
            self._fail(operation, busy)
            raise
        if not job.ended.wait(self.wait):
            if begun:
                raise Answered(shown(self.context, operation.id))
            raise RequestInProgress(operation.key, operation.id, RETRY_SECONDS)
        result: M = job.outcome()
        if not begun:
            raise Answered(_replay(self.context.operations.operation(operation.id)))
        return result

    def _reserved(self) -> Operation:
        """The operation of this caller and key. Raises IdempotencyConflict, Answered."""
        found = self.context.operations.reserve(self.asked)
        if not is_of(found.fingerprint, self.context.secret, self.told):
            raise IdempotencyConflict(self.asked.key)
        if found.state is OperationState.DONE:
            raise Answered(_replay(found))
        return found

    def _was_begun(self, operation: Operation) -> bool:
        """Whether an earlier attempt got as far as a transaction, or nobody knows how far."""
        if operation.id == self.asked.id:
            return False
        cut_off = operation.state is OperationState.RUNNING
        return cut_off or bool(self.context.ledger.sent(operation.id))

    def _carry_out(
        self, operation: Operation, write: Callable[[], M], status: int, secret: Collection[str]
    ) -> M:
        operations = self.context.operations
        with self.context.store.exclusively(f"operation {operation.id}"):
            if operation.id != self.asked.id:  # it was there before
                now = operations.operation(operation.id)
                if now.state is OperationState.DONE:  # another process did it
                    raise Answered(_replay(now))
                to_sign = now.to_sign or self.asked.to_sign
                operations.attempt(operation.id, _now(), self.asked.request, to_sign)
            try:
                with intended(operation.id):
                    result = write()
                passing("before answering")
            except SignatureWanted as wanted:
                operations.await_signature(operation.id, _now(), written(wanted.offered))
                raise Answered(shown(self.context, operation.id)) from None
            except SfcError as refusal:
                self._fail(operation, refusal)
                raise
            except Exception:
                self._fail(operation, InternalError(operation.id))
                raise
            kept = result.model_dump(mode="json") | dict.fromkeys(secret)
            operations.finish(operation.id, _now(), status, kept)
        if self.desk.may_tidy():
            operations.forget(_now() - KEPT_SECONDS)
        return result

    def _rehearsed(self, only_if: Callable[[], None], write: Callable[[], M]) -> Response:
        """What `write` would do. Raises what says nothing about it: that a node is away."""

        def tell() -> DryRun:
            only_if()
            return tried(self.context, write)

        told = told_or_refused(self.context, DryRun, tell)
        return JSONResponse(told.model_dump(mode="json"))

    def _fail(self, operation: Operation, refusal: SfcError) -> None:
        problem = body_of(refusal)
        told = problem.model_dump(mode="json")
        self.context.operations.fail(operation.id, _now(), problem.status, told)


async def _once(
    request: Request,
    context: ContextDep,
    desk: DeskDep,
    caller: AnyCaller,
    mode: ModeDep,
    prefer: PreferDep,
    key: Annotated[
        str,
        Header(
            alias="Idempotency-Key",
            min_length=1,
            max_length=255,
            description="Chosen by the client, one per intended write, and known for 30 days. The "
            "same key and body give the same answer again; with another body the request is "
            "refused.",
            examples=["payment 2026-0815"],
        ),
    ],
) -> Once:
    query = f"?{request.url.query}" if request.url.query else ""
    target, body, now = f"{request.url.path}{query}", await request.body(), _now()
    told = f"{request.method} {target}\n".encode() + body
    asked = Operation(
        id=new_operation_id(),
        caller=caller.name,
        key=key,
        fingerprint=fingerprint(context.secret, told),
        method=request.method,
        target=target,
        request=body,
        created=now,
        changed=now,
        to_sign=to_be_offered(prefer.returns) if mode in OFFERS and prefer.returns else None,
    )
    return Once(context, desk, prefer.wait, mode, asked, told)


OnceDep = Annotated[Once, Depends(_once)]


def shown(context: Context, operation_id: str, status: int = 202) -> Response:
    """Answer with an operation, and say where it is."""
    view = OperationView.of(context, context.operations.operation(operation_id))
    headers = {"Location": f"/v1/operations/{operation_id}", "Retry-After": str(RETRY_SECONDS)}
    return JSONResponse(view.model_dump(mode="json"), status_code=status, headers=headers)


def install(app: FastAPI) -> None:
    """Make an app answer in the place of routes."""
    app.add_exception_handler(Answered, _answer)


async def _answer(_request: Request, answered: Exception) -> Response:
    assert isinstance(answered, Answered)
    return answered.response


def _replay(operation: Operation) -> Response:
    assert operation.status is not None
    headers = {"Idempotent-Replayed": "true"}
    return JSONResponse(operation.answer, status_code=operation.status, headers=headers)


def _now() -> int:
    """This machine's time: operations are forgotten by it, whatever the ledger's clock says."""
    return int(time.time())
