"""Four processes of eight threads against one service: every receivable is settled exactly once."""

from pathlib import Path

from tests.faults import racing
from tests.faults.storm import THREADS


def test_every_receivable_is_settled_once(tmp_path: Path) -> None:
    figures = racing.run(tmp_path / "sandbox", 1)
    assert figures.clean, str(figures)
    assert figures.races == 5 * racing.PROCESSES * THREADS
