"""How long a ledger of 100,000 rows takes to import, and that it takes no more memory than 10,000.

    python -m scripts.import_benchmark                 # reads
    python -m scripts.import_benchmark --dry-run 10000 # and judges that many, and ten times as many
    python -m scripts.import_benchmark --record 1000   # and records that many on an embedded chain

Each measurement is a process of its own. `memory` is the most that Python had allocated at once
(tracemalloc, measured in a second pass, since it slows everything down), without what was there
before; `process` is what the operating system gave the whole process at most.
"""

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from sfc.app.context import Context
from sfc.app.imports import Order, begin, work
from sfc.app.register import Entrant, register
from sfc.bootstrap import open_sandbox
from sfc.domain.imports import IncomingFile, Reading
from sfc.domain.roles import Role
from sfc.importers.files import Files
from sfc.importers.ledger_profile import EXAMPLES
from sfc.settings import Settings

FEW, MANY = 10_000, 100_000
_START = date(2026, 1, 1)
_BUYERS = 50


def rows(count: int) -> Iterator[list[object]]:
    """The rows of a ledger: one supplier, 50 buyers, other numbers, days and amounts each time."""
    yield list(EXAMPLES.columns)
    for at in range(count):
        issued = _START + timedelta(at % 360)
        number, buyer = f"INV-{at * 7919 % 10_000_019:08}", at % _BUYERS
        amount = f"{at * 104_729 % 9_999_999 + 1}.{at % 100:02}"
        due = issued + timedelta(30 * (at % 6 + 1))
        cells = (number, "S-1", f"B-{buyer}", issued, due, amount, "CNY", "Supplier", f"B {buyer}")
        yield list(cells)


def write_ledger(file: Path, count: int) -> None:
    """Write a ledger; a workbook where its name ends so."""
    if file.suffix == ".xlsx":
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Ledger")
        for row in rows(count):
            sheet.append(row)
        book.save(file)
        return
    with file.open("w", encoding="utf-8") as text:
        for row in rows(count):
            print(",".join(map(str, row)), file=text)


def read(file: Path) -> int:
    """Read a ledger, and only that."""
    with file.open("rb") as stream:
        return sum(1 for _ in Files().read(stream, file.name, Reading(EXAMPLES)))


def run(file: Path, *, dry_run: bool) -> int:
    """Import a ledger into a sandbox whose database is a file."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/sfc.db")
        with open_sandbox(settings, start=_START) as system:
            return _run(system.context, file, dry_run=dry_run)


def _run(context: Context, file: Path, *, dry_run: bool) -> int:
    supplier = register(context, Entrant("Supplier", "S-1", Role.SUPPLIER)).result.id
    for buyer in range(_BUYERS):
        register(context, Entrant(f"B {buyer}", f"B-{buyer}", Role.CORE_ENTERPRISE))
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        about = IncomingFile(file.name, "", file.stat().st_size, digest)
        order = Order(Reading(), "examples", dry_run)
        started = begin(context, supplier, stream, about, order)
        done = work(context, started.id, stream)
    counts = context.imports.counts(done.id)
    assert len(counts) == 1, counts
    return sum(counts.values())


JOBS: dict[str, Callable[[Path], int]] = {
    "read": read,
    "dry run": lambda file: run(file, dry_run=True),
    "record": lambda file: run(file, dry_run=False),
}


def measure(job: str, kind: str, count: int, *, traced: bool) -> dict[str, float]:
    """Do a job in this process: seconds, and bytes at most."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"ledger.{kind}"
        write_ledger(file, count)
        JOBS[job](_small(file))  # what is loaded and cached once is not counted
        if traced:
            tracemalloc.start()
        started = time.perf_counter()
        assert JOBS[job](file) == count
        seconds = time.perf_counter() - started
    peak = tracemalloc.get_traced_memory()[1] if traced else 0
    process = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": seconds, "peak": peak, "process": process}


def _small(file: Path) -> Path:
    small = file.with_name(f"small{file.suffix}")
    write_ledger(small, 10)
    return small


def in_own_process(job: str, kind: str, count: int, *, traced: bool) -> dict[str, float]:
    """`measure` in a new process."""
    command = [sys.executable, "-m", __spec__.name, "--one", job, kind, str(count), str(traced)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dry-run", type=int, default=0, help="judge that many rows, too")
    parser.add_argument("--record", type=int, default=0, help="record that many rows, too")
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        job, kind, count, traced = given.one
        print(json.dumps(measure(job, kind, int(count), traced=traced == "True")))
        return
    sizes = [("read", "csv", [FEW, MANY]), ("read", "xlsx", [FEW, MANY])]
    if given.dry_run:
        sizes.append(("dry run", "csv", [given.dry_run, 10 * given.dry_run]))
    if given.record:
        sizes.append(("record", "csv", [given.record]))
    print(
        "| what | rows | seconds | rows/s | memory, MB | process, MB |\n|---|--:|--:|--:|--:|--:|"
    )
    for job, kind, counts in sizes:
        peaks = []
        for count in counts:
            timed = in_own_process(job, kind, count, traced=False)
            peaks.append(in_own_process(job, kind, count, traced=True)["peak"])
            print(
                f"| {job} {kind} | {count:,} | {timed['seconds']:.1f} "
                f"| {count / timed['seconds']:,.0f} | {peaks[-1] / 1e6:.1f} "
                f"| {timed['process'] / 1e6:.0f} |",
                flush=True,
            )
        if len(peaks) > 1:
            ratio = peaks[1] / peaks[0]
            print(
                f"|   ten times the rows take {ratio:.2f} times the memory | | | | | |", flush=True
            )


if __name__ == "__main__":
    main()
