"""Talks to a running service over HTTP."""

import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from sfc.cli.failures import Failure
from sfc.cli.service import KEY

_TIMEOUT_SECONDS = 60
_PAGE = 200
_ACCEPTED = 202
_OPERATIONS = "/operations/"
_PAUSE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Download:
    """A file as the service gives it, under the name that it suggests."""

    content: bytes
    name: str


class Client:
    """The service's answers as they come; refusals as Failures with the service's code."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def get(self, path: str, **parameters: Any) -> Any:
        """Ask for something."""
        given = {name: value for name, value in parameters.items() if value is not None}
        return self._answer("GET", path, params=given)

    def post(self, path: str, body: Mapping[str, Any], once: str) -> Any:
        """Have something done; `once` is the key under which a repetition does nothing more."""
        return self._answer("POST", path, json=body, headers={"Idempotency-Key": once})

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        """Set something."""
        return self._answer("PUT", path, json=body)

    def delete(self, path: str, **parameters: Any) -> Any:
        """Take something away."""
        return self._answer("DELETE", path, params=parameters)

    def remove(self, path: str) -> None:
        """Take away what is answered with nothing."""
        self._response("DELETE", path)

    def send(self, path: str, content: bytes, **parameters: Any) -> Any:
        """Have a JSON file looked at, byte for byte."""
        headers = {"Content-Type": "application/json"}
        return self._answer("POST", path, content=content, headers=headers, params=parameters)

    def upload(self, path: str, content: bytes, *, wait: int, **parameters: Any) -> Any:
        """Send a file as it is, and wait some seconds for what becomes of it."""
        given = {name: value for name, value in parameters.items() if value is not None}
        headers = {"Content-Type": "application/octet-stream", "Prefer": f"wait={wait}"}
        return self._answer("POST", path, content=content, headers=headers, params=given)

    def download(
        self, path: str, body: Mapping[str, Any] | None = None, **parameters: Any
    ) -> Download:
        """Get a file; with a `body` one that is made of it."""
        method = "GET" if body is None else "POST"
        response = self._response(method, path, json=body, params=parameters)
        said = response.headers.get("content-disposition", "")
        name = said.partition('filename="')[2].partition('"')[0]
        return Download(response.content, name)

    def all(self, path: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """Go through all pages of a list."""
        cursor = None
        while True:
            page = self.get(path, limit=_PAGE, cursor=cursor, **parameters)
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def _answer(self, method: str, path: str, **request: Any) -> Any:
        response = self._response(method, path, **request)
        place = response.headers.get("Location", "")
        if response.status_code == _ACCEPTED and _OPERATIONS in place:
            return self._ended(place.removeprefix("/v1"))
        return self._json(response)

    def _ended(self, operation: str) -> Any:
        """The result of an operation, when there is one. Raises Failure where it was refused."""
        while True:
            found = self.get(operation)
            if found["state"] == "done":
                return found["result"]
            if (problem := found["error"]) is not None:
                raise Failure(problem["code"], problem["detail"])
            time.sleep(_PAUSE_SECONDS)

    def _response(self, method: str, path: str, **request: Any) -> httpx.Response:
        """What the service answers. Raises Failure for a refusal."""
        headers = dict(request.pop("headers", {}))
        if method != "GET":
            headers.setdefault("Idempotency-Key", secrets.token_hex(16))
        try:
            response = self._http.request(method, f"/v1{path}", headers=headers, **request)
        except httpx.TransportError as error:
            message = f"no service answers at {self._http.base_url}: {error}; see sfc serve"
            raise Failure("service_unavailable", message) from None
        if response.is_success:
            return response
        answer = self._json(response)
        if isinstance(answer, dict) and "code" in answer:
            raise Failure(str(answer["code"]), str(answer.get("detail", "refused")))
        raise Failure("service_unavailable", f"the service answers {response.status_code}")

    def _json(self, response: httpx.Response) -> Any:
        try:
            return response.json()
        except ValueError:
            message = f"what answers at {self._http.base_url} is no sfc service"
            raise Failure("service_unavailable", message) from None


@contextmanager
def connected(url: str) -> Iterator[Client]:
    """A client with the key of this environment. Raises Failure for an unusable URL."""
    key = os.environ.get(KEY)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        http = httpx.Client(base_url=url, headers=headers, timeout=_TIMEOUT_SECONDS)
    except (httpx.InvalidURL, UnicodeEncodeError) as error:
        raise Failure("url_unusable", f"{url} cannot be used: {error}") from None
    with http:
        yield Client(http)
