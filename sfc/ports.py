"""What the use cases need from outside, as protocols. Adapters meet them in `sfc.bootstrap`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from sfc.domain.days import Day
from sfc.domain.events import Located
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.provenance import Lot
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.domain.statements import Quote, SignedQuote, Statement, Undertaking
from sfc.domain.views import (
    Balance,
    CreditLine,
    Fill,
    Head,
    HistoryEntry,
    Holding,
    ListedCurrency,
    Participant,
    Receivable,
    Terms,
    Totals,
)


class Clock(Protocol):
    """The ledger's time: that of the next block, not of this machine."""

    def now(self) -> int:
        """Unix seconds."""

    def today(self) -> Day:
        """The ledger day of `now`."""


class TestClock(Clock, Protocol):
    """A clock of the sandbox. It never goes back."""

    def advance_to(self, timestamp: int) -> None:
        """Move to a later unix second; raises ClockBackwards for an earlier one."""


class Signer(Protocol):
    """Holds the keys of accounts and signs with them. Keys never leave it."""

    def create(self) -> str:
        """Make a key, and give its account."""

    def holds(self, account: str) -> bool:
        """Whether it can sign for the account."""

    def sign_quote(self, quote: Quote) -> bytes:
        """The quote's financier signs; raises KeyNotHeld if its key is elsewhere."""

    def sign_undertaking(self, account: str, undertaking: Undertaking) -> bytes:
        """The account signs an undertaking; raises KeyNotHeld if its key is elsewhere."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call to one contract, ready to be sent: `target` is the contract's name."""

    target: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a transaction did. Gas is the whole transaction's."""

    transaction: str
    block: int
    timestamp: int
    gas_used: int


class Ledger(Protocol):
    """The contracts. Methods that give a Call change nothing; `send` executes."""

    def register(self, account: str, legal_entity: bytes, roles: Role) -> Call: ...
    def set_roles(self, participant: ParticipantId, roles: Role) -> Call: ...
    def suspend(self, participant: ParticipantId) -> Call: ...
    def reinstate(self, participant: ParticipantId) -> Call: ...
    def add_terms(self, grace_days: int, penalty_rate_ppm: int, basis: int) -> Call: ...
    def set_credit_line(self, obligor: ParticipantId, currency: int, limit: int) -> Call: ...
    def record(self, statement: Statement) -> Call: ...
    def confirm(self, undertaking: Undertaking) -> Call: ...
    def confirm_signed(self, undertaking: Undertaking, signature: bytes) -> Call: ...
    def issue_signed(self, statement: Statement, valid_until: Day, signature: bytes) -> Call: ...
    def issue(self, statement: Statement, supplier: str) -> Call: ...
    def reject(self, receivable: ReceivableId, reason: int) -> Call: ...
    def cancel(self, receivable: ReceivableId) -> Call: ...
    def tokenise(self, receivable: ReceivableId) -> Call: ...
    def transfer(self, receivable: ReceivableId, taker: str, units: int) -> Call: ...
    def fill(self, signed: SignedQuote, units: int, min_price: int) -> Call: ...
    def cancel_quote(self, receivable: ReceivableId, nonce: int) -> Call: ...
    def pay(self, receivable: ReceivableId, amount: int) -> Call: ...
    def redeem(self, receivable: ReceivableId) -> Call: ...

    def mint(self, currency: int, account: str, token_units: int) -> Call:
        """The settlement bank credits cash. Sandbox and the bank itself only."""

    def allow_cash(self, currency: int) -> Call:
        """Let the contracts take the sender's cash when it pays, or when its quote is filled."""

    def send(self, sender: str, *calls: Call) -> Receipt:
        """Execute calls to one contract in one transaction, all or nothing, and wait for it.

        Raises the domain error for what the contract refused, KeyNotHeld, NotFunded,
        BatchTooLarge (over 100 calls) or ChainUnavailable.
        """

    def receivable_id(
        self, obligor: ParticipantId, supplier: ParticipantId, invoice: bytes
    ) -> ReceivableId:
        """The id that an invoice digest has between two participants."""

    def max_batch(self) -> int:
        """Most calls in one `send`."""


class Events(Protocol):
    """The chain as the indexer reads it."""

    def head(self) -> Head:
        """The newest block."""

    def block_hash(self, block: int) -> str | None:
        """The hash of the canonical block of that number; None past the head."""

    def events(self, first: int, last: int) -> Iterator[Located]:
        """All events of the blocks, in order, both ends included."""


@dataclass(frozen=True, slots=True)
class ReceivableFilter:
    """Which receivables to list; None means any."""

    obligor: ParticipantId | None = None
    supplier: ParticipantId | None = None
    holder: ParticipantId | None = None
    visible_to: ParticipantId | None = None
    status: Status | None = None
    currency: str | None = None
    due_from: Day | None = None
    due_to: Day | None = None


class ReadModel(Protocol):
    """State derived from events. Questions about what is not there raise NotFound."""

    def head(self) -> Head | None: ...
    def participant(self, participant: ParticipantId) -> Participant: ...
    def participant_by_account(self, account: str) -> Participant | None: ...
    def participant_by_legal_id(self, legal_id: str) -> Participant | None: ...
    def participants(
        self, after: ParticipantId | None = None, limit: int = 50
    ) -> Sequence[Participant]: ...
    def currencies(self) -> Sequence[ListedCurrency]: ...
    def currency(self, code: str) -> ListedCurrency: ...
    def terms(self, number: int) -> Terms: ...
    def all_terms(self) -> Sequence[Terms]: ...
    def credit_lines(self, obligor: ParticipantId) -> Sequence[CreditLine]: ...
    def receivable(self, receivable: ReceivableId) -> Receivable: ...
    def receivables(
        self, wanted: ReceivableFilter, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[Receivable], str | None]:
        """A page, newest first, and the cursor of the next one or None."""

    def is_party(self, receivable: ReceivableId, participant: ParticipantId) -> bool:
        """Whether it is obligor or supplier, or holds or ever held units: see `visible_to`."""

    def holders(self, receivable: ReceivableId) -> Sequence[Holding]: ...
    def holdings(self, holder: ParticipantId) -> Sequence[Holding]: ...
    def units(self, receivable: ReceivableId, holder: ParticipantId) -> int: ...
    def lots(self, receivable: ReceivableId) -> Mapping[ParticipantId, Sequence[Lot]]: ...
    def history(self, receivable: ReceivableId) -> Sequence[HistoryEntry]: ...
    def fills(self, receivable: ReceivableId) -> Sequence[Fill]: ...
    def balances(self, participant: ParticipantId) -> Sequence[Balance]: ...
    def quote_nonces(self, receivable: ReceivableId, financier: ParticipantId) -> Mapping[int, str]:
        """Nonces that are spent, with `filled` or `cancelled`."""

    def redeemable(self, receivable: ReceivableId, holder: ParticipantId) -> int:
        """What the holder could redeem now, minor units."""

    def totals(self) -> Sequence[Totals]:
        """What the books sum to, in each listed currency."""


class Indexer(Protocol):
    """Keeps the read model up with the chain."""

    def catch_up(self) -> Head:
        """Fold all blocks up to the head into the read model; undo what was reorganised away."""

    def rebuild(self) -> Head:
        """Forget everything derived, and fold the whole chain again."""


@dataclass(frozen=True, slots=True)
class StoredQuote:
    """A signed quote that a financier offered, with its place in the book of quotes."""

    id: str
    signed: SignedQuote
    financier: ParticipantId
    created: int


@dataclass(frozen=True, slots=True)
class Ask:
    """A holder's request for quotes on its units, open until a quote is taken or it lapses."""

    id: str
    receivable: ReceivableId
    holder: ParticipantId
    units: int
    created: int
    expiry: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to an idempotency key."""

    fingerprint: str
    status: int
    body: dict[str, Any]


class Store(Protocol):
    """What is known off the chain only. Every method is its own database transaction."""

    def name_participant(self, participant: ParticipantId, name: str, legal_id: str) -> None: ...
    def note_invoice(self, receivable: ReceivableId, key: InvoiceKey, number: str) -> None:
        """Remember the invoice behind a receivable: `number` as it was spelled."""

    def invoice_of(self, receivable: ReceivableId) -> InvoiceKey | None: ...
    def invoices_between(
        self, seller: str, buyer: str
    ) -> Sequence[tuple[ReceivableId, InvoiceKey]]:
        """What was noted between two legal ids, to find near twins among."""

    def add_credential(self, digest: str, participant: ParticipantId) -> None:
        """Let the API key with this SHA-256 act for a participant."""

    def participant_of_credential(self, digest: str) -> ParticipantId | None: ...
    def add_ask(self, ask: Ask) -> None: ...
    def ask(self, ask_id: str) -> Ask: ...
    def asks(self, receivable: ReceivableId | None = None) -> Sequence[Ask]: ...
    def add_quote(self, quote: StoredQuote) -> None: ...
    def quote(self, quote_id: str) -> StoredQuote: ...
    def quotes(self, receivable: ReceivableId) -> Sequence[StoredQuote]: ...
    def answered(self, caller: str, key: str) -> Answer | None: ...
    def remember_answer(self, caller: str, key: str, answer: Answer) -> None: ...
    def exclusively(self, name: str) -> AbstractContextManager[None]:
        """Hold a lock of that name, so that two requests with one key do not both act."""
