"""`Idempotency-Key`: a write that is repeated is done once, and answered alike."""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, FastAPI, Header, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from sfc.api.auth import AnyCaller
from sfc.api.state import ContextDep
from sfc.app.intents import intended
from sfc.domain.errors import IdempotencyConflict
from sfc.domain.moments import passing
from sfc.ports import Answer, Store

M = TypeVar("M", bound=BaseModel)


class Replayed(Exception):
    """The request was answered before: here is the answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__()


@dataclass(frozen=True, slots=True)
class Once:
    """Runs a write at most once per caller and key. Refusals are not kept: they may be retried.

    Two requests with one key take turns, and the second gets the answer of the first.
    """

    store: Store
    caller: str
    key: str | None
    fingerprint: str

    def __call__(
        self, write: Callable[[], M], status: int = 201, secret: Collection[str] = ()
    ) -> M:
        """Do `write`, or raise Replayed; fields named `secret` are never kept."""
        if self.key is None:
            return write()
        with self.store.exclusively(f"idempotency {self.caller} {self.key}"):
            if (before := self.store.answered(self.caller, self.key)) is not None:
                if before.fingerprint != self.fingerprint:
                    raise IdempotencyConflict(self.key)
                raise Replayed(before)
            with intended(f"{self.caller} {self.key} {self.fingerprint[:16]}"):
                result = write()
            passing("before answering")
            body = result.model_dump(mode="json") | dict.fromkeys(secret)
            self.store.remember_answer(
                self.caller, self.key, Answer(self.fingerprint, status, body)
            )
            return result


async def _once(
    request: Request,
    context: ContextDep,
    caller: AnyCaller,
    key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            min_length=1,
            max_length=255,
            description="Chosen by the client, one per intended write. The same key and body "
            "give the same answer again; with another body the request is refused.",
        ),
    ] = None,
) -> Once:
    query = f"?{request.url.query}" if request.url.query else ""
    told = f"{request.method} {request.url.path}{query}\n".encode() + await request.body()
    return Once(context.store, caller.name, key, hashlib.sha256(told).hexdigest())


OnceDep = Annotated[Once, Depends(_once)]


def install(app: FastAPI) -> None:
    """Make an app answer what was answered before."""
    app.add_exception_handler(Replayed, _replay)


async def _replay(_request: Request, replayed: Exception) -> Response:
    assert isinstance(replayed, Replayed)
    answer = replayed.answer
    return JSONResponse(
        answer.body, status_code=answer.status, headers={"Idempotent-Replayed": "true"}
    )
