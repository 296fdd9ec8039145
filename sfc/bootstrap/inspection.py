"""The chain and the read model of a service, wired to be compared and to be made anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sfc.app.inspection import Inspection
from sfc.bootstrap.documents import database_of
from sfc.chain.auctions import ContractAuctioneer
from sfc.chain.contracts import AUCTIONS, AUTHORITY, MARKET
from sfc.chain.events import LedgerEvents
from sfc.chain.keys import Keyring
from sfc.chain.ledger import ContractLedger
from sfc.chain.manifest import Manifest
from sfc.chain.market import ContractMarket
from sfc.chain.nodes.chainfile import ChainFileUnusable
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.node import Node
from sfc.chain.sender import Sender
from sfc.chain.state import ContractState
from sfc.chain.verification import check_chain, check_code
from sfc.domain.errors import SettingsInvalid
from sfc.indexer import ChainIndexer
from sfc.ports import Comparison, Indexer, ReadModel, Shadow, Watch
from sfc.settings import Settings
from sfc.store import (
    SqlBooks,
    SqlReadModel,
    check_schema,
    compare,
    database_file,
    open_engine,
    upgrade,
)


@contextmanager
def open_inspection(settings: Settings) -> Iterator[Inspection]:
    """Open chain and database of the settings, without keys, and without reading on.

    The service may run, unless its chain is in a folder, which one process has for itself; the
    schema of its database is not touched. Raises SettingsInvalid, StoreUnavailable, WrongChain,
    ManifestMismatch, ChainUnavailable.
    """
    with _chain(settings) as (node, manifest):
        database = database_of(settings)
        file = database_file(database)
        if file is not None and not file.exists():
            raise SettingsInvalid(f"SFC_DATABASE_URL: there is no database at {database}")
        engine = open_engine(database)
        try:
            check_schema(engine)
            books, read = SqlBooks(engine), SqlReadModel(engine)
            yield inspection(node, manifest, books, read, settings.finality)
        finally:
            engine.dispose()


def inspection(
    node: Node, manifest: Manifest, books: SqlBooks, read: ReadModel, finality: int
) -> Inspection:
    """What audits and reindexing work with, around a chain and a database.

    A chain that took back more than `finality` blocks is not followed, unless made anew on purpose.
    """
    first, core = manifest.first_block, manifest.core
    beside = market_contracts(manifest)
    ledger = ContractLedger(node, Sender(node, Keyring()), core, beside)  # asked only

    @contextmanager
    def shadow(watch: Watch) -> Iterator[Shadow]:
        with TemporaryDirectory(prefix="sfc-reindex-") as folder:
            engine = open_engine(f"sqlite:///{folder}/anew.db")
            try:
                upgrade(engine)
                anew = SqlBooks(engine)
                events = LedgerEvents(node, core, first, beside)
                yield _Shadow(ChainIndexer(events, anew, first=first, watch=watch), books, anew)
            finally:
                engine.dispose()

    events = LedgerEvents(node, core, first, beside)
    return Inspection(
        events=events,
        state=ContractState(node, ledger, core),
        market=ContractMarket(node, ledger, beside),
        auctions=ContractAuctioneer(node, beside),
        read=read,
        indexer=ChainIndexer(events, books, first=first, finality=finality, insist=True),
        shadow=shadow,
    )


def market_contracts(manifest: Manifest) -> dict[str, str]:
    """Where the market's contracts are; deployments from before there was one have none."""
    return _where(manifest, MARKET, AUCTIONS)


def contracts_beside(manifest: Manifest) -> dict[str, str]:
    """Where all contracts are to which transactions go, but for the core and the tokens."""
    return _where(manifest, MARKET, AUCTIONS, AUTHORITY)


def _where(manifest: Manifest, *names: str) -> dict[str, str]:
    return {name: manifest.addresses[name] for name in names if name in manifest.addresses}


@dataclass(frozen=True, slots=True)
class _Shadow:
    """Implements `ports.Shadow`, in a file that goes with it."""

    indexer: Indexer
    used: SqlBooks
    anew: SqlBooks

    def compare(self) -> Comparison:
        return compare(self.used, self.anew)


@contextmanager
def _chain(settings: Settings) -> Iterator[tuple[Node, Manifest]]:
    """The chain that outlives its process, and what is where on it."""
    if settings.rpc_url is not None and settings.manifest is not None:
        node, manifest = JsonRpcNode(settings.rpc_url), _manifest(settings.manifest)
        check_chain(node, manifest)
        check_code(node, manifest)
        yield node, manifest
    elif (folder := settings.sandbox_folder) is not None:
        manifest = _manifest(folder / "manifest.json")
        try:
            embedded = EmbeddedNode(file=folder / "chain.db")
        except ChainFileUnusable as error:
            raise SettingsInvalid(f"SFC_SANDBOX_FOLDER: {error}") from None
        try:
            yield embedded, manifest
        finally:
            embedded.close()
    else:
        raise SettingsInvalid("SFC_RPC_URL: is required, or SFC_SANDBOX_FOLDER: name the chain")


def _manifest(file: Path) -> Manifest:
    try:
        return Manifest.load(file)
    except OSError as error:
        raise SettingsInvalid(f"SFC_MANIFEST: {file}: {error.strerror}") from None
