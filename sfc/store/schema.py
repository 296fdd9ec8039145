"""Brings a database to the schema that this version of the program needs."""

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, text

from sfc.domain.errors import StoreUnavailable
from sfc.store.engine import reading, writing

_MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_UPGRADE = text("SELECT pg_advisory_xact_lock(7281360416)")
_alembic_is_no_good_with_threads = Lock()


def upgrade(engine: Engine) -> None:
    """Apply the migrations that are missing, in one transaction; nothing to do, nothing done.

    Two processes may do it at once: one waits for the other.
    """
    config = _config()
    with _alembic_is_no_good_with_threads, writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(_ONE_UPGRADE)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def start_anew(engine: Engine) -> None:
    """Drop all tables and make them again, in one transaction: readers see before or after."""
    config = _config()
    with _alembic_is_no_good_with_threads, writing(engine).begin() as connection:
        here = MetaData()
        here.reflect(connection)
        here.drop_all(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def check_schema(engine: Engine) -> None:
    """Raise StoreUnavailable unless the database has the schema of this version; change nothing.

    For tools beside a service, which may be of another version.
    """
    wanted = ScriptDirectory.from_config(_config()).get_current_head()
    with reading(engine).connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != wanted:
        raise StoreUnavailable(f"schema {found or 'none'}, not {wanted}: start the service first")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
