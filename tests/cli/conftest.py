"""The command line, run in this process or as a stranger runs it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from sfc.cli.app import run
from tests.api.service import Client, World


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Sfc = Callable[..., Ran]


@pytest.fixture
def sfc(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sfc:
    """Runs a command here, as wide as no line is ever folded."""
    monkeypatch.setenv("COLUMNS", "400")
    for name in ("SFC_URL", "SFC_API_KEY", "SFC_RPC_URL"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: object) -> Ran:
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


As = Callable[[Client], Sfc]


@pytest.fixture
def as_(world: World, monkeypatch: pytest.MonkeyPatch, sfc: Sfc) -> As:
    """Commands with the key of somebody of the module's world."""
    monkeypatch.setenv("SFC_URL", world.url)

    def act(client: Client) -> Sfc:
        monkeypatch.setenv("SFC_API_KEY", client.key)
        return sfc

    return act
