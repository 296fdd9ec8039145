"""Wires the system: the only package that constructs adapters."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sfc.app.context import Sandbox
from sfc.bootstrap.assembly import System, assemble
from sfc.bootstrap.audit_log import open_audit_log
from sfc.bootstrap.documents import beside, database_of, open_evidence, plain
from sfc.bootstrap.inspection import open_inspection
from sfc.chain.clock import LedgerClock, LedgerTestClock, SandboxClock
from sfc.chain.deployment import deploy
from sfc.chain.keys import Keyring, KeystoreUnreadable
from sfc.chain.keystores import KeystoreFolder
from sfc.chain.manifest import Manifest
from sfc.chain.nodes.chainfile import ChainFileUnusable
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.fees import FeePolicy
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.probe import probe, require
from sfc.chain.plan import parse_currencies
from sfc.chain.sender import Sender
from sfc.chain.verification import check_chain, check_code
from sfc.domain.days import day_of, day_start
from sfc.domain.errors import SettingsInvalid
from sfc.indexer import ChainIndexer
from sfc.ports import Watch
from sfc.settings import Settings

_MANIFEST = "manifest.json"

__all__ = [
    "System",
    "open_audit_log",
    "open_evidence",
    "open_inspection",
    "open_remote",
    "open_sandbox",
    "open_system",
]


def open_system(settings: Settings, *, watch: Watch = lambda _reached, _target: None) -> System:
    """Open what the settings say: the chain at SFC_RPC_URL, or without one a sandbox.

    `watch` is told how far reading the chain is. Raises what `open_remote` or `open_sandbox` do.
    """
    if settings.rpc_url is not None:
        return open_remote(settings, watch=watch)
    return open_sandbox(settings, start=settings.sandbox_start, watch=watch)


def open_sandbox(
    settings: Settings,
    *,
    start: date | None = None,
    currencies: Sequence[str] = ("CNY",),
    watch: Watch = lambda _reached, _target: None,
) -> System:
    """Make an embedded chain, deploy the contracts to it, and open the system on it.

    With SFC_SANDBOX_FOLDER everything is in that folder, and goes on where it stopped, its clock
    included; else it is gone at the end. The clock begins with the date `start` and stands still
    until it is advanced; without one it is this machine's and can be advanced too. The operator is
    the settlement bank and the regulator at once. `currencies` as in `sfc deploy`. Raises
    SettingsInvalid, CurrencyUnknown.
    """
    offset, folder = settings.utc_offset_hours, settings.sandbox_folder
    begins = None if start is None else day_start(day_of(start), offset)
    sandbox_clock = SandboxClock(begins, ticking=start is None)
    node, keys = _sandbox_chain(sandbox_clock, settings)
    if sandbox_clock() < node.head().timestamp:
        sandbox_clock.advance_to(node.head().timestamp)
    before = _manifest_in(folder)
    operator = before.operator if before else keys.create()
    manifest = deploy(
        node,
        Sender(node, keys),
        operator,
        regulator=operator,
        currencies=parse_currencies(currencies),
        utc_offset_hours=offset,
        manifest=before,
        progress=_saving(folder),
    )
    clock = LedgerTestClock(node, sandbox_clock, offset)
    beginning = node.start()

    def sandbox(empty: Callable[[], None], sender: Sender, indexer: ChainIndexer) -> Sandbox:
        def forget() -> None:
            empty()  # first: a chain without its database can be followed again
            node.revert(beginning)
            sender.forget()
            node.keep_time()

        return Sandbox(clock, bank=operator, start_anew=lambda: indexer.after(forget))

    is_new = before is None
    return assemble(
        *(settings, node, keys, manifest, clock, sandbox),
        is_new=is_new,
        watch=watch,
        close=node.close,
    )


def _sandbox_chain(clock: SandboxClock, settings: Settings) -> tuple[EmbeddedNode, Keyring]:
    folder = settings.sandbox_folder
    if folder is None:
        return EmbeddedNode(clock), Keyring()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys = KeystoreFolder(folder / "keys", plain(settings.keystore_passphrase))
        return EmbeddedNode(clock, file=folder / "chain.db"), keys
    except (ChainFileUnusable, KeystoreUnreadable) as error:
        raise SettingsInvalid(f"SFC_SANDBOX_FOLDER: {error}") from None
    except OSError as error:
        raise SettingsInvalid(f"SFC_SANDBOX_FOLDER: {folder}: {error.strerror}") from None


def _manifest_in(folder: Path | None) -> Manifest | None:
    file = folder / _MANIFEST if folder else None
    return Manifest.load(file) if file and file.exists() else None


def _saving(folder: Path | None) -> Callable[[str, Manifest], Any]:
    """What a deployment tells its steps to: killed half way it goes on from the last one."""
    if folder is None:
        return lambda _step, _manifest: None
    return lambda _step, manifest: manifest.save(folder / _MANIFEST)


def _participants_keys(settings: Settings) -> Keyring:
    """Keys last as long as the database does that knows whose they are."""
    folder = str(settings.keys or beside(database_of(settings), "keys"))
    if folder == "memory:":
        return Keyring()
    return KeystoreFolder(Path(folder), plain(settings.keystore_passphrase))


def open_remote(settings: Settings, *, watch: Watch = lambda _reached, _target: None) -> System:
    """Open the system on the chain at SFC_RPC_URL, where the manifest says that it was deployed.

    Raises SettingsInvalid, NodeUnfit, WrongChain, ManifestMismatch, ChainUnavailable, and
    FinalityBroken.
    """
    url, keystore, file = settings.rpc_url, settings.keystore, settings.manifest
    if url is None or keystore is None or file is None:
        raise SettingsInvalid("SFC_RPC_URL: needs SFC_KEYSTORE and SFC_MANIFEST")
    try:
        keys = _participants_keys(settings)
        operator = keys.open(keystore, plain(settings.keystore_passphrase))
        manifest = Manifest.load(file)
    except KeystoreUnreadable as error:
        raise SettingsInvalid(f"SFC_KEYSTORE: {error}") from None
    except OSError as error:
        raise SettingsInvalid(f"SFC_MANIFEST: {file}: {error.strerror}") from None
    if operator != manifest.operator:
        raise SettingsInvalid(
            f"SFC_KEYSTORE: holds {operator}, and the manifest's operator is {manifest.operator}"
        )
    policy = FeePolicy(settings.fees, settings.fee_cap, settings.fee_tip)
    node = JsonRpcNode(url, policy=policy)
    require(probe(node, policy))
    check_chain(node, manifest)
    check_code(node, manifest)
    clock = LedgerClock(node, manifest.utc_offset_hours)
    return assemble(settings, node, keys, manifest, clock, None, watch=watch)
