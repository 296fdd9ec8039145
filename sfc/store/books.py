"""The derived tables as the indexer writes them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar, cast

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    Table,
    TextClause,
    bindparam,
    delete,
    select,
    text,
)

from sfc.domain.books import BlockRow, Row
from sfc.domain.events import Located
from sfc.domain.feed import Told
from sfc.domain.moments import passing
from sfc.domain.views import Head
from sfc.store.derived import MODELS, BlockModel, HeadModel
from sfc.store.engine import reading, writing
from sfc.store.happened import Happened
from sfc.store.telling import Telling
from sfc.store.undo import UndoLog, UndoModel
from sfc.store.upsert import upsert

R = TypeVar("R", bound=Row)
Key = tuple[object, ...]

FLUSH_ROWS = 10_000
"""Rows kept back before they are written, within the transaction."""

CACHE_ROWS = 200_000
"""Rows remembered of one transaction, or of those that follow each other directly."""

_ONE_WRITER: TextClause = text("SELECT pg_advisory_xact_lock(7281360417)")


class SqlBooks:
    """Implements `sfc.indexer.Books`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = reading(engine)
        self._writer = writing(engine)
        self._known: _Known | None = None

    def remembering(self) -> "SqlBooks":
        """The same, but transactions know what those before them have read and written.

        For some that follow each other directly: whoever uses it looks whether somebody else was in
        between, and asks for another one then.
        """
        books = SqlBooks(self._engine)
        books._known = _Known()
        return books

    def head(self) -> Head | None:
        """The block up to which the tables stand; None before the first."""
        with self.reading() as connection:
            return read_head(connection)

    def reading(self) -> AbstractContextManager[Connection]:
        """The tables as they stand now, and no other."""
        return self._reader.connect()

    def blocks(self) -> Iterator[BlockRow]:
        """The blocks that had events, newest first."""
        page = (
            select(BlockModel.number, BlockModel.hash, BlockModel.timestamp)
            .where(BlockModel.number < bindparam("below"))
            .order_by(BlockModel.number.desc())
            .limit(500)
        )
        below = 2**63 - 1
        while True:
            with self._reader.connect() as connection:
                rows = connection.execute(page, {"below": below}).all()
            if not rows:
                return
            yield from (BlockRow(*row) for row in rows)
            below = rows[-1].number

    @contextmanager
    def folding(self) -> Iterator["SqlFolding"]:
        """A transaction, the only one at its time: all of it is kept, or on an error nothing.

        SQLite lets one transaction write anyway; on PostgreSQL an advisory lock does it.
        """
        known = self._known or _Known()
        try:
            with self._writer.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(_ONE_WRITER)
                if known.is_new and read_head(connection) is None:
                    known.whole = set(MODELS)
                known.is_new = False
                folding = SqlFolding(connection, known)
                yield folding
                folding.finish()
                passing("mid-index")
        except BaseException:
            known.forget()
            raise


class SqlFolding:
    """Implements `sfc.indexer.Folding`: reads each row once, writes it once for many changes."""

    def __init__(self, connection: Connection, known: "_Known") -> None:
        self._connection = connection
        self._known = known
        self._changed: dict[type[Any], dict[Key, Row]] = {}
        self._changes = 0
        self._undo = UndoLog(connection)
        self._telling = Telling(connection, read_head(connection))
        self._block: int | None = None

    def head(self) -> Head | None:
        """The block up to which the tables stand."""
        return read_head(self._connection)

    def announce(self, at: Located, told: Told) -> None:
        """Let those know of an event whom it concerns, unless they do."""
        self._telling.tell(at, told)

    def move_to(self, head: Head) -> None:
        """State up to where the tables stand now."""
        row = {
            "id": 1,
            "block": head.block,
            "block_hash": head.block_hash,
            "timestamp": head.timestamp,
        }
        upsert(self._connection, HeadModel, [row])

    def get(self, kind: type[R], *key: object) -> R | None:
        """The row of that key, which is in the order of the row's first fields."""
        changed = self._changed.get(kind)
        if changed is not None and (row := changed.get(key)) is not None:
            return cast(R, row)
        known = self._known.rows.setdefault(kind, {})
        if key not in known:
            known[key] = None if kind in self._known.whole else self._read(kind, key)
            self._known.size += 1
        return cast(R | None, known[key])

    def put(self, row: Row) -> None:
        """Enter a row, in the place of one with its key."""
        kind = type(row)
        table = _TABLES[kind]
        key = table.key_of(row)
        if self._block is not None and not self._undo.knows(self._block, table.table, key):
            # an event happens once: there was no row for it
            before = None if table.is_event else self.get(kind, *key)
            values = None if before is None else table.values(before)
            self._undo.note(self._block, table.table, key, values)
        self._changed.setdefault(kind, {})[key] = row
        self._changes += 1
        if self._changes >= FLUSH_ROWS:
            self.flush()

    def remember(self, block: int | None) -> None:
        """What is put from now on happens in that block, to be taken back; in one that is final."""
        self._block = block

    def forget(self, block: int) -> None:
        """Blocks up to that one will not be taken back."""
        self._undo.forget(block)

    def take_back(self, block: int) -> Head | None:
        """Undo all that came after a block, which had events; None, and no change, if it cannot."""
        self.flush()
        if not self._undo.reaches(block):
            return None
        head = self._undo.take_back(block)
        self._telling.rewind(block)
        self._known.forget()
        self.move_to(head)
        return head

    def clear(self) -> None:
        """Forget everything derived, the head included. What is known off the chain stays."""
        self._changed.clear()
        self._known.forget()
        self._connection.execute(delete(HeadModel))
        self._connection.execute(delete(UndoModel))
        for model in reversed(MODELS.values()):
            self._connection.execute(delete(model))
        self._telling.rewind(None)
        self._known.whole = set(MODELS)  # what is not in memory does not exist

    def finish(self) -> None:
        """Write all that is on its way, at the end of the transaction."""
        self.flush()
        self._telling.finish(self.head())

    def flush(self) -> None:
        """Write what was put, parents before children."""
        for kind, model in MODELS.items():
            if (rows := self._changed.pop(kind, None)) is None:
                continue
            upsert(self._connection, model, [_TABLES[kind].values(row) for row in rows.values()])
            if (known := self._known.rows.get(kind)) is not None:
                self._known.size += len(rows)
                known |= rows
            else:
                self._known.whole.discard(kind)
        self._changes = 0
        self._undo.flush()
        self._telling.flush()
        if self._known.size > CACHE_ROWS:
            self._known.forget()

    def _read(self, kind: type[Any], key: Key) -> Row | None:
        table = _TABLES[kind]
        found = self._connection.execute(table.by_key, dict(zip(table.key, key, strict=True)))
        row = found.one_or_none()
        return None if row is None else cast(Row, kind(*row))


class _Known:
    """Rows as they are in the database, None for those that are not; of `whole` kinds all."""

    def __init__(self) -> None:
        self.is_new = True
        self.rows: dict[type[Any], dict[Key, Row | None]] = {}
        self.whole: set[type[Any]] = set()
        self.size = 0

    def forget(self) -> None:
        self.rows, self.whole, self.size = {}, set(), 0


class _RowTable:
    """How a kind of row is looked up."""

    def __init__(self, kind: type[Any]) -> None:
        table = MODELS[kind].__table__
        assert isinstance(table, Table)
        self.table = table
        self.is_event = issubclass(MODELS[kind], Happened)
        self.names = tuple(field.name for field in fields(kind))
        columns = [table.columns[name] for name in self.names]
        self.key = tuple(column.name for column in columns if column.primary_key)
        one, several = attrgetter(self.key[0]), attrgetter(*self.key)
        self.key_of: Callable[[Row], Key] = several if self.key[1:] else lambda row: (one(row),)
        self.by_key: Select[Any] = select(*columns).where(
            *(table.columns[name] == bindparam(name) for name in self.key)
        )

    def values(self, row: Row) -> dict[str, Any]:
        """A row by its columns."""
        return {name: getattr(row, name) for name in self.names}


_TABLES = {kind: _RowTable(kind) for kind in MODELS}


def read_head(connection: Connection) -> Head | None:
    """The block up to which the derived tables stand."""
    row = connection.execute(
        select(HeadModel.block, HeadModel.block_hash, HeadModel.timestamp)
    ).one_or_none()
    return None if row is None else Head(*row)
