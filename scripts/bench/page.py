"""What a benchmark gives, and the page that all of them are written to."""

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

Tell = Callable[[str], None]
_LIBRARIES = ("web3", "eth-tester", "py-evm", "fastapi", "uvicorn", "pydantic", "sqlalchemy")


@dataclass(frozen=True)
class Size:
    """How much is done of everything. Per client and round, where clients are many."""

    rounds: int
    deployments: int
    transfers: int
    lives: int
    calls: int
    reads: int
    events: int
    transactions: int
    levels: Sequence[int]
    clients: Sequence[int]
    requests: int
    service_lives: int
    repeats: int


SHORT = Size(
    rounds=1,
    deployments=1,
    transfers=10,
    lives=1,
    calls=30,
    reads=300,
    events=10_000,
    transactions=1_000,
    levels=(200, 1_000),
    clients=(1, 8, 32),
    requests=300,
    service_lives=8,
    repeats=50,
)
FULL = Size(
    rounds=2,
    deployments=2,
    transfers=20,
    lives=3,
    calls=100,
    reads=2_000,
    events=100_000,
    transactions=10_000,
    levels=(1_000, 5_000, 20_000),
    clients=(1, 8, 32),
    requests=1_000,
    service_lives=24,
    repeats=100,
)


@dataclass(frozen=True)
class Aim:
    """What is wanted of a figure, what it was, and whether that is enough."""

    what: str
    wanted: str
    found: str
    reached: bool


@dataclass(frozen=True)
class Section:
    """One part of the page; `ratios` are what is worth comparing between machines and versions."""

    title: str
    paragraphs: Sequence[str]
    ratios: Mapping[str, float] = field(default_factory=dict)
    ok: bool = True
    aims: Sequence[Aim] = ()


def at_least(what: str, times: float, found: float) -> Aim:
    """The aim to be so many times as good as something."""
    return Aim(what, f"at least {times:g}×", f"{found:.1f}×", found >= times)


def ratio(mine: float, theirs: float) -> str:
    """How many times as much."""
    return f"{mine / theirs:.1f}×"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; numbers to the right."""
    rule = ["---", *(["---:"] * (len(heads) - 1))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def page(sections: Sequence[Section], minutes: float, load: float) -> str:
    """The whole page of a run; `load` is how many processes wanted a core before it."""
    parts = [
        "# Benchmarks",
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, after {minutes:.0f} "
        "minutes. Everything here comes from one run on one machine; seconds say little elsewhere, "
        "ratios within a run do.",
        _machine(load),
    ]
    if aims := [aim for section in sections for aim in section.aims]:
        rows = [
            [aim.what, aim.wanted, aim.found, "yes" if aim.reached else "**no**"] for aim in aims
        ]
        parts += ["## What is aimed at", table(["", "wanted", "found", "reached"], rows)]
    for section in sections:
        parts += [f"## {section.title}", *section.paragraphs]
    return "\n\n".join(parts) + "\n"


def _machine(load: float) -> str:
    rows = [
        ["machine", f"{os.cpu_count()} cores, {_processor()}, {_memory()}"],
        ["system", f"{platform.system()} {platform.release()}, Python {platform.python_version()}"],
        ["libraries", ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)],
        ["load before the run", f"{load:.1f} processes wanted a core"],
    ]
    return table(["", ""], rows).replace("---:", "---")


def _processor() -> str:
    """The processor's name, where the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{gigabytes:.0f} GB"
