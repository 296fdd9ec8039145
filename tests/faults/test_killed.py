"""The real service, killed at labelled moments and from outside, restarted and asked again."""

from pathlib import Path

import pytest

from tests.faults import killing


@pytest.mark.parametrize("seed", [11])
def test_nothing_is_lost_or_done_twice(tmp_path: Path, seed: int) -> None:
    figures = killing.run(tmp_path / "sandbox", seed, kills=3)
    assert figures.clean, str(figures)
    assert figures.kills >= 3


@pytest.mark.parametrize("seed", [12])
def test_nor_on_postgresql(tmp_path: Path, postgresql_url: str, seed: int) -> None:
    figures = killing.run(tmp_path / "sandbox", seed, kills=2, database=postgresql_url)
    assert figures.clean, str(figures)
    assert figures.on_postgresql >= 2
    assert not (tmp_path / "sandbox" / "sfc.db").exists()
