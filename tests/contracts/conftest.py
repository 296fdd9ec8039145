"""One deployment per module; every test begins where it stood."""

from collections.abc import Iterator

import pytest

from tests.contracts.world import World


@pytest.fixture(scope="module")
def deployment() -> World:
    """The contracts among their parties."""
    return World.deployed()


@pytest.fixture
def world(deployment: World) -> Iterator[World]:
    """The deployment, which forgets what the test has done."""
    before = deployment.chain.snapshot()
    yield deployment
    deployment.chain.revert(before)
