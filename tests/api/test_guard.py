"""A stranger makes the service read no more than a small body."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from sfc.api.guard import Allowance, Guard
from sfc.domain.errors import Unauthorised

MUCH = Allowance(32 * 1024 * 1024, anything=True)


class Sent:
    """One request to a guarded application, and what was made of it."""

    def __init__(self, path: str, headers: dict[str, str], *, hangs_up: bool = False) -> None:
        self.hangs_up = hangs_up
        self.read = self.served = 0
        self.status = 0
        coded = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": "POST", "path": path, "headers": coded}
        guard = Guard(self._app, {"/v1/imports": MUCH}, _admit)
        asyncio.run(guard(scope, self._receive, self._send))

    async def _app(self, _scope: Scope, receive: Receive, send: Send) -> None:
        self.served = len((await receive())["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def _receive(self) -> Message:
        if self.hangs_up and self.read:
            return {"type": "http.disconnect"}
        self.read += 500_000
        return {"type": "http.request", "body": b" " * 500_000, "more_body": self.read < 3_000_000}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]


def _admit(header: str, _address: str | None) -> None:
    if header != "Bearer known":
        raise Unauthorised("the key is not known")


def test_a_large_file_of_somebody_known_is_read() -> None:
    sent = Sent("/v1/imports", {"authorization": "Bearer known"})
    assert (sent.status, sent.served) == (200, 3_000_000)


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer other"}])
def test_of_a_stranger_nothing_is_read_where_files_are_taken(headers: dict[str, str]) -> None:
    sent = Sent("/v1/imports", headers)
    assert (sent.status, sent.read, sent.served) == (401, 0, 0)


def test_elsewhere_reading_ends_where_the_limit_is() -> None:
    sent = Sent("/v1/receivables", {"content-type": "application/json"})
    assert (sent.status, sent.served) == (413, 0)
    assert sent.read <= 1_500_000


def test_of_one_that_hangs_up_half_way_nothing_is_done() -> None:
    sent = Sent("/v1/imports", {"authorization": "Bearer known"}, hangs_up=True)
    assert (sent.status, sent.served) == (0, 0)
    assert sent.read == 500_000
