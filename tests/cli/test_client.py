"""The client of the commands: a key on every write, and patience with what takes longer."""

import json
from typing import Any

import httpx
import pytest

from sfc.cli import client as module
from sfc.cli.client import Client
from sfc.cli.failures import Failure

PLACE = "/v1/operations/op_1"


def service(*states: dict[str, Any], seen: list[httpx.Request]) -> Client:
    """A service that accepts every write, and then tells these states one after the other."""
    left = iter(states)

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.method == "GET":
            return httpx.Response(200, json=next(left))
        return httpx.Response(202, json={"id": "op_1"}, headers={"Location": PLACE})

    transport = httpx.MockTransport(answer)
    return Client(httpx.Client(base_url="http://service.invalid", transport=transport))


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAUSE_SECONDS", 0)


def state(name: str, result: Any = None, error: Any = None) -> dict[str, Any]:
    return {"state": name, "result": result, "error": error}


def test_a_write_that_takes_longer_is_asked_for_until_it_is_done() -> None:
    seen: list[httpx.Request] = []
    client = service(state("running"), state("done", {"paid": 1}), seen=seen)
    assert client.post("/payments", {}, "once") == {"paid": 1}
    assert [request.method for request in seen] == ["POST", "GET", "GET"]
    assert seen[0].headers["Idempotency-Key"] == "once"
    assert {request.url.path for request in seen[1:]} == {PLACE}


def test_its_refusal_is_a_failure() -> None:
    error = {"code": "overpayment", "detail": "too much"}
    client = service(state("failed", error=error), seen=[])
    with pytest.raises(Failure, match="too much") as failed:
        client.put("/anything", {})
    assert failed.value.code == "overpayment"


def test_every_write_has_a_key_of_its_own() -> None:
    seen: list[httpx.Request] = []
    client = service(*[state("done")] * 3, seen=seen)
    client.put("/a", {})
    client.delete("/b", rotate=True)
    client.post("/c", json.loads("{}"), "mine")
    keys = [r.headers.get("Idempotency-Key") for r in seen if r.method != "GET"]
    assert len(set(keys)) == 3 and None not in keys
    assert not any("Idempotency-Key" in r.headers for r in seen if r.method == "GET")
