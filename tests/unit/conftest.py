"""Unit tests run alone: whatever opens a socket fails at once."""

import json
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "money.json"


class SocketOpenedError(Exception):
    """A unit test, or what it called, tried to reach the network."""


@pytest.fixture(autouse=True)
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every new socket."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise SocketOpenedError("unit tests may not open sockets")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture(scope="session")
def vectors() -> dict[str, Any]:
    """The worked examples that the project is accepted by."""
    if not VECTORS.exists():
        pytest.skip(f"acceptance vectors are absent: {VECTORS}")
    loaded: dict[str, Any] = json.loads(VECTORS.read_text(encoding="utf-8"))
    return loaded
