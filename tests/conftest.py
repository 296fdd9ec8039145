"""What all tests share."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

import sfc.chain  # noqa: F401  # chooses the hash backend before a test imports web3

# As in a process of `sfc`: what thousands of tests import lives to the end.
gc.set_threshold(100_000)

# Two noisy cores: a slow example says nothing about the code. What fails is printed in a form
# that can be pasted back into the test. A change is judged by the same examples as the one before
# it; `make fuzz` draws others.
settings.register_profile("sfc", deadline=None, print_blob=True, derandomize=True, max_examples=60)
settings.register_profile(
    "explore", parent=settings.get_profile("sfc"), derandomize=False, max_examples=200
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "sfc"))

pytest_plugins = ["tests.databases"]

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="what stands for a database in memory",
    )


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: many tests wait for processes that they have started."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
