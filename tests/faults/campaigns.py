"""The campaigns as a runner plans them, each in a process of its own."""

import logging
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests import databases
from tests.chain import anvil
from tests.faults.figures import Figures


@dataclass(frozen=True)
class Part:
    """A campaign, and by what name it is told of."""

    name: str
    run: Callable[[], Figures]


def kill(seed: int, kills: int, name: str) -> Figures:
    """See `killing`."""
    from tests.faults import killing

    with tempfile.TemporaryDirectory() as folder:
        return killing.run(Path(folder) / "sandbox", seed, kills=kills, progress=say(name))


def kill_on_postgresql(seed: int, kills: int, name: str) -> Figures:
    """See `killing`: with a PostgreSQL server that goes on."""
    from tests.faults import killing

    with tempfile.TemporaryDirectory() as folder, databases.running_server() as server:
        database = server.url(server.create(tables=False))
        sandbox = Path(folder) / "sandbox"
        return killing.run(sandbox, seed, kills=kills, database=database, progress=say(name))


def lie(seed: int, requests: int, name: str) -> Figures:
    """See `lying`."""
    from tests.faults import lying

    with anvil.running() as url:
        return lying.run(url, seed, requests, say(name))


def reorganise(kind: str, seeds: Sequence[int]) -> Figures:
    """See `reorganising`."""
    logging.disable(logging.WARNING)  # each of them would be told
    from tests.faults import reorganising

    told: Figures = getattr(reorganising, kind)(seeds)
    return told


def race(receivables: int, name: str) -> Figures:
    """See `racing`."""
    from tests.faults import racing

    with tempfile.TemporaryDirectory() as folder:
        return racing.run(Path(folder) / "sandbox", receivables, say(name))


def say(name: str) -> Callable[[str], None]:
    """Tell how a campaign goes on."""
    return partial(_say, name)


def _say(name: str, what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {name:<24}{what}", flush=True)


def plan(kills: int, sequences: int, requests: int, receivables: int, seed: int) -> list[Part]:
    """The campaigns, the longest first."""
    first, second = (
        range(seed, seed + sequences // 2),
        range(seed + sequences // 2, seed + sequences),
    )
    if missing := databases.no_server():
        _say("PostgreSQL", missing)
    on_postgresql = 0 if missing else kills // 4
    kills -= on_postgresql
    name = "kills, PostgreSQL"
    parts = [
        Part("kills, one", partial(kill, seed, kills - kills // 2, "kills, one")),
        Part("kills, two", partial(kill, seed + 1, kills // 2, "kills, two")),
        *([] if missing else [Part(name, partial(kill_on_postgresql, seed, on_postgresql, name))]),
        Part("reorgs in memory, one", partial(reorganise, "in_memory", first)),
        Part("reorgs in memory, two", partial(reorganise, "in_memory", second)),
        Part("reorgs, embedded", partial(reorganise, "on_embedded", first[: sequences // 10])),
        Part("race", partial(race, receivables, "race")),
    ]
    if anvil.available():
        parts += [
            Part("reorgs, anvil", partial(reorganise, "on_anvil", first[: sequences // 25])),
            Part("lying provider", partial(lie, seed, requests, "lying provider")),
        ]
    else:
        _say(
            "anvil", "is not installed, run make node: no reorganisations there, no lying provider"
        )
    return parts
