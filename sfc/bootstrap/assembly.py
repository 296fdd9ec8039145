"""The adapters around one chain and one database, put together."""

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self

from sfc.app.access_context import Access
from sfc.app.context import Context, Sandbox
from sfc.app.evidence import Evidence
from sfc.app.exports import Exports
from sfc.app.hooks import Hooks
from sfc.app.inspection import Inspection
from sfc.app.reconcile_context import Reconciling
from sfc.bootstrap.documents import database_of, open_vault, plain
from sfc.bootstrap.following import Follower
from sfc.bootstrap.inspection import contracts_beside, inspection, market_contracts
from sfc.chain.auctions import ContractAuctioneer
from sfc.chain.contracts import MARKET, VERIFIER
from sfc.chain.events import LedgerEvents
from sfc.chain.keys import Keyring
from sfc.chain.ledger import ContractLedger
from sfc.chain.manifest import Manifest
from sfc.chain.market import ContractMarket
from sfc.chain.nodes.node import Node
from sfc.chain.proofs import ContractVerifier
from sfc.chain.sender import Sender
from sfc.chain.signing import LedgerSigner
from sfc.chain.state import ContractState
from sfc.chain.unsent import ContractUnsent
from sfc.chain.wallets import WalletSignatures
from sfc.documents import PassphraseBox
from sfc.domain.errors import ChainUnavailable, SettingsInvalid
from sfc.domain.outgoing import BankAccount
from sfc.exporters import FileWriter
from sfc.importers.bank_file import BankFileReader
from sfc.importers.files import Files
from sfc.indexer import ChainIndexer
from sfc.ports import Clock, Watch
from sfc.settings import Settings
from sfc.store import (
    SqlAccessBook,
    SqlApprovalBook,
    SqlAuditLog,
    SqlBooks,
    SqlContacts,
    SqlDocumentRegister,
    SqlEventLog,
    SqlFeed,
    SqlImportBook,
    SqlMatters,
    SqlOperations,
    SqlOutbox,
    SqlPromisedBook,
    SqlReadModel,
    SqlReconciliationBook,
    SqlSealedBids,
    SqlStandingBook,
    SqlStore,
    SqlWebhooks,
    open_engine,
    start_anew,
    upgrade,
)
from sfc.webhooks import Targets, WebhookPost


@dataclass(frozen=True, slots=True)
class System:
    """A running system. `operator_key` is the API key of its operator, `manifest` what is where."""

    context: Context
    operator_key: str = field(repr=False)
    manifest: Manifest
    inspection: Inspection = field(repr=False)
    _close: Callable[[], Any] = field(repr=False)

    def close(self) -> None:
        """Let go of the database. What lived in memory is gone."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def assemble(
    settings: Settings,
    node: Node,
    keys: Keyring,
    manifest: Manifest,
    clock: Clock,
    sandbox: Callable[[Callable[[], None], Sender, ChainIndexer], Sandbox] | None,
    *,
    is_new: bool = False,
    watch: Watch = lambda _reached, _target: None,
    close: Callable[[], Any] = lambda: None,
) -> System:
    """Open the database, and put everything together.

    `sandbox` makes what there is of one, given what empties the database. A chain that `is_new` may
    not meet a database of another. `watch` is told how far reading the chain is. `close` lets go of
    the chain. Raises SettingsInvalid, ChainUnavailable, and FinalityBroken.
    """
    database = database_of(settings)
    vault, reading_keys = open_vault(settings, database)
    engine = open_engine(database)
    upgrade(engine)
    books = SqlBooks(engine)
    if is_new and books.head() is not None:
        engine.dispose()
        close()
        raise SettingsInvalid("SFC_DATABASE_URL: holds another chain's data: name a new file")
    sender = Sender(node, keys, outbox=SqlOutbox(engine), sponsor=manifest.operator)
    sender.send_again()
    sender.reconcile()
    beside = market_contracts(manifest)
    ledger = ContractLedger(node, sender, manifest.core, contracts_beside(manifest))
    events = LedgerEvents(node, manifest.core, manifest.first_block, beside)

    def send_again() -> None:
        with suppress(ChainUnavailable):  # the next transaction of the account finds out
            sender.send_again()

    indexer = ChainIndexer(
        events,
        books,
        first=manifest.first_block,
        finality=settings.finality,
        insist=True,
        watch=watch,
        reorganised=send_again,
    )
    read, store = SqlReadModel(engine), SqlStore(engine)
    signer = LedgerSigner(keys, manifest.chain_id, manifest.core, beside.get(MARKET))
    verifier = manifest.addresses.get(VERIFIER)  # deployments from before it was one lack it
    secret = plain(settings.network_secret).encode() or secrets.token_bytes(32)
    context = Context(
        ledger=ledger,
        auctions=ContractAuctioneer(node, beside),
        sealed_bids=SqlSealedBids(engine),
        market=ContractMarket(node, ledger, beside),
        state=ContractState(node, ledger, manifest.core),
        read=read,
        store=store,
        signer=signer,
        clock=clock,
        events=events,
        indexer=indexer,
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
        access=Access(
            book=SqlAccessBook(engine),
            approvals=SqlApprovalBook(engine),
            box=PassphraseBox(secret),
            log=SqlAuditLog(engine),
            wallets=WalletSignatures(node),
            chain_id=manifest.chain_id,
            domain=settings.sign_in_domain,
            most_failures=settings.sign_in_failures,
            now=lambda: time.time_ns() // 1_000_000_000,
            secret=secret,
        ),
        reconciling=Reconciling(SqlReconciliationBook(engine), BankFileReader()),
        files=Files(),
        imports=SqlImportBook(engine),
        feed=SqlFeed(engine),
        hooks=Hooks(
            SqlWebhooks(engine),
            SqlFeed(engine),
            read,
            PassphraseBox(
                plain(settings.reading_keys_passphrase).encode() or secrets.token_bytes(32)
            ),
            WebhookPost(Targets(settings.webhook_networks, plain_http=settings.webhook_plain_http)),
            store.exclusively,
        ),
        operations=SqlOperations(engine),
        unsent=ContractUnsent(node, sender, manifest.core, signer, contracts_beside(manifest)),
        standing=SqlStandingBook(engine),
        promised=SqlPromisedBook(engine),
        operator=manifest.operator,
        secret=secret,
        utc_offset_hours=manifest.utc_offset_hours,
        sandbox=sandbox(partial(start_anew, engine), sender, indexer) if sandbox else None,
    )
    indexer.catch_up()
    operator_key = plain(settings.operator_key) or f"sfc_key_{secrets.token_urlsafe(32)}"
    follower = Follower(indexer) if sandbox is None else None
    if follower is not None:
        follower.start()

    def let_go() -> None:
        if follower is not None:
            follower.stop()
        engine.dispose()
        close()

    inspected = inspection(node, manifest, books, read, settings.finality)
    return System(context, operator_key, manifest, inspected, let_go)
