"""Databases to test on: SQLite in memory and in a file, and PostgreSQL where Debian's is installed.

Test folders import the fixtures from here into their conftest.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, select

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


@pytest.fixture(scope="session")
def postgresql_folder() -> Iterator[str]:
    """A server of its own for this session, reachable by a socket in this folder only."""
    binaries = _server_binaries()
    if binaries is None or not (binaries / "initdb").exists():
        pytest.skip("no PostgreSQL server here: apt install postgresql to run these tests")
    folder = Path(tempfile.mkdtemp(prefix="sfc-pg-"))
    run_as = _as_postgres()
    if run_as:
        try:
            shutil.chown(folder, pwd.getpwnam("postgres").pw_uid)
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    data, log = folder / "data", folder / "log"
    initdb = [binaries / "initdb", "-D", data, "-A", "trust", "-U", "sfc", "-E", "UTF8"]
    options = f"-c listen_addresses='' -c max_connections=50 -k {folder} -F"
    pg_ctl = [*run_as, binaries / "pg_ctl", "-D", data, "-w"]
    try:
        for command in (
            [*run_as, *initdb, "--no-sync", "--locale=C.UTF-8"],
            [*pg_ctl, "-l", log, "-o", options, "start"],
        ):
            # into files: the server would keep a pipe open
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
        yield str(folder)
    finally:
        if data.exists():
            stop = [*pg_ctl, "-m", "immediate", "stop"]
            subprocess.run(stop, check=False, stdout=subprocess.DEVNULL, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_folder: str) -> Iterator[str]:
    name = f"sfc_{next(_numbers)}"
    with psycopg.connect(
        host=postgresql_folder, user="sfc", dbname="postgres", autocommit=True
    ) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"postgresql://sfc@/{name}?host={postgresql_folder}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


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


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A database that has its tables."""
    opened = open_engine(url)
    upgrade(opened)
    yield opened
    opened.dispose()
