"""The log of privileged acts of a service, to be checked."""

from collections.abc import Iterator
from contextlib import contextmanager

from sfc.bootstrap.documents import existing_database
from sfc.ports import AuditLog
from sfc.settings import Settings
from sfc.store import SqlAuditLog, open_engine, upgrade


@contextmanager
def open_audit_log(settings: Settings) -> Iterator[AuditLog]:
    """Open the log in the database of a service, whether or not it runs. Raises SettingsInvalid."""
    engine = open_engine(existing_database(settings))
    try:
        upgrade(engine)
        yield SqlAuditLog(engine)
    finally:
        engine.dispose()
