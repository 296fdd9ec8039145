"""How one request is carried through: what is sent, when to wait, what to make of the answer.

It does no input or output itself: `carry` yields what is to be done next, and is given what came of
it, so that the same rules serve clients that block and clients that do not.
"""

import random
import secrets
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any
from urllib.parse import quote

import httpx

from sfc.client.failures import (
    ApprovalWanted,
    ProblemError,
    SignatureWanted,
    StillRunning,
    Unreachable,
)

PREFIX = "/v1"
KEY_HEADER = "Idempotency-Key"
_SAFE = ("GET", "HEAD")
_PASSING = (429, 502, 503, 504)
_ACCEPTED = 202
_APPROVALS = f"{PREFIX}/approvals/"
_OPERATIONS = f"{PREFIX}/operations/"


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. Parameters that are None are left out; `content` is a body that is no JSON."""

    method: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str | None] = field(default_factory=dict)
    body: Any = None
    content: bytes | None = None

    def placed(self) -> "Ask":
        """The same with its whole path: it may be given from /v1 on, where all operations are."""
        if self.path.startswith(f"{PREFIX}/"):
            return self
        return replace(self, path=PREFIX + self.path)

    def with_key(self) -> "Ask":
        """The same, with an Idempotency-Key if it is a write and has none."""
        if self.method in _SAFE or self.headers.get(KEY_HEADER):
            return self
        return replace(self, headers={**self.headers, KEY_HEADER: secrets.token_hex(16)})

    def request(self, client: httpx.Client | httpx.AsyncClient) -> httpx.Request:
        """The request as a client of httpx sends it."""
        return client.build_request(
            self.method,
            self.path,
            params={name: value for name, value in self.query.items() if value is not None},
            headers={name: value for name, value in self.headers.items() if value is not None},
            json=self.body,
            content=self.content,
        )


def quoted(part: str | int) -> str:
    """A part of a path, whatever is in it."""
    return quote(str(part), safe="")


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a request is repeated, and how long is waited, in seconds.

    Pauses double from `first` to at most `longest`, less up to a half by chance; what the service
    says in Retry-After goes before, and if it is more than `longest` its refusal is final. `in_all`
    bounds the waiting for one that is taken up for later.
    """

    repetitions: int = 5
    first: float = 0.2
    longest: float = 30.0
    in_all: float = 300.0

    def pause(self, attempt: int) -> float:
        """How long to wait after so many attempts."""
        return float(min(self.longest, self.first * 2**attempt)) * random.uniform(0.5, 1)


@dataclass(frozen=True, slots=True)
class Send:
    """To be sent; what comes back is the response, or the error of the transport."""

    ask: Ask


@dataclass(frozen=True, slots=True)
class Wait:
    """To be waited for, in seconds; nothing comes back."""

    seconds: float


Step = Send | Wait
Came = httpx.Response | httpx.TransportError | None


class Course:
    """One request on its way: what is to be done next, until there is an `answer`."""

    answer: httpx.Response

    def __init__(self, ask: Ask, patience: Patience) -> None:
        self._steps = carry(ask.placed(), patience)

    def after(self, came: Came) -> Step | None:
        """What is to be done after what came, None once all is done. Raises as `carry` does."""
        try:
            return self._steps.send(came)
        except StopIteration as ended:
            self.answer = ended.value
            return None


def carry(ask: Ask, patience: Patience) -> Generator[Step, Came, httpx.Response]:
    """Carry a request through, and give the answer.

    Raises ProblemError for a refusal, Unreachable, SignatureWanted, ApprovalWanted, StillRunning.
    """
    ask = ask.with_key()
    response = yield from _sent(ask, patience)
    place = response.headers.get("Location", "")
    if response.status_code == _ACCEPTED and place.startswith(_APPROVALS):
        raise ApprovalWanted(response.json())
    if response.status_code != _ACCEPTED or not place.startswith(_OPERATIONS):
        return response
    waited = 0.0
    while True:
        operation = response.json()
        match operation.get("state"):
            case "done":
                # the direct answer, which is kept under the key
                return (yield from _sent(ask, patience))
            case "failed":
                raise ProblemError(operation.get("status") or 500, operation.get("error") or {})
            case "awaiting_signature":
                raise SignatureWanted(operation)
        if waited >= patience.in_all:
            raise StillRunning(operation)
        seconds = _told(response) or patience.first
        waited += seconds
        yield Wait(seconds)
        response = yield from _sent(Ask("GET", place), patience)


def _sent(ask: Ask, patience: Patience) -> Generator[Step, Came, httpx.Response]:
    for attempt in count():
        came = yield Send(ask)
        if isinstance(came, httpx.Response) and (
            came.is_success or came.status_code == httpx.codes.NOT_MODIFIED
        ):
            return came
        yield Wait(pause_after(came, attempt, patience))
    raise AssertionError("count() has no end")


def pause_after(came: Came, attempt: int, patience: Patience) -> float:
    """How long to wait before asking again, after a refusal or an error of the transport.

    Raises ProblemError and Unreachable where it is no use, or was tried often enough.
    """
    pause, last = patience.pause(attempt), attempt >= patience.repetitions
    if isinstance(came, httpx.Response):
        pause = _told(came) or pause
        if last or not _may_pass(came) or pause > patience.longest:
            raise ProblemError.of(came)
    elif last:
        raise Unreachable(str(came)) from came
    return pause


def _may_pass(response: httpx.Response) -> bool:
    in_progress = response.status_code == httpx.codes.CONFLICT and "Retry-After" in response.headers
    return response.status_code in _PASSING or in_progress


def _told(response: httpx.Response) -> float | None:
    """What Retry-After says in seconds; a date is left aside."""
    said = response.headers.get("Retry-After", "")
    return float(said) if said.isdecimal() else None
