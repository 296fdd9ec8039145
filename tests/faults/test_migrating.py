"""A database whose migration is cut off stays as it was, and is migrated at the next start."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import count

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect

from sfc.domain import moments
from sfc.store import open_engine, upgrade
from sfc.store import schema as upgrading
from sfc.store.engine import writing

OLD = "v0003_imports"


class CutOff(BaseException):
    """The process ends here."""


def as_of(engine: Engine, revision: str) -> None:
    """Bring a new database to the schema of an earlier version."""
    config = Config()
    config.set_main_option("script_location", str(upgrading._MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def steps_of(engine: Engine, most: int = 10**6) -> int:
    """Upgrade, cut off after that many steps; give how many there were."""
    passed = 0

    def watcher(moment: str) -> None:
        nonlocal passed
        assert moment == "mid-migration"
        passed += 1
        if passed == most:
            raise CutOff

    moments.watch(watcher)
    try:
        with suppress(CutOff):
            upgrade(engine)
    finally:
        moments.watch(None)
    return passed


def described(engine: Engine) -> dict[str, list[str]]:
    found = inspect(engine)
    return {
        table: sorted(f"{column['name']} {column['type']}" for column in found.get_columns(table))
        for table in sorted(found.get_table_names())
    }


def kept(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT name FROM participant_names").all()
    return [tuple(row) for row in found]


@pytest.fixture
def bare(url: str) -> Iterator[Engine]:
    opened = open_engine(url)
    yield opened
    opened.dispose()


def test_cut_off_at_any_step_nothing_is_changed_and_the_next_start_does_all(bare: Engine) -> None:
    as_of(bare, OLD)
    with writing(bare).begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO participant_names (participant, name, legal_id, canonical) "
            "VALUES (1, 'One', 'ID-1', 'one')"
        )
    before = described(bare)
    for step in count(1):
        if steps_of(bare, step) < step:
            break
        assert described(bare) == before
        assert kept(bare) == [("One",)]
    assert step > 5, "there were steps to be cut off at"
    after = described(bare)
    assert set(after) - set(before), "tables came"
    assert kept(bare) == [("One",)]
    assert steps_of(bare) == 0
    fresh = open_engine("sqlite://")
    upgrade(fresh)
    assert set(described(fresh)) == set(after)
    fresh.dispose()
