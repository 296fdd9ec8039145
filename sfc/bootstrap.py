"""Wires the system: the only place that constructs adapters."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from pydantic import SecretStr

from sfc.app.context import Context, Sandbox
from sfc.app.evidence import Evidence
from sfc.app.exports import Exports
from sfc.app.reconcile_context import Reconciling
from sfc.chain.clock import LedgerClock, LedgerTestClock, SandboxClock
from sfc.chain.contracts import VERIFIER
from sfc.chain.deployment import deploy
from sfc.chain.events import LedgerEvents
from sfc.chain.keys import Keyring, KeystoreUnreadable
from sfc.chain.ledger import ContractLedger
from sfc.chain.manifest import Manifest
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.node import Node
from sfc.chain.plan import parse_currencies
from sfc.chain.proofs import ContractVerifier
from sfc.chain.sender import Sender
from sfc.chain.signing import LedgerSigner
from sfc.chain.state import ContractState
from sfc.chain.verification import check_chain, check_code
from sfc.documents import EncryptedVault, open_store
from sfc.documents import Keyring as ReadingKeyring
from sfc.domain.days import day_of, day_start
from sfc.domain.errors import SettingsInvalid
from sfc.domain.outgoing import BankAccount
from sfc.exporters import FileWriter
from sfc.importers.bank_file import BankFileReader
from sfc.importers.files import Files
from sfc.indexer import ChainIndexer
from sfc.ports import Clock, ReadingKeys, Vault
from sfc.settings import Settings
from sfc.store import (
    SqlBooks,
    SqlContacts,
    SqlDocumentRegister,
    SqlEventLog,
    SqlImportBook,
    SqlMatters,
    SqlOutbox,
    SqlReadModel,
    SqlReconciliationBook,
    SqlStore,
    database_file,
    open_engine,
    upgrade,
)

IN_MEMORY = "sqlite://"
DEFAULT_DATABASE = "sqlite:///sfc.db"


@dataclass(frozen=True, slots=True)
class System:
    """A running system. `operator_key` is the API key of its operator, `manifest` what is where."""

    context: Context
    operator_key: str = field(repr=False)
    manifest: Manifest
    _close: Callable[[], Any] = field(repr=False)

    def close(self) -> None:
        """Let go of the database. What lived in memory is gone."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_system(settings: Settings) -> System:
    """Open what the settings say: the chain at SFC_RPC_URL, or without one a sandbox.

    Raises what `open_remote` or `open_sandbox` raises.
    """
    if settings.rpc_url is not None:
        return open_remote(settings)
    return open_sandbox(settings, start=settings.sandbox_start)


def open_sandbox(
    settings: Settings, *, start: date | None = None, currencies: Sequence[str] = ("CNY",)
) -> System:
    """Make an embedded chain, deploy the contracts to it, and open the system on it.

    The clock begins with the date `start` and stands still until it is advanced; without one it
    is this machine's and can be advanced too. The operator is the settlement bank at once.
    `currencies` as in `sfc deploy`. Raises SettingsInvalid, CurrencyUnknown.
    """
    offset = settings.utc_offset_hours
    begins = None if start is None else day_start(day_of(start), offset)
    sandbox_clock = SandboxClock(begins, ticking=start is None)
    node, keys = EmbeddedNode(sandbox_clock), Keyring()
    operator = keys.create()
    manifest = deploy(
        node,
        Sender(node, keys),
        operator,
        currencies=parse_currencies(currencies),
        utc_offset_hours=offset,
    )
    clock = LedgerTestClock(node, sandbox_clock, offset)
    sandbox = Sandbox(clock, bank=operator)
    return _open(settings, node, keys, manifest, clock, sandbox)


def open_remote(settings: Settings) -> System:
    """Open the system on the chain at SFC_RPC_URL, where the manifest says that it was deployed.

    Raises SettingsInvalid, WrongChain, ManifestMismatch, ChainUnavailable.
    """
    url, keystore, file = settings.rpc_url, settings.keystore, settings.manifest
    if url is None or keystore is None or file is None:
        raise SettingsInvalid("SFC_RPC_URL: needs SFC_KEYSTORE and SFC_MANIFEST")
    keys = Keyring()
    try:
        operator = keys.open(keystore, _secret(settings.keystore_passphrase))
        manifest = Manifest.load(file)
    except KeystoreUnreadable as error:
        raise SettingsInvalid(f"SFC_KEYSTORE: {error}") from None
    except OSError as error:
        raise SettingsInvalid(f"SFC_MANIFEST: {file}: {error.strerror}") from None
    if operator != manifest.operator:
        raise SettingsInvalid(
            f"SFC_KEYSTORE: holds {operator}, and the manifest's operator is {manifest.operator}"
        )
    node = JsonRpcNode(url)
    check_chain(node, manifest)
    check_code(node, manifest)
    clock = LedgerClock(node, manifest.utc_offset_hours)
    return _open(settings, node, keys, manifest, clock, None)


def _open(
    settings: Settings,
    node: Node,
    keys: Keyring,
    manifest: Manifest,
    clock: Clock,
    sandbox: Sandbox | None,
) -> System:
    database = settings.database_url or (DEFAULT_DATABASE if sandbox is None else IN_MEMORY)
    vault, reading_keys = _vault(settings, database)
    engine = open_engine(database)
    upgrade(engine)
    books = SqlBooks(engine)
    if sandbox is not None and books.head() is not None:
        engine.dispose()
        raise SettingsInvalid("SFC_DATABASE_URL: holds another chain's data: name a new file")
    sender = Sender(node, keys, outbox=SqlOutbox(engine), sponsor=manifest.operator)
    sender.reconcile()
    ledger = ContractLedger(node, sender, manifest.core)
    events = LedgerEvents(node, manifest.core, manifest.first_block)
    read, store = SqlReadModel(engine), SqlStore(engine)
    verifier = manifest.addresses.get(VERIFIER)  # deployments from before it was one lack it
    context = Context(
        ledger=ledger,
        state=ContractState(node, ledger, manifest.core),
        read=read,
        store=store,
        signer=LedgerSigner(keys, manifest.chain_id, manifest.core),
        clock=clock,
        events=events,
        indexer=ChainIndexer(events, books, first=manifest.first_block),
        evidence=Evidence(
            vault,
            reading_keys,
            SqlDocumentRegister(engine),
            read,
            store.exclusively,
            settings.largest_document,
            ContractVerifier(node, verifier) if verifier else None,
        ),
        exports=Exports(
            read,
            SqlEventLog(engine),
            FileWriter(),
            SqlContacts(engine),
            manifest.utc_offset_hours,
            {
                code: BankAccount(account.holder, account.number, account.bic)
                for code, account in settings.settlement_accounts.items()
            },
        ),
        matters=SqlMatters(engine),
        reconciling=Reconciling(SqlReconciliationBook(engine), BankFileReader()),
        files=Files(),
        imports=SqlImportBook(engine),
        operator=manifest.operator,
        secret=_secret(settings.network_secret).encode() or secrets.token_bytes(32),
        utc_offset_hours=manifest.utc_offset_hours,
        sandbox=sandbox,
    )
    context.indexer.catch_up()
    operator_key = _secret(settings.operator_key) or f"sfc_key_{secrets.token_urlsafe(32)}"
    return System(context, operator_key, manifest, engine.dispose)


@contextmanager
def open_evidence(settings: Settings) -> Iterator[Evidence]:
    """Open database and documents of a service, without its chain and whether or not it runs.

    Raises SettingsInvalid where there is no such database.
    """
    database = settings.database_url or DEFAULT_DATABASE
    file = database_file(database)
    if database.startswith("sqlite") and (file is None or not file.exists()):
        raise SettingsInvalid(f"SFC_DATABASE_URL: there is no database at {database}")
    vault, reading_keys = _vault(settings, database)
    engine = open_engine(database)
    try:
        upgrade(engine)
        register, read = SqlDocumentRegister(engine), SqlReadModel(engine)
        yield Evidence(vault, reading_keys, register, read, SqlStore(engine).exclusively)
    finally:
        engine.dispose()


def _vault(settings: Settings, database: str) -> tuple[Vault, ReadingKeys]:
    """Reading keys are in memory without a passphrase, which only a sandbox may lack."""
    documents = open_store(settings.documents or _beside(database, "documents"))
    if passphrase := _secret(settings.reading_keys_passphrase):
        where = settings.reading_keys or _beside(database, "reading_keys")
        keys = ReadingKeyring(open_store(str(where)), passphrase.encode())
        if not keys.opens():
            raise SettingsInvalid(f"SFC_READING_KEYS_PASSPHRASE: does not open the keys in {where}")
    else:
        keys = ReadingKeyring(open_store("memory:"), secrets.token_bytes(32))
    return EncryptedVault(documents, keys), keys


def _beside(database: str, what: str) -> str:
    """Where things of a database are kept that are not told another place."""
    if database in (IN_MEMORY, ":memory:", "sqlite:///:memory:"):
        return "memory:"
    if (file := database_file(database)) is None:
        raise SettingsInvalid(
            f"SFC_{what.upper()}: is required with a database that is no file of this machine"
        )
    return str(file.with_name(f"{file.stem}-{what.replace('_', '-')}"))


def _secret(value: SecretStr | None) -> str:
    return "" if value is None else value.get_secret_value()
