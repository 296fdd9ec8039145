"""The market is deployed beside the core of each module; every test begins where it stood."""

from collections.abc import Iterator

import pytest

from tests.contracts.market.bench import Bench
from tests.contracts.world import FINANCIER, SUPPLIER, TIER2, TIER3, World, operator


@pytest.fixture(scope="module")
def stall(deployment: World) -> Bench:
    """The market among its parties."""
    return Bench.deployed(deployment)


@pytest.fixture
def bench(stall: Bench) -> Iterator[Bench]:
    """The market, which forgets what the test has done."""
    before = stall.world.chain.snapshot()
    yield stall
    stall.world.chain.revert(before)


@pytest.fixture
def more_banks(bench: Bench) -> None:
    """Two suppliers are financiers, too: four may bid."""
    for number in (TIER2, TIER3):
        bench.world.core.setRoles(number, SUPPLIER | FINANCIER, by=operator)
