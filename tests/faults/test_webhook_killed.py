"""The real service, killed between sending an event and noting it; its orderly end beside that."""

import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.receiver import Receiver, receiving, verified
from tests.api.service import keyed
from tests.faults.mortal import KILLED
from tests.faults.service import SECRETS, launch

_PATIENCE = 60


class Service:
    """`sfc serve` in a folder."""

    def __init__(self, folder: Path, fault: tuple[str, int] | None = None) -> None:
        settings = {f"SFC_{name.upper()}": value for name, value in SECRETS.items()}
        settings |= {
            "SFC_SANDBOX_FOLDER": str(folder),
            "SFC_WEBHOOK_PLAIN_HTTP": "true",
            "SFC_WEBHOOK_NETWORKS": '["127.0.0.0/8"]',
        }
        self.process, self.url = launch(settings, fault)
        headers = {"Authorization": f"Bearer {SECRETS['operator_key']}"}
        self.http = httpx.Client(
            base_url=f"{self.url}/v1",
            headers=headers,
            timeout=30,
            event_hooks={"request": [keyed]},
        )

    def register(self, number: int) -> None:
        body = {"name": "N", "legal_id": f"L-{number}", "roles": ["supplier"]}
        answer = self.http.post("/participants", json=body)
        assert answer.is_success, answer.text

    def ended(self) -> int | None:
        """Let go of it, and give its exit code."""
        self.process.join(_PATIENCE)
        self.http.close()
        return self.process.exitcode


def _until(receiver: Receiver, count: int) -> None:
    end = time.monotonic() + _PATIENCE
    while len(receiver.ids) < count:
        assert time.monotonic() < end, "it was never sent"
        time.sleep(0.05)


@pytest.fixture
def told() -> Any:
    with receiving() as receiver:
        yield receiver


def test_killed_after_sending(tmp_path: Path, told: Receiver) -> None:
    dying = Service(tmp_path, ("webhook sent", 2))
    made = dying.http.post("/webhooks", json={"url": told.url}).json()
    try:
        dying.register(1)
        dying.register(2)
    except httpx.TransportError:
        pass  # it was that quick
    assert dying.ended() == KILLED
    assert len(told.came) == 2
    sent = told.ids[1]
    again = Service(tmp_path)
    events = again.http.get("/events", params={"limit": 200}).json()["data"]
    wanted = [each["id"] for each in events if each["type"] == "participant.registered"]
    _until(told, len(wanted) + 1)
    again.process.terminate()
    assert again.ended() == 0
    assert told.ids.count(sent) == 2, "what was not noted is sent again"
    assert set(told.ids) >= set(wanted), "nothing is lost"
    assert len(told.ids) == len(set(told.ids)) + 1, "nothing else is double"
    assert all(verified(made["secret"], *each) for each in told.came)


def test_an_open_stream_does_not_keep_it_from_ending(tmp_path: Path) -> None:
    service = Service(tmp_path)
    with service.http.stream("GET", "/events/stream") as response:
        lines = response.iter_lines()
        assert next(lines) == "retry: 2000"
        service.process.terminate()
        list(lines)  # ended, not broken off
    assert service.ended() == 0
