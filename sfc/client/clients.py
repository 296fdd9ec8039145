"""The clients: one that blocks, and one for asyncio."""

import asyncio
import time
from types import TracebackType
from typing import Any, Self

import httpx

from sfc.client.conversation import Ask, Came, Patience, Send, carry
from sfc.client.operations import AsyncOperations, Operations

_TIMEOUT = 60.0
_PREFIX = "/v1"


def _settings(url: str, key: str | None) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return {"base_url": url.rstrip("/"), "headers": headers, "timeout": _TIMEOUT}


def _placed(ask: Ask) -> Ask:
    """Paths are given from /v1 on, where all operations are."""
    if ask.path.startswith(f"{_PREFIX}/"):
        return ask
    return Ask(ask.method, _PREFIX + ask.path, ask.query, ask.headers, ask.body, ask.content)


def read(response: httpx.Response) -> Any:
    """What an answer says: JSON, or the bytes of a file."""
    if not response.content:
        return None
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return response.json() if kind.endswith("json") else response.content


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
        self._http = http or httpx.Client(**_settings(url, key))
        self._patience = patience or Patience()

    def response(self, ask: Ask) -> httpx.Response:
        """Carry any request through. Raises as `carry` does."""
        steps = carry(_placed(ask), self._patience)
        came: Came = None
        while True:
            try:
                step = steps.send(came)
            except StopIteration as ended:
                answer: httpx.Response = ended.value
                return answer
            came = None
            if isinstance(step, Send):
                try:
                    came = self._http.send(step.ask.request(self._http))
                except httpx.TransportError as error:
                    came = error
            else:
                time.sleep(step.seconds)

    def _call(self, ask: Ask) -> Any:
        return read(self.response(ask))

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

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
        self._http = http or httpx.AsyncClient(**_settings(url, key))
        self._patience = patience or Patience()

    async def response(self, ask: Ask) -> httpx.Response:
        """Carry any request through. Raises as `carry` does."""
        steps = carry(_placed(ask), self._patience)
        came: Came = None
        while True:
            try:
                step = steps.send(came)
            except StopIteration as ended:
                answer: httpx.Response = ended.value
                return answer
            came = None
            if isinstance(step, Send):
                try:
                    came = await self._http.send(step.ask.request(self._http))
                except httpx.TransportError as error:
                    came = error
            else:
                await asyncio.sleep(step.seconds)

    async def _call(self, ask: Ask) -> Any:
        return read(await self.response(ask))

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self.close()
