"""Over a connection that lies, every intent has its effect exactly once."""

import pytest

from tests.chain import anvil
from tests.faults import lying


@pytest.mark.skipif(not anvil.available(), reason="anvil is not installed: run make node")
@pytest.mark.parametrize("seed", [1])
def test_exactly_once(seed: int) -> None:
    with anvil.running() as url:
        figures = lying.run(url, seed, 400)
    assert figures.clean, str(figures)
    assert figures.requests >= 400
