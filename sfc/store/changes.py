"""Whether anybody has written to a database, asked without reading any of it."""

import sqlite3
from collections.abc import Hashable
from threading import Lock
from typing import Any, Protocol

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError

from sfc.domain.errors import StoreUnavailable
from sfc.store.engine import database_file, in_memory


class Changes(Protocol):
    """Tells marks: another one after every change, whoever made it."""

    waits: bool

    def mark(self) -> Hashable | None:
        """Something to compare with another mark; None where the database does not tell."""


def changes(engine: Engine) -> Changes:
    """What tells of the changes of a database."""
    if engine.dialect.name == "postgresql":
        return ServerChanges(engine)
    return MemoryChanges(engine) if in_memory(engine) else FileChanges(engine)


class FileChanges:
    """Looks at an SQLite file through a connection that never writes.

    SQLite gives that connection another `data_version` whenever any other one has committed, in
    this process or elsewhere: https://www.sqlite.org/pragma.html#pragma_data_version
    """

    waits = False

    def __init__(self, engine: Engine) -> None:
        self._file = database_file(engine.url.render_as_string())
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()
        event.listen(engine, "engine_disposed", self._close)

    def mark(self) -> int | None:
        """A number; takes microseconds, and waits for nobody."""
        if self._file is None:
            return None
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = sqlite3.connect(
                        self._file, timeout=0, isolation_level=None, check_same_thread=False
                    )
                return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            except sqlite3.Error:
                return None

    def _close(self, _engine: Engine) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


class MemoryChanges:
    """Counts the rows that an SQLite database in memory has changed in all.

    It has one connection, for which all queue; it is asked before it is given back:
    https://www.sqlite.org/c3ref/total_changes.html
    """

    waits = False

    def __init__(self, engine: Engine) -> None:
        self._changed: int | None = None
        event.listen(engine, "checkin", self._count)

    def mark(self) -> int | None:
        """A number, without asking anybody."""
        return self._changed

    def _count(self, connection: sqlite3.Connection | None, _record: object) -> None:
        self._changed = None if connection is None else connection.total_changes


class ServerChanges:
    """Asks a PostgreSQL server which transactions can be seen, on a connection of its own.

    Two snapshots that are alike show the same transactions, so the same data: what is committed
    between them is seen in one and not in the other. Transactions that only read are not counted,
    those of other databases on the server are.
    https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT

    Numbers of transactions mean something as long as the server lives: one that takes the place of
    another, or has gone back to a backup, was started at another time.
    """

    waits = True
    _QUESTION = "SELECT pg_current_snapshot()::text, pg_postmaster_start_time()::text"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: psycopg.Connection[Any] | None = None
        self._lock = Lock()
        event.listen(engine, "engine_disposed", self._close)

    def mark(self) -> Hashable | None:
        """The server's answer; None where it gives none."""
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._connect()
                return self._connection.execute(self._QUESTION).fetchone()
            except (psycopg.Error, SQLAlchemyError, StoreUnavailable):
                self._let_go()
                return None

    def _connect(self) -> psycopg.Connection[Any]:
        """One that the pool does not count: who waits for the pool must not wait for this."""
        pooled = self._engine.raw_connection()
        connection: psycopg.Connection[Any] = pooled.driver_connection  # type: ignore[assignment]
        pooled.detach()
        connection.autocommit = True
        return connection

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _close(self, _engine: Engine) -> None:
        with self._lock:
            self._let_go()
