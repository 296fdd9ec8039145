"""Databases to test on: SQLite in memory and in a file, and PostgreSQL where Debian's is installed.

All tests know these fixtures. With `--database postgresql` each database that a test, or the system
under it, opens in memory is a new one on a PostgreSQL server instead, and is dropped when it is let
go of: so a whole folder of tests runs on PostgreSQL as it stands.
"""

import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, Connection, Engine, event, make_url, select

import sfc.store.engine
from sfc.store import open_engine, upgrade
from sfc.store.columns import Base
from sfc.store.derived import MODELS, HeadModel

_numbers = count()


def dump(engine: Engine) -> dict[str, list[str]]:
    """Everything in the derived tables, in a form to compare."""
    with engine.connect() as connection:
        return {
            model.__tablename__: sorted(
                repr(tuple(row)) for row in connection.execute(select(_table(model)))
            )
            for model in (HeadModel, *MODELS.values())
        }


def _table(model: type[Base]):
    return model.__table__


def _server_binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return Path(on_path).resolve().parent if on_path else None


def _as_postgres() -> list[str]:
    """The server refuses to run as root: say how to run it as someone else."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def no_server() -> str | None:
    """Why PostgreSQL cannot be started here; None if it can."""
    binaries = _server_binaries()
    if binaries is None or not (binaries / "initdb").exists():
        return "no PostgreSQL server here: apt install postgresql to run these tests"
    try:
        if _as_postgres():
            pwd.getpwnam("postgres")
    except KeyError:
        return "PostgreSQL does not run as root, and there is no user postgres"
    return None


@contextmanager
def running_server() -> Iterator["Server"]:
    """A PostgreSQL server, reachable by a socket in a folder of its own only; see `no_server`."""
    binaries, run_as = _server_binaries(), _as_postgres()
    assert binaries is not None
    folder = Path(tempfile.mkdtemp(prefix="sfc-pg-"))
    if run_as:
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    initdb = [binaries / "initdb", "-D", data, "-A", "trust", "-U", "sfc", "-E", "UTF8"]
    options = f"-c listen_addresses='' -c max_connections=200 -k {folder} -F"
    pg_ctl = [*run_as, binaries / "pg_ctl", "-D", data, "-w"]
    try:
        for command in (
            [*run_as, *initdb, "--no-sync", "--locale=C.UTF-8"],
            [*pg_ctl, "-l", log, "-o", options, "start"],
        ):
            # into files: the server would keep a pipe open
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
        yield Server(str(folder))
    finally:
        if data.exists():
            stop = [*pg_ctl, "-m", "immediate", "stop"]
            subprocess.run(stop, check=False, stdout=subprocess.DEVNULL, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """A PostgreSQL server: makes databases, as copies of one that has its tables or empty."""

    _WITH_TABLES = "with_tables"

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._has_template = False

    def url(self, name: str) -> str:
        return f"postgresql://sfc@/{name}?host={self._folder}"

    def create(self, *, tables: bool) -> str:
        """Make a database, and give its name."""
        name = f"sfc_{next(_numbers)}"
        self._copy(name, tables=tables)
        return name

    def _copy(self, name: str, *, tables: bool) -> None:
        if tables and not self._has_template:
            self._has_template = True
            self._do(f"CREATE DATABASE {self._WITH_TABLES}")
            engine = open_engine(self.url(self._WITH_TABLES))
            upgrade(engine)
            engine.dispose()
        self._do(f"CREATE DATABASE {name} TEMPLATE {self._WITH_TABLES if tables else 'template1'}")

    def give_tables(self, name: str) -> None:
        """Put a database that has its tables in the place of one."""
        self.drop(name)
        self._copy(name, tables=True)

    def drop(self, name: str) -> None:
        self._do(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        with psycopg.connect(
            host=self._folder, user="sfc", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@contextmanager
def instead_of_memory(server: Server) -> Iterator[None]:
    """Meanwhile, who opens a database in memory gets one of the server's, with its tables."""
    usual: Callable[[URL], Engine] = sfc.store.engine._open_sqlite

    def opened(address: URL) -> Engine:
        if address.database not in (None, "", ":memory:"):
            return usual(address)
        name = server.create(tables=True)
        engine, connections = open_engine(server.url(name)), list[psycopg.Connection]()

        def drop(_engine: Engine) -> None:
            for each in connections:  # also those of threads that are still at it
                each.close()
            server.drop(name)

        event.listen(engine, "connect", lambda made, _record: connections.append(made))
        event.listen(engine, "engine_disposed", drop)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sfc.store.engine, "_open_sqlite", opened)
        yield


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server of its own for this session."""
    if (reason := no_server()) is not None:
        pytest.skip(reason)
    with running_server() as server:
        yield server


@pytest.fixture(scope="session", autouse=True)
def _database_of_this_run(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.config.getoption("--database") == "postgresql":
        with instead_of_memory(request.getfixturevalue("postgresql")):
            yield
    else:
        yield


@pytest.fixture
def postgresql_url(postgresql: Server) -> Iterator[str]:
    """An empty database."""
    name = postgresql.create(tables=False)
    yield postgresql.url(name)
    postgresql.drop(name)


@pytest.fixture(params=["memory", "file", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that is empty."""
    match request.param:
        case "memory":
            return "sqlite://"
        case "file":
            return f"sqlite:///{tmp_path}/deep/er/sfc.db"
        case _:
            return str(request.getfixturevalue("postgresql_url"))


@cache
def _tables() -> bytes:
    """An SQLite database that has its tables: to copy it takes less than to make it."""
    with tempfile.TemporaryDirectory() as folder:
        made = open_engine(f"sqlite:///{folder}/template.db")
        upgrade(made)
        with made.connect() as connection:
            driver = _driver(connection)
            driver.execute("PRAGMA journal_mode = DELETE")  # memory knows no other log
            found = driver.serialize()
        made.dispose()
    return found


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def in_memory() -> Engine:
    """A database in memory that has its tables."""
    opened = open_engine("sqlite://")
    if opened.dialect.name == "sqlite":  # it may be one of `instead_of_memory`
        with opened.connect() as connection:
            _driver(connection).deserialize(_tables())
    return opened


@pytest.fixture
def engine(url: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database that has its tables."""
    address = make_url(url)
    if address.drivername == "postgresql":
        request.getfixturevalue("postgresql").give_tables(address.database)
        opened = open_engine(url)
    elif address.database:
        file = Path(address.database)
        file.parent.mkdir(parents=True)
        file.write_bytes(_tables())
        opened = open_engine(url)
    else:
        opened = in_memory()
    yield opened
    opened.dispose()
