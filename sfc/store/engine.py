"""Databases by URL, set up so that the rest of the store need not know which one it has."""

import sqlite3
from pathlib import Path
from typing import Any, cast

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ExceptionContext,
    QueuePool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import OperationalError

from sfc.domain.errors import StoreUnavailable
from sfc.store.numbers import SqliteSum

BUSY_SECONDS = 30
"""How long to wait for another process to finish writing."""

QUEUE_SECONDS = 600
"""How long a thread queues for the one connection of a database in memory."""

_WRITES = "sfc_writes"


def open_engine(url: str) -> Engine:
    """Open a database: `sqlite:///file.db`, `sqlite://` or `:memory:`, `postgresql://…`.

    The folder of an SQLite file is made. A database in memory lives as long as the engine, and has
    one connection, for which threads queue. Nothing is created in the database: see `upgrade`.
    """
    address = make_url("sqlite://" if url == ":memory:" else url)
    if address.get_backend_name() == "sqlite":
        return watched(_open_sqlite(address))
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    return watched(create_engine(address, pool_pre_ping=True))


def reading(engine: Engine) -> Engine:
    """The same database for transactions that only read: each sees one state throughout."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writing(engine: Engine) -> Engine:
    """The same database for transactions that write.

    On SQLite they queue from their start; one that began by reading could not write any more once
    another had written.
    """
    return engine.execution_options(**{_WRITES: True})


def in_memory(engine: Engine) -> bool:
    """Tell whether the database goes with the engine."""
    return engine.dialect.name == "sqlite" and engine.url.database in (None, "", ":memory:")


def database_file(url: str) -> Path | None:
    """The file of an SQLite database; None for one in memory or behind a server."""
    address = make_url("sqlite://" if url == ":memory:" else url)
    name = address.database or ":memory:"
    is_file = address.get_backend_name() == "sqlite" and not name.startswith((":memory:", "file:"))
    return Path(name) if is_file else None


def watched(engine: Engine) -> Engine:
    """The same, of which what goes wrong is told as StoreUnavailable."""
    event.listen(engine.dialect, "handle_error", _name)
    return engine


def _name(problem: ExceptionContext) -> Exception | None:
    """Give what the database cannot do now (full, read-only, locked, gone) the domain's name."""
    if not isinstance(problem.sqlalchemy_exception, OperationalError):
        return None
    return StoreUnavailable(str(problem.original_exception).partition("\n")[0])


def _open_sqlite(address: URL) -> Engine:
    options: dict[str, Any] = {"connect_args": {"timeout": BUSY_SECONDS}}
    only_in_memory = address.database in (None, "", ":memory:")
    if only_in_memory:
        options["connect_args"]["check_same_thread"] = False
        options |= {
            "poolclass": QueuePool,
            "pool_size": 1,
            "max_overflow": 0,
            "pool_timeout": QUEUE_SECONDS,
        }
    elif address.database and not address.database.startswith("file:"):
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, **options)
    if only_in_memory:
        event.listen(engine, "connect", _Once())
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


class _Once:
    """Refuses a second connection to a database in memory: it would be to another, empty one."""

    def __init__(self) -> None:
        self._connected = False

    def __call__(self, _connection: sqlite3.Connection, _record: object) -> None:
        if self._connected:
            raise StoreUnavailable("the database was in memory, and went with its connection")
        self._connected = True


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # Python's driver would begin transactions late and commit them early: we do both ourselves
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_aggregate("exact_sum", 1, cast(Any, SqliteSum))


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
