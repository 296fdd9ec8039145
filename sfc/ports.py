"""What the use cases need from outside, as protocols. Adapters meet them in `sfc.bootstrap`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from sfc.domain.days import Day
from sfc.domain.documents import (
    Audit,
    DocumentId,
    KeptDocument,
    Opened,
    Original,
    Reader,
    Rotated,
)
from sfc.domain.events import Located
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.outgoing import (
    AccountStatement,
    Assignment,
    ClaimFacts,
    InvoiceResponse,
    JournalFile,
    OutgoingFile,
    PaymentOrder,
)
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

    def account(self, text: str) -> str:
        """An account as the ledger writes it.

        Raises IdMalformed for what is none, wrong checksums included.
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


class DocumentStore(Protocol):
    """Where the vault keeps its objects: bytes under names such as `documents/ab/abcd`.

    It is trusted with nothing: it sees ciphertext only, and what it gives back is checked. All
    methods raise DocumentStoreUnavailable.
    """

    def put(self, name: str, content: bytes) -> None:
        """Store, or replace; a reader sees the old or the new, whole, whatever is killed when."""

    def get(self, name: str) -> bytes | None:
        """What is stored under the name, or None."""

    def remove(self, name: str) -> None:
        """Forget it, if it is there."""

    def names(self, folder: str) -> Iterator[str]:
        """All names in a folder and below it, such as `documents`."""


class ReadingKey(Protocol):
    """A private key that opens what was sealed for its holder. It need not be in this process."""

    @property
    def public(self) -> bytes:
        """The X25519 public key, 32 bytes."""

    def open(self, sealed: bytes, purpose: bytes) -> bytes:
        """What was sealed to the public key for a purpose; ValueError if it was not."""


class ReadingKeys(Protocol):
    """The parties' keys for reading. Raises ReadingKeyMissing for a party that has none."""

    def public(self, participant: ParticipantId) -> bytes:
        """The key to seal for it with."""

    def held(self, participant: ParticipantId) -> Sequence[ReadingKey]:
        """The private keys that are here, the newest first."""

    def renew(self, participant: ParticipantId) -> None:
        """Make a new key; the old one goes on opening what was sealed to it."""

    def enter(self, participant: ParticipantId, public: bytes) -> None:
        """Note a newer key of a party that keeps the private half to itself."""

    def drop_old(self, participant: ParticipantId) -> None:
        """Forget all keys but the newest and the one before it."""


class Vault(Protocol):
    """Keeps documents encrypted, each for its readers.

    Whoever acts does it with its own reading key: there is no other way in. Raises
    DocumentMissing, DocumentChanged, DocumentLocked (no key), ReadingKeyMissing; `grant`,
    `revoke` and `rotate` are an owner's and raise MayNotProve for others.
    """

    def keep(
        self,
        original: Original,
        salt: bytes,
        owner: ParticipantId,
        readers: Iterable[ParticipantId] = (),
    ) -> DocumentId:
        """Store a document and its salt for the owner, the document alone for readers."""

    def open(self, document: DocumentId, reader: ParticipantId) -> Opened: ...
    def readers(self, document: DocumentId) -> Sequence[Reader]: ...
    def grant(
        self, document: DocumentId, by: ParticipantId, to: ParticipantId, *, may_prove: bool = False
    ) -> None: ...
    def revoke(self, document: DocumentId, by: ParticipantId, party: ParticipantId) -> None:
        """Take a party's key away; it keeps what it has read. Raises RevokesItself."""

    def rotate(self, document: DocumentId, by: ParticipantId) -> Rotated:
        """Encrypt anew for those that read it, without removing the old one."""

    def rekey(self, document: DocumentId, reader: ParticipantId) -> None:
        """Seal the data key to the reader's newest reading key. Needs no document, only the key."""

    def remove(self, document: DocumentId) -> None:
        """Forget a document and all keys to it."""

    def read_by(self, participant: ParticipantId) -> Iterator[DocumentId]:
        """All documents to which the participant has a key."""

    def audit(self, expected: Iterable[DocumentId]) -> Audit:
        """Find out which of these documents are not there as they were stored."""


class DocumentRegister(Protocol):
    """The database's list of kept documents. It has no secret in it."""

    def note_document(self, kept: KeptDocument) -> None:
        """Remember it; a second one of the same root takes the place of the first."""

    def document_of(self, root: bytes) -> KeptDocument | None: ...
    def kept_documents(self) -> Iterator[KeptDocument]: ...


class EventLog(Protocol):
    """The events themselves, in the order of the ledger: what holds for any past day."""

    def of_participant(self, participant: ParticipantId) -> Sequence[Located]:
        """All that concerns a participant, of all times.

        All events of receivables of which it is obligor or supplier, of which it holds or ever
        held units, or on which it paid; and all cash that its accounts gave or took.
        """

    def of_debts(self, obligor: ParticipantId, due_by: Day, before: int) -> Sequence[Located]:
        """Events before a unix second of receivables that an obligor had to pay by a day.

        Receivables that were settled before that second are left out; those since are not.
        """

    def claims(self, receivables: Iterable[ReceivableId]) -> Mapping[ReceivableId, ClaimFacts]:
        """What these receivables are, looked up together; unknown ones are left out."""


class FileWriter(Protocol):
    """Gives what goes out its formats. The same content always comes out as the same bytes."""

    def invoice_response(self, response: InvoiceResponse) -> OutgoingFile: ...
    def account_statement(self, statement: AccountStatement) -> OutgoingFile: ...
    def remittance_advice(self, statement: AccountStatement) -> OutgoingFile: ...
    def payment_file(self, order: PaymentOrder) -> OutgoingFile: ...
    def journal(self, journal: JournalFile) -> OutgoingFile: ...
    def assignment_notice(self, assignment: Assignment) -> OutgoingFile: ...
    def registration_sheet(self, assignment: Assignment) -> OutgoingFile: ...
    def registration_data(self, assignment: Assignment) -> OutgoingFile: ...
