"""Whether anybody has written to a database, asked without reading any of it."""

import sqlite3
from threading import Lock

from sqlalchemy import Engine, event

from sfc.store.engine import database_file, in_memory


class Changes:
    """Looks at an SQLite file through a connection that never writes.

    SQLite gives that connection another `data_version` whenever any other one has committed, in
    this process or elsewhere: https://www.sqlite.org/pragma.html#pragma_data_version

    A database in memory has one connection, for which all queue: before it is given back, it is
    asked how many rows it has changed in all, https://www.sqlite.org/c3ref/total_changes.html
    """

    def __init__(self, engine: Engine) -> None:
        self._file = database_file(engine.url.render_as_string())
        self._changed: int | None = None
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()
        event.listen(engine, "engine_disposed", self._close)
        if in_memory(engine):
            event.listen(engine, "checkin", self._count)

    def mark(self) -> int | None:
        """A number that is another one after every change; None where the database does not tell.

        Takes microseconds, and waits for nobody.
        """
        if self._file is None:
            return self._changed
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = sqlite3.connect(
                        self._file, timeout=0, isolation_level=None, check_same_thread=False
                    )
                return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            except sqlite3.Error:
                return None

    def _count(self, connection: sqlite3.Connection | None, _record: object) -> None:
        self._changed = None if connection is None else connection.total_changes

    def _close(self, _engine: Engine) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
