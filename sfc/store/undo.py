"""What rows of the derived tables were before each block, so that blocks can be taken back."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Dialect, Table, Text, bindparam, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.views import Head
from sfc.store.columns import Base, Packed, Wide
from sfc.store.derived import MODELS, BlockModel
from sfc.store.upsert import insert_missing, upsert

Values = Mapping[str, Any]
Key = tuple[object, ...]


class UndoModel(Base):
    """A row of a derived table as it was before a block: its columns as JSON, NULL if absent.

    Every block with events that can be taken back has rows here, that of its own in `blocks` among
    them; so do all blocks after it.
    """

    __tablename__ = "undo_log"

    block: Mapped[Wide] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    before: Mapped[str | None] = mapped_column(Text)


class UndoLog:
    """The log within one transaction. What is noted is on its way until `flush`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._noted: dict[tuple[int, str, Key], str | None] = {}

    def note(self, block: int, table: Table, key: Key, before: Values | None) -> None:
        """Keep what a row was before a block: or None. The first to say it counts."""
        row = None if before is None else _packed(before, table, self._connection.dialect)
        self._noted.setdefault((block, table.name, key), row)

    def knows(self, block: int, table: Table, key: Key) -> bool:
        """Whether that was noted since the last flush."""
        return (block, table.name, key) in self._noted

    def flush(self) -> None:
        """Write what was noted."""
        noted, self._noted = self._noted, {}
        rows = [
            {"block": block, "origin": origin, "key": json.dumps(key), "before": before}
            for (block, origin, key), before in noted.items()
        ]
        insert_missing(self._connection, UndoModel, rows)

    def forget(self, block: int) -> None:
        """Blocks up to that one will not be taken back."""
        self._connection.execute(delete(UndoModel).where(UndoModel.block <= block))

    def reaches(self, block: int) -> bool:
        """Whether all that came after a block can be taken back."""
        first = select(func.min(BlockModel.number)).where(BlockModel.number > block)
        undone = self._connection.scalar(first)
        oldest = self._connection.scalar(select(func.min(UndoModel.block)))
        return undone is None or (oldest is not None and oldest <= undone)

    def take_back(self, block: int) -> Head:
        """Make the tables what they were after a block, which had events; give where that is.

        Only if it `reaches` so far, and nothing is noted that was not flushed.
        """
        at = select(BlockModel.number, BlockModel.hash, BlockModel.timestamp)
        head = Head(*self._connection.execute(at.where(BlockModel.number == block)).one())
        before: dict[str, dict[str, str | None]] = {}
        oldest_first = (
            select(UndoModel.origin, UndoModel.key, UndoModel.before)
            .where(UndoModel.block > block)
            .order_by(UndoModel.block)
        )
        for origin, key, row in self._connection.execute(oldest_first):
            before.setdefault(origin, {}).setdefault(key, row)
        dialect = self._connection.dialect
        tables = [(model, model.__tablename__) for model in MODELS.values()]
        for model, name in tables:
            rows = [row for row in before.get(name, {}).values() if row is not None]
            upsert(
                self._connection, model, [_unpacked(row, _table(model), dialect) for row in rows]
            )
        for model, name in reversed(tables):
            made = [json.loads(key) for key, row in before.get(name, {}).items() if row is None]
            _remove(self._connection, _table(model), made)
        self._connection.execute(delete(UndoModel).where(UndoModel.block > block))
        return head


def _remove(connection: Connection, table: Table, keys: list[list[object]]) -> None:
    if not keys:
        return
    names = [column.name for column in table.primary_key]
    matches = [table.columns[name] == bindparam(f"of_{name}") for name in names]
    rows = [{f"of_{name}": part for name, part in zip(names, key, strict=True)} for key in keys]
    connection.execute(delete(table).where(*matches), rows)


def _packed(row: Values, table: Table, dialect: Dialect) -> str:
    values = {
        name: kind.process_bind_param(value, dialect)
        if isinstance(kind := table.columns[name].type, Packed)
        else value
        for name, value in row.items()
    }
    return json.dumps(values)


def _unpacked(row: str, table: Table, dialect: Dialect) -> Values:
    return {
        name: kind.process_result_value(value, dialect)
        if isinstance(kind := table.columns[name].type, Packed)
        else value
        for name, value in json.loads(row).items()
    }


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
