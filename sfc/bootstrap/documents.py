"""Originals and the keys for reading them, wired as the settings say."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import SecretStr

from sfc.app.evidence import Evidence
from sfc.documents import EncryptedVault, open_store
from sfc.documents import Keyring as ReadingKeyring
from sfc.domain.errors import SettingsInvalid
from sfc.ports import ReadingKeys, Vault
from sfc.settings import Settings
from sfc.store import (
    SqlDocumentRegister,
    SqlReadModel,
    SqlStore,
    check_schema,
    database_file,
    open_engine,
)

IN_MEMORY = "sqlite://"
DEFAULT_DATABASE = "sqlite:///sfc.db"


@contextmanager
def open_evidence(settings: Settings) -> Iterator[Evidence]:
    """Open database and documents of a service, without its chain and whether or not it runs.

    Raises SettingsInvalid where there is no such database, StoreUnavailable where it is of another
    version.
    """
    database = existing_database(settings)
    vault, reading_keys = open_vault(settings, database)
    engine = open_engine(database)
    try:
        check_schema(engine)
        register, read = SqlDocumentRegister(engine), SqlReadModel(engine)
        yield Evidence(vault, reading_keys, register, read, SqlStore(engine).exclusively)
    finally:
        engine.dispose()


def open_vault(settings: Settings, database: str) -> tuple[Vault, ReadingKeys]:
    """Where originals are, and the keys to them.

    Reading keys are in memory without a passphrase, which only a sandbox may lack. Raises
    SettingsInvalid.
    """
    documents = open_store(settings.documents or beside(database, "documents"))
    if passphrase := plain(settings.reading_keys_passphrase):
        where = settings.reading_keys or beside(database, "reading_keys")
        keys = ReadingKeyring(open_store(str(where)), passphrase.encode())
        if not keys.opens():
            raise SettingsInvalid(f"SFC_READING_KEYS_PASSPHRASE: does not open the keys in {where}")
    else:
        keys = ReadingKeyring(open_store("memory:"), secrets.token_bytes(32))
    return EncryptedVault(documents, keys), keys


def beside(database: str, what: str) -> str:
    """Where things of a database are kept that are not told another place."""
    if database in (IN_MEMORY, ":memory:", "sqlite:///:memory:"):
        return "memory:"
    if (file := database_file(database)) is None:
        raise SettingsInvalid(
            f"SFC_{what.upper()}: is required with a database that is no file of this machine"
        )
    return str(file.with_name(f"{file.stem}-{what.replace('_', '-')}"))


def database_of(settings: Settings) -> str:
    """The URL of the database."""
    if settings.database_url:
        return settings.database_url
    if settings.rpc_url is not None:
        return DEFAULT_DATABASE
    if settings.sandbox_folder is not None:
        return f"sqlite:///{settings.sandbox_folder / 'sfc.db'}"
    return IN_MEMORY


def existing_database(settings: Settings) -> str:
    """The URL of a database that is there. Raises SettingsInvalid."""
    database = database_of(settings)
    file = database_file(database)
    if database.startswith("sqlite") and (file is None or not file.exists()):
        raise SettingsInvalid(f"SFC_DATABASE_URL: there is no database at {database}")
    return database


def plain(value: SecretStr | None) -> str:
    """A secret, to be handed on; blank where there is none."""
    return "" if value is None else value.get_secret_value()
