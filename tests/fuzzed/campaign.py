"""One campaign: schemathesis with every check and phase, as one role, against a sandbox."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from tests.api.described import DESCRIPTION, Described, replaced
from tests.api.ready import OPERATIONS, READY, Ids, default, renamed
from tests.api.service import Client, World, sandbox

HERE = Path(__file__).parent
_GENERATED = re.compile(r"^\s+([0-9,]+) generated", re.MULTILINE)
_SERVER_ERRORS = re.compile(r"Server error: ([0-9]+)")
_LINKS = re.compile(r"([0-9]+) covered / [0-9]+ selected / ([0-9]+) total")

ROLES: Mapping[str, Callable[[World], Client]] = {
    "supplier": lambda world: world.supplier,
    "obligor": lambda world: world.core,
    "financier": lambda world: world.bank,
    "operator": lambda world: world.operator,
    "regulator": lambda world: world.register("regulator"),
    "nobody": lambda world: world.stranger,
}


@dataclass(frozen=True)
class Run:
    """What came of the requests of one role."""

    requests: int
    server_errors: int
    links: int
    links_there: int
    failed: bool
    output: str


@contextmanager
def service() -> Iterator[World]:
    """A sandbox for one campaign, which says nothing."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    try:
        with sandbox(webhook_plain_http=True, webhook_networks='["127.0.0.0/8"]') as world:
            world.give(world.supplier, "10000000.00")
            yield world
    finally:
        structlog.reset_defaults()


def play(
    world: World, role: str, description: Path, *options: str, operations: Collection[str] = ()
) -> Run:
    """Play a campaign as one role, from a description of what is there, and count.

    With some operations, or all.
    """
    key = ROLES[role](world).http.headers.get("Authorization")
    command: Sequence[str] = [
        str(Path(sys.executable).parent / "schemathesis"),
        *("--config-file", str(HERE / "schemathesis.toml"), "--no-color"),
        *("run", str(description), "--url", world.url, "--checks", "all"),
        *(f"--include-operation-id={each}" for each in operations),
        *((f"--header=Authorization: {key}",) if key else ()),
        *options,
    ]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}
    )
    played = _GENERATED.search(ran.stdout)
    errors = _SERVER_ERRORS.search(ran.stdout)
    links = _LINKS.search(ran.stdout)
    return Run(
        requests=int(played[1].replace(",", "")) if played else 0,
        server_errors=int(errors[1]) if errors else 0,
        links=int(links[1]) if links else 0,
        links_there=int(links[2]) if links else 0,
        failed=ran.returncode != 0,
        output=ran.stdout + ran.stderr,
    )


@contextmanager
def described(world: World, operations: Collection[str] = OPERATIONS) -> Iterator[Path]:
    """The description as a file, where the examples of some operations name what is in a world.

    So that requests get past what is not found: to each belongs something with which it succeeds.
    """
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "openapi.json"
        written.write_text(json.dumps(_filled(world, operations)), encoding="utf-8")
        yield written


def _filled(world: World, operations: Collection[str]) -> dict[str, Any]:
    receivable = world.tokenised("1000000.00", 180)
    filled: dict[str, Any] = replaced(DESCRIPTION, renamed(world, {"receivable": receivable}))
    there: dict[object, Ids] = {}
    for name in operations:
        each = OPERATIONS[name]
        ready = READY.get(name, default(each))
        if ready not in there:
            _, there[ready] = ready(world)
        spec = filled["paths"][each.path][each.method.lower()]
        _fill(each, spec, there[ready], renamed(world, there[ready]))
    return filled


def _fill(each: Described, spec: dict[str, Any], ids: Ids, change: Callable[[str], str]) -> None:
    for parameter in spec.get("parameters", ()):
        if parameter["in"] == "path" and (known := ids.get(parameter["name"])) is not None:
            number = parameter["schema"].get("type") == "integer"
            parameter["example"] = int(known) if number else known
    if (body := each.body()) is not None:
        kind, example = body
        spec["requestBody"]["content"][kind]["example"] = replaced(example, change)
