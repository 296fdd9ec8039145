"""The one file in which an embedded chain lives: SQLite, written block by block."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from eth.abc import AtomicWriteBatchAPI
from eth.db.atomic import AtomicDBWriteBatch
from eth.db.backends.base import BaseAtomicDB

_FORMAT = 0x5FC_C4A1  # SQLite's application_id: tells such a file from any other
_VERSION = 1
_MOST_CACHED = 50_000

_TABLES = """
CREATE TABLE nodes (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE blocks (
    number INTEGER PRIMARY KEY, hash TEXT NOT NULL, parent TEXT NOT NULL, timestamp INTEGER NOT NULL
);
CREATE TABLE included (
    hash TEXT PRIMARY KEY, block INTEGER NOT NULL, gas_used INTEGER NOT NULL, contract TEXT
) WITHOUT ROWID;
CREATE INDEX included_in ON included (block);
CREATE TABLE logs (
    block INTEGER NOT NULL, place INTEGER NOT NULL, hash TEXT NOT NULL,
    address BLOB NOT NULL, topics BLOB NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (block, place)
) WITHOUT ROWID;
"""


class ChainFileUnusable(ValueError):
    """The file of an embedded chain cannot be opened: it is in use, damaged, or something else.

    Attributes:
        file: the file.
    """

    def __init__(self, file: Path, reason: str) -> None:
        self.file = file
        super().__init__(f"the chain in {file} cannot be opened: {reason}")


class ChainFile(BaseAtomicDB):
    """py-evm's database, and beside it what the node keeps to be asked about the past.

    Nothing is in the file before `commit`, and then all of it is: SQLite's write-ahead log is on
    the disk when it returns. The file is this process's alone until `close`, or its death. Without
    a path everything is in memory.

    One thread at a time may write, and read what is not written yet. Any other may ask `rows`
    meanwhile, which waits for a `commit` but not for the making of what it commits; `lock` keeps
    them out for as long as it is held.

    Raises ChainFileUnusable.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.lock = RLock()
        self._file = file
        self._unwritten: dict[bytes, bytes | None] = {}
        self._cache: dict[bytes, bytes] = {}
        try:
            self._sql = sqlite3.connect(
                file or ":memory:", timeout=0, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare()
            except BaseException:
                self._sql.close()
                raise
        except sqlite3.OperationalError as error:
            in_use = "locked" in str(error)
            raise self._unusable("another process has it open" if in_use else str(error)) from None
        except sqlite3.DatabaseError as error:
            raise self._unusable(str(error)) from None

    def __getitem__(self, key: bytes) -> bytes:
        if key in self._unwritten:
            value = self._unwritten[key]
        elif (value := self._cache.get(key)) is None:
            found = self.rows("SELECT value FROM nodes WHERE key = ?", key)
            if found:
                value = found[0][0]
                self._remember(key, found[0][0])
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key: bytes, value: bytes) -> None:
        self._unwritten[key] = value

    def __delitem__(self, key: bytes) -> None:
        if key not in self:
            raise KeyError(key)
        self._unwritten[key] = None

    def _exists(self, key: bytes) -> bool:
        try:
            self[key]
        except KeyError:
            return False
        return True

    @contextmanager
    def atomic_batch(self) -> Iterator[AtomicWriteBatchAPI]:
        """Writes that are seen all or not at all; on the disk with the next `commit`."""
        with AtomicDBWriteBatch._commit_unless_raises(self) as batch:
            yield batch

    def commit(self, *also: tuple[str, Sequence[Any]]) -> None:
        """Write all that is new, and these SQL statements, in one transaction that lasts.

        Raises sqlite3.Error; then nothing was written, and what was new is forgotten.
        """
        unwritten, self._unwritten = self._unwritten, {}
        put = [(key, value) for key, value in unwritten.items() if value is not None]
        gone = [(key,) for key, value in unwritten.items() if value is None]
        with self.lock, self._transaction():
            self._sql.executemany("INSERT OR REPLACE INTO nodes VALUES (?, ?)", put)
            self._sql.executemany("DELETE FROM nodes WHERE key = ?", gone)
            for statement, values in also:
                self._sql.execute(statement, values)
        for key, value in put:
            self._remember(key, value)
        for (key,) in gone:
            self._cache.pop(key, None)

    def forget(self) -> None:
        """Drop what is not written."""
        self._unwritten.clear()

    def rows(self, query: str, *values: Any) -> list[Any]:
        """What a query finds among the node's own tables."""
        with self.lock:
            return self._sql.execute(query, values).fetchall()

    def fact(self, name: str) -> str | None:
        """What was noted under a name."""
        found = self.rows("SELECT value FROM facts WHERE name = ?", name)
        return str(found[0][0]) if found else None

    @staticmethod
    def noting(name: str, value: str) -> tuple[str, Sequence[Any]]:
        """The statement that notes a fact about the chain, for `commit`."""
        return "INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value)

    def back_up(self, to: Path) -> None:
        """Write a copy of the chain as it stands to a new file, whole or not at all."""
        partial = to.with_name(f"{to.name}.partial")
        partial.unlink(missing_ok=True)
        copy = sqlite3.connect(partial)
        try:
            with self.lock:
                self._sql.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        partial.replace(to)

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            self._sql.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._sql.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._sql.execute("COMMIT")
        except BaseException:
            if self._sql.in_transaction:
                self._sql.execute("ROLLBACK")
            raise

    def _prepare(self) -> None:
        self._sql.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._sql.execute("PRAGMA journal_mode = WAL")
        self._sql.execute("PRAGMA synchronous = FULL")
        self._sql.execute("BEGIN EXCLUSIVE")  # takes the lock that EXCLUSIVE keeps
        self._sql.execute("COMMIT")
        if not self.rows("SELECT 1 FROM sqlite_master LIMIT 1"):
            with self._transaction():
                for statement in filter(str.strip, _TABLES.split(";")):
                    self._sql.execute(statement)
                self._sql.execute(f"PRAGMA application_id = {_FORMAT}")
                self._sql.execute(f"PRAGMA user_version = {_VERSION}")
        [(made_by,)] = self.rows("PRAGMA application_id")
        [(version,)] = self.rows("PRAGMA user_version")
        if made_by != _FORMAT:
            raise self._unusable("it holds no chain")
        if version != _VERSION:
            raise self._unusable(f"its format is {version}, and this program reads {_VERSION}")

    def _remember(self, key: bytes, value: bytes) -> None:
        if len(self._cache) >= _MOST_CACHED:
            self._cache.clear()
        self._cache[key] = value

    def _unusable(self, reason: str) -> ChainFileUnusable:
        return ChainFileUnusable(self._file or Path(":memory:"), reason)
