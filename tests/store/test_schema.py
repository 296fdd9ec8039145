"""Migrations make the tables that the program thinks it has."""

from collections.abc import Iterator
from dataclasses import fields
from threading import Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

import sfc.store.schema as schema
from sfc.domain.books import Row
from sfc.domain.errors import StoreUnavailable
from sfc.store import check_schema, open_engine, upgrade
from sfc.store.columns import Base
from sfc.store.derived import MODELS
from sfc.store.engine import writing


@pytest.fixture
def bare(url: str) -> Iterator[Engine]:
    opened = open_engine(url)
    yield opened
    opened.dispose()


def test_upgraded_is_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    before = inspect(engine).get_table_names()
    upgrade(engine)
    assert inspect(engine).get_table_names() == before
    assert "alembic_version" in before


def test_several_may_upgrade_at_once(bare: Engine) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            upgrade(bare)
        except BaseException as failure:
            failures.append(failure)

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert "receivables" in inspect(bare).get_table_names()


def test_a_tool_beside_the_service_changes_no_schema(bare: Engine) -> None:
    with pytest.raises(StoreUnavailable, match="schema none, not v"):
        check_schema(bare)
    assert inspect(bare).get_table_names() == []
    upgrade(bare)
    check_schema(bare)
    with writing(bare).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'v9999_of_tomorrow'"))
    with pytest.raises(StoreUnavailable, match="schema v9999_of_tomorrow, not v"):
        check_schema(bare)


def test_down_and_up_again(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema._MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    upgrade(engine)
    assert "receivables" in inspect(engine).get_table_names()


def test_a_failed_migration_leaves_nothing(bare: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(config: Config, revision: str) -> None:
        real(config, revision)
        raise RuntimeError("the power went")

    real = command.upgrade
    monkeypatch.setattr(schema.command, "upgrade", fail)
    with pytest.raises(RuntimeError):
        upgrade(bare)
    assert inspect(bare).get_table_names() == []


@pytest.mark.parametrize("kind", MODELS)
def test_columns_are_the_fields_of_the_rows(kind: type[Row]) -> None:
    table = MODELS[kind].__table__
    names = [field.name for field in fields(kind)]
    assert {column.name for column in table.columns} == set(names)
    key = [column.name for column in table.primary_key]
    assert names[: len(key)] == key
