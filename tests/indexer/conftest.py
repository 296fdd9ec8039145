from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from sfc.store import SqlBooks
from tests.databases import in_memory


@pytest.fixture(scope="module")
def memory() -> Iterator[Engine]:
    """A database in memory that the tests of a module use one after another."""
    opened = in_memory()
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Engine, Engine]]:
    """Two databases in memory, which the examples of a module use one after another."""
    opened = in_memory(), in_memory()
    yield opened
    for each in opened:
        each.dispose()


def emptied(engine: Engine) -> Engine:
    """Without anything derived in it."""
    with SqlBooks(engine).folding() as folding:
        folding.clear()
    return engine
