"""The clients: one that blocks, and one for asyncio."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, closing
from types import TracebackType
from typing import Any, Self

import httpx

from sfc.client.conversation import Ask, Came, Course, Patience, Step, Wait
from sfc.client.failures import Unreachable
from sfc.client.operations import Operations
from sfc.client.operations_async import AsyncOperations
from sfc.client.stream import Reader

_TIMEOUT = 60.0


def _settings(url: str, key: str | None) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    settings = {"base_url": url.rstrip("/"), "headers": headers, "timeout": _TIMEOUT}
    if url.lower().startswith("http://"):
        # trusts nobody; reading whom to trust would take longer than the first answer
        settings["verify"] = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return settings


def read(response: httpx.Response) -> Any:
    """What an answer says in JSON. Raises Unreachable for what is not the service's."""
    if not response.content:
        return None
    try:
        return response.json()
    except ValueError:
        raise Unreachable(f"what answers at {response.url} is no sfc service") from None


class Client(Operations):
    """Speaks for one credential, from one thread at a time. `key` is an API key or session."""

    def __init__(
        self,
        url: str,
        key: str | None = None,
        *,
        patience: Patience | None = None,
        http: httpx.Client | None = None,
    ) -> None:
        self.http = http or httpx.Client(**_settings(url, key))
        self._patience = patience or Patience()

    def response(self, ask: Ask) -> httpx.Response:
        """Carry any request through. Raises as `carry` does."""
        course = Course(ask, self._patience)
        came: Came = None
        while step := course.after(came):
            came = self._take(step)
        return course.answer

    def _take(self, step: Step) -> Came:
        if isinstance(step, Wait):
            time.sleep(step.seconds)
            return None
        try:
            return self.http.send(step.ask.request(self.http))
        except httpx.TransportError as error:
            return error

    def _call(self, ask: Ask) -> Any:
        return read(self.response(ask))

    def _file(self, ask: Ask) -> bytes:
        return self.response(ask).content

    def _follow(self, ask: Ask) -> Iterator[dict[str, Any]]:
        reader = Reader(ask, self._patience)
        while True:
            came: Came = None
            try:
                request = reader.ask.request(self.http)
                with closing(self.http.send(request, stream=True)) as response:
                    if response.is_success:
                        for line in response.iter_lines():
                            if event := reader.read(line):
                                yield event
                    else:
                        response.read()
                        came = response
            except httpx.TransportError as error:
                came = error
            time.sleep(reader.ended(came))

    def close(self) -> None:
        """Let go of the connections."""
        self.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncClient(AsyncOperations):
    """The same for asyncio; any number of tasks may share one."""

    def __init__(
        self,
        url: str,
        key: str | None = None,
        *,
        patience: Patience | None = None,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        self.http = http or httpx.AsyncClient(**_settings(url, key))
        self._patience = patience or Patience()

    async def response(self, ask: Ask) -> httpx.Response:
        """Carry any request through. Raises as `carry` does."""
        course = Course(ask, self._patience)
        came: Came = None
        while step := course.after(came):
            came = await self._take(step)
        return course.answer

    async def _take(self, step: Step) -> Came:
        if isinstance(step, Wait):
            await asyncio.sleep(step.seconds)
            return None
        try:
            return await self.http.send(step.ask.request(self.http))
        except httpx.TransportError as error:
            return error

    async def _call(self, ask: Ask) -> Any:
        return read(await self.response(ask))

    async def _file(self, ask: Ask) -> bytes:
        return (await self.response(ask)).content

    async def _follow(self, ask: Ask) -> AsyncIterator[dict[str, Any]]:
        reader = Reader(ask, self._patience)
        while True:
            came: Came = None
            try:
                request = reader.ask.request(self.http)
                async with aclosing(await self.http.send(request, stream=True)) as response:
                    if response.is_success:
                        async for line in response.aiter_lines():
                            if event := reader.read(line):
                                yield event
                    else:
                        await response.aread()
                        came = response
            except httpx.TransportError as error:
                came = error
            await asyncio.sleep(reader.ended(came))

    async def close(self) -> None:
        """Let go of the connections."""
        await self.http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self.close()
