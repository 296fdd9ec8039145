"""The real service, killed at labelled moments and from outside, restarted and asked again."""

from pathlib import Path

import pytest

from tests.faults import killing


@pytest.mark.parametrize("seed", [11])
def test_nothing_is_lost_or_done_twice(tmp_path: Path, seed: int) -> None:
    figures = killing.run(tmp_path / "sandbox", seed, kills=3)
    assert figures.clean, str(figures)
    assert figures.kills >= 3
