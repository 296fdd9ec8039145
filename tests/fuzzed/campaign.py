"""One campaign: schemathesis with every check and phase, as each role, against a sandbox."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.api.service import Client, World, sandbox

HERE = Path(__file__).parent
_GENERATED = re.compile(r"^\s+([0-9,]+) generated", re.MULTILINE)
_SERVER_ERRORS = re.compile(r"Server error: ([0-9]+)")


@dataclass(frozen=True)
class Run:
    """What came of the requests of one role."""

    role: str
    requests: int
    server_errors: int
    failed: bool
    output: str


def roles(world: World) -> dict[str, Client]:
    """Somebody of each role who has something to see."""
    identity = world.tokenised()
    world.supplier.post("/asks", {"receivable": identity})
    world.bank.post("/quotes", {"receivable": identity, "annual_rate_percent": "5"})
    return {
        "supplier": world.supplier,
        "obligor": world.core,
        "financier": world.bank,
        "operator": world.operator,
        "regulator": world.register("regulator"),
        "nobody": world.stranger,
    }


@contextmanager
def service() -> Iterator[tuple[World, dict[str, Client]]]:
    """A sandbox for one campaign."""
    with sandbox() as world:
        yield world, roles(world)


def play(world: World, role: str, client: Client, *options: str) -> Run:
    """Play a campaign as one role, and count."""
    key = client.http.headers.get("Authorization")
    command: Sequence[str] = [
        str(Path(sys.executable).parent / "schemathesis"),
        *("--config-file", str(HERE / "schemathesis.toml"), "--no-color"),
        *("run", f"{world.url}/v1/openapi.json", "--checks", "all"),
        # it would end the key with which the campaign is played
        *("--exclude-operation-id", "close_session"),
        *((f"--header=Authorization: {key}",) if key else ()),
        *options,
    ]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}
    )
    played = _GENERATED.search(ran.stdout)
    errors = _SERVER_ERRORS.search(ran.stdout)
    return Run(
        role,
        int(played[1].replace(",", "")) if played else 0,
        int(errors[1]) if errors else 0,
        ran.returncode != 0,
        ran.stdout + ran.stderr,
    )
