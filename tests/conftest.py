"""What all tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

import sfc.chain  # noqa: F401  # chooses the hash backend before a test imports web3

# Two noisy cores: a slow example says nothing about the code. What fails is printed in a form
# that can be pasted back into the test.
settings.register_profile("sfc", deadline=None, print_blob=True)
settings.load_profile("sfc")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
