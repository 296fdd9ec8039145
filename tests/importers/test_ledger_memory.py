"""Memory stays flat however many rows a ledger has."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.import_benchmark import write_ledger
from sfc.cli.output import Output
from sfc.cli.reading import Wishes, described, read_all
from sfc.domain.imports import Reading
from sfc.importers.files import Files
from sfc.importers.ledger_profile import EXAMPLES

FEW, MANY = 150, 1_500
READING = Reading(EXAMPLES)


def _read(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(1 for _ in Files().read(stream, file.name, READING))


def _doubt(file: Path) -> int:
    with file.open("rb") as stream:
        return len(Files().doubts(stream, file.name, READING))


def _dry_run(file: Path) -> int:
    wishes = Wishes(profile="examples")
    return sum(1 for _ in described(read_all([file], wishes, Output(as_json=True))))


def _peak(job: Callable[[Path], int], file: Path) -> int:
    job(file)
    tracemalloc.start()
    job(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize(
    ("job", "ending"),
    [(_read, "csv"), (_read, "xlsx"), (_doubt, "csv"), (_doubt, "xlsx"), (_dry_run, "csv")],
)
def test_ten_times_the_rows_take_no_more_memory(
    job: Callable[[Path], int], ending: str, tmp_path: Path
) -> None:
    peaks = []
    for count in (FEW, MANY):
        file = tmp_path / f"ledger-{count}.{ending}"
        write_ledger(file, count)
        peaks.append(_peak(job, file))
    assert peaks[1] < peaks[0] * 1.5 + 200_000, peaks
