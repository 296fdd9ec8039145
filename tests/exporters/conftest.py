from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from sfc.app.exports import Exports
from sfc.domain.ids import ReceivableId
from tests.databases import in_memory
from tests.exporters.samples import exports, full_life


@pytest.fixture(scope="session")
def database() -> Iterator[Engine]:
    engine = in_memory()
    yield engine
    engine.dispose()


@pytest.fixture
def fresh() -> Iterator[Engine]:
    """A database for one test alone."""
    engine = in_memory()
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def lived(database: Engine) -> tuple[Exports, dict[str, ReceivableId]]:
    """The read model after `full_life`, and its receivables by name."""
    network, named = full_life()
    return exports(database, network), named
