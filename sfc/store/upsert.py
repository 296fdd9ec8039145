"""INSERT … ON CONFLICT, which each database spells its own way."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from sfc.store.columns import Base


def upsert(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each in the place of one with its primary key. All must have all columns."""
    if not rows:
        return
    table, statement = _insert(connection, model)
    key = list(table.primary_key.columns)
    others = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=others), rows)


def insert_missing(
    connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows, except where there is one with its primary key. All must have all columns."""
    if rows:
        _, statement = _insert(connection, model)
        connection.execute(statement.on_conflict_do_nothing(), rows)


def _insert(
    connection: Connection, model: type[Base]
) -> tuple[Table, sqlite.Insert | postgresql.Insert]:
    table = model.__table__
    assert isinstance(table, Table)
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return table, insert(table)
