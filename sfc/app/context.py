"""What every use case works with, and what every write gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from sfc.app import intents
from sfc.app.access_context import Access
from sfc.app.evidence import Evidence
from sfc.app.export_context import Exports
from sfc.app.hooks import Hooks
from sfc.app.reconcile_context import Reconciling
from sfc.domain.days import DEFAULT_UTC_OFFSET_HOURS, Day, day_start
from sfc.ports import (
    Auctioneer,
    Call,
    Clock,
    Events,
    Feed,
    FileReader,
    ImportBook,
    Indexer,
    Ledger,
    LedgerState,
    Market,
    Matters,
    Operations,
    PromisedBook,
    ReadModel,
    Receipt,
    Rehearsal,
    Rehearsed,
    RehearsingLedger,
    SealedBids,
    Signer,
    StandingBook,
    Store,
    TestClock,
    Unsent,
)

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What exists on the embedded chain only: a clock to be set, and a bank that gives money.

    `start_anew` forgets everything on the chain and in the database since the deployment.
    """

    clock: TestClock
    bank: str
    start_anew: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a write came to, read back from the ledger, and the transaction that did it."""

    result: T
    receipt: Receipt

    def of(self, result: U) -> "Done[U]":
        """The same transaction with another result."""
        return Done(result, self.receipt)


@dataclass(frozen=True, slots=True)
class Context:
    """The system as use cases see it.

    `evidence` and `exports` are what the use cases of those names work with, `matters` keeps what
    is for people to decide, `operations` what callers asked for, `access` knows who may be
    calling, `standing` what parties want done unasked, `promised` what stands in batches.
    `operator` is the account that registers and suspends, `secret` keys the digests that stand for
    what is easy to guess. With a `rehearsal`, which is then the ledger too, nothing is to be noted
    either; with `is_offer` the caller's wallet signs.
    """

    ledger: Ledger
    market: Market
    auctions: Auctioneer
    sealed_bids: SealedBids
    state: LedgerState
    read: ReadModel
    store: Store
    signer: Signer
    clock: Clock
    events: Events
    indexer: Indexer
    evidence: Evidence
    exports: Exports
    reconciling: Reconciling
    matters: Matters
    access: Access
    files: FileReader
    imports: ImportBook
    feed: Feed
    hooks: Hooks
    operations: Operations
    unsent: Unsent
    standing: StandingBook
    promised: PromisedBook
    operator: str
    secret: bytes = field(repr=False)
    utc_offset_hours: int = DEFAULT_UTC_OFFSET_HOURS
    sandbox: Sandbox | None = None
    rehearsal: RehearsingLedger | None = None
    is_offer: bool = False

    def rehearsing(self) -> "Context":
        """The same, for one write that is not to happen: it ends with Rehearsed."""
        ledger, signer = self.unsent.rehearsal(), self.unsent.rehearsal_signer()
        return replace(self, ledger=ledger, signer=signer, rehearsal=ledger)

    @property
    def is_rehearsal(self) -> bool:
        """Whether nothing of this is to happen."""
        return self.rehearsal is not None

    def for_wallets(self) -> "Context":
        """The same, where nothing is signed here: a write ends with SignatureWanted."""
        ledger, signer = self.unsent.ledger(), self.unsent.signer()
        return replace(self, ledger=ledger, signer=signer, is_offer=True)

    def signs_for(self, account: str, sender: str) -> bool:
        """Whether a write of `sender` may have `account` sign what it needs first.

        If its key is held here; or if it is the sender itself, whose wallet is to sign.
        """
        theirs = account == sender and (self.is_rehearsal or self.is_offer)
        return theirs or self.signer.holds(account)

    def send(self, sender: str, *calls: Call) -> Receipt:
        """Execute calls to one contract, all or nothing, and bring the read model up to them."""
        receipt = intents.send(self.ledger, sender, *calls)
        self.indexer.catch_up()
        return receipt

    def as_it_is(self, result: T) -> T:
        """Give what there is nothing more to send for; in a rehearsal, say that nothing would be.

        Raises Rehearsed.
        """
        if self.is_rehearsal:
            raise Rehearsed(Rehearsal((), 0, 0))
        return result

    def prepare(self, sender: str, call: Call) -> None:
        """Send what calls to come need; in a rehearsal it is tried, and kept in mind for them."""
        if self.rehearsal is None:
            intents.prepare(self.ledger, sender, call)
        else:  # which may be a step of an intent that goes on: it is none of what that one does
            self.rehearsal.prepare(sender, call)

    def end_of(self, day: Day) -> int:
        """The last unix second of a ledger day."""
        return day_start(Day(day + 1), self.utc_offset_hours) - 1
