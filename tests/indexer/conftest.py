from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from sfc.store import SqlBooks, open_engine, upgrade


@pytest.fixture(scope="module")
def memory() -> Iterator[Engine]:
    """A database in memory that the tests of a module use one after another."""
    opened = open_engine("sqlite://")
    upgrade(opened)
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Engine, Engine]]:
    """Two databases in memory, which the examples of a module use one after another."""
    opened = open_engine("sqlite://"), open_engine("sqlite://")
    for each in opened:
        upgrade(each)
    yield opened
    for each in opened:
        each.dispose()


def emptied(engine: Engine) -> Engine:
    """Without anything derived in it."""
    with SqlBooks(engine).folding() as folding:
        folding.clear()
    return engine
