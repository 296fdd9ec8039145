"""A service that is killed again and again while clients go on asking: nothing lost or doubled.

`python -m tests.faults.killing --kills 200 --seed 1`, or `--minutes 10` for as long as that; with
`--postgresql` on that.
"""

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from tests.databases import running_server
from tests.faults.figures import Figures
from tests.faults.lives import enter, judge, live
from tests.faults.service import OPERATOR, Service

CLIENTS = 3
MIGRATIONS = 16
"""So many steps at least take an empty database to the present schema."""


def run(
    folder: Path,
    seed: int,
    *,
    kills: int = 0,
    seconds: float = 0,
    database: str | None = None,
    progress: Callable[[str], object] = lambda _: None,
) -> Figures:
    """Live lives of receivables until the service was killed so often and so long, and judge them.

    The first start of a sandbox is killed amid its migrations, for one in twenty kills. `database`
    is that of `Service`.
    """
    began = time.monotonic()
    service = Service(folder, seed, 0.6 if kills else 5, database)
    for number in range(1 + kills // 20):
        service.die_at("mid-migration", 1 + (seed + number) % MIGRATIONS)
    cast = enter(service.post, OPERATOR)
    service.stop()
    service.most = kills or 10**9
    numbers, told = count(1), threading.Lock()
    lives: list[int] = []

    def client(_: int) -> None:
        while service.kills < kills or time.monotonic() - began < seconds:
            with told:
                number = next(numbers)
            live(service.post, cast, number)
            lives.append(number)
            if number % 20 == 0:
                progress(f"{service.kills} kills, {len(lives)} lives")

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(client, range(CLIENTS)))
    service.stop()
    differences = service.audit()
    with service.inspected() as inspection:
        figures = judge(inspection.read, len(lives))
    progress(f"seed {seed}: {len(lives)} lives, killed {dict(service.killed)}")
    on_postgresql = service.kills if database else 0
    return figures + Figures(service.kills, differences=differences, on_postgresql=on_postgresql)


def main() -> int:
    """Run alone; 1 if anything was lost, doubled or different."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true", help="on a server of its own")
    given = parser.parse_args()
    kills, seconds = given.kills or (0 if given.minutes else 200), 60 * given.minutes
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        database = None
        if given.postgresql:
            server = stack.enter_context(running_server())
            database = server.url(server.create(tables=False))
        sandbox = Path(folder) / "sandbox"
        figures = run(
            *(sandbox, given.seed),
            kills=kills,
            seconds=seconds,
            database=database,
            progress=print,
        )
    print(figures)
    return 0 if figures.clean else 1


if __name__ == "__main__":
    sys.exit(main())
