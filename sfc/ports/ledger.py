"""The contracts, who signs for them, and their time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import Order
from sfc.domain.merkle import Tree
from sfc.domain.roles import Role
from sfc.domain.rules import Rule
from sfc.domain.statements import Quote, SignedQuote, Statement, Undertaking


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

    def sign_order(self, order: Order) -> bytes:
        """The order's maker signs; raises KeyNotHeld if its key is elsewhere."""

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


@dataclass(frozen=True, slots=True)
class Pulse:
    """How sending goes: how many wait for their turn, and how many failed so far, by cause."""

    waiting: int
    failed: Mapping[str, int]


class Ledger(Protocol):
    """The contracts. Methods that give a Call change nothing; `send` executes."""

    def register(self, account: str, legal_entity: bytes, roles: Role) -> Call: ...
    def set_roles(self, participant: ParticipantId, roles: Role) -> Call: ...
    def suspend(self, participant: ParticipantId) -> Call: ...
    def reinstate(self, participant: ParticipantId) -> Call: ...
    def freeze(self, participant: ParticipantId, order: bytes, until: Day) -> Call: ...
    def unfreeze(self, participant: ParticipantId, order: bytes) -> Call: ...
    def freeze_units(
        self,
        receivable: ReceivableId,
        holder: ParticipantId,
        units: int,
        order: bytes,
        until: Day,
    ) -> Call: ...
    def unfreeze_units(
        self, receivable: ReceivableId, holder: ParticipantId, order: bytes
    ) -> Call: ...
    def appoint_regulator(self, account: str) -> Call:
        """The authority's administrator lets an account freeze."""

    def request_recovery(self, participant: ParticipantId, account: str) -> Call: ...
    def cancel_recovery(self, participant: ParticipantId) -> Call: ...
    def recover(self, participant: ParticipantId) -> Call: ...
    def add_terms(self, grace_days: int, penalty_rate_ppm: int, basis: int) -> Call: ...
    def set_credit_line(self, obligor: ParticipantId, currency: int, limit: int) -> Call: ...
    def announce_rule(self, rule: Rule) -> Call: ...
    def record(self, statement: Statement) -> Call: ...
    def confirm(self, undertaking: Undertaking) -> Call: ...
    def confirm_signed(self, undertaking: Undertaking, signature: bytes) -> Call: ...
    def issue_signed(self, statement: Statement, valid_until: Day, signature: bytes) -> Call: ...
    def issue(self, statement: Statement, supplier: str) -> Call: ...
    def post_batch(
        self,
        root: bytes,
        currency: int,
        count: int,
        total: int,
        latest_due: Day,
        valid_until: Day,
    ) -> Call: ...
    def close_batch(self, root: bytes) -> Call: ...
    def tokenise_proof(self, statement: Statement, root: bytes, proof: Sequence[bytes]) -> Call: ...
    def withdraw_proof(
        self, statement: Statement, counterparty: str, root: bytes, proof: Sequence[bytes]
    ) -> Call: ...
    def batch_leaf(
        self,
        obligor: ParticipantId,
        supplier: ParticipantId,
        statement: Statement,
        round: int = 0,
    ) -> bytes:
        """What stands for a statement in a batch; `round` is how often it was cancelled before."""

    def batch_tree(self, leaves: Iterable[bytes]) -> Tree:
        """The tree over leaves; raises ValueError without any, or if one is there twice."""

    def reject(self, receivable: ReceivableId, reason: int) -> Call: ...
    def cancel(self, receivable: ReceivableId) -> Call: ...
    def dispute(self, receivable: ReceivableId, amount: int, reason: int) -> Call: ...
    def mark_default(self, receivable: ReceivableId) -> Call: ...
    def tokenise(self, receivable: ReceivableId) -> Call: ...
    def transfer(self, receivable: ReceivableId, taker: str, units: int) -> Call: ...
    def fill(self, signed: SignedQuote, units: int, min_price: int) -> Call: ...
    def cancel_quote(self, receivable: ReceivableId, nonce: int) -> Call: ...
    def cancel_all_quotes(self) -> Call: ...
    def pay(self, receivable: ReceivableId, amount: int) -> Call: ...
    def redeem(self, receivable: ReceivableId) -> Call: ...
    def credit_note(self, receivable: ReceivableId, amount: int, reference: bytes) -> Call:
        """Supplier and obligor take minor units off what the supplier itself still holds.

        Either calls first and so proposes; when the other calls with the same amount and reference
        (32 bytes that stand for the document), it takes effect.
        """

    def mint(self, currency: int, account: str, token_units: int) -> Call:
        """The settlement bank credits cash. Sandbox and the bank itself only."""

    def allow_cash(self, currency: int) -> Call:
        """Let the contracts take the sender's cash when it pays, or when its quote is filled."""

    def send(self, sender: str, *calls: Call, reference: str | None = None) -> Receipt:
        """Execute calls to one contract in one transaction, all or nothing, and wait for it.

        What was sent under the same `reference` before is not executed again: its receipt comes.

        Raises the domain error for what the contract refused, KeyNotHeld, NotFunded,
        BatchTooLarge (over 100 calls), Busy or ChainUnavailable.
        """

    def prepare(self, sender: str, call: Call, reference: str | None = None) -> None:
        """`send` what calls to come need, such as an allowance.

        A ledger that only rehearses keeps it in mind for them, and goes on.
        """

    def sent(self, intent: str) -> Sequence[tuple[str, str]]:
        """References and hashes of what was signed for an intent, in a block or not yet.

        The intent is the first word of the references.
        """

    def account(self, text: str) -> str:
        """An account as the ledger writes it.

        Raises IdMalformed for what is none, wrong checksums included.
        """

    def receivable_id(
        self, obligor: ParticipantId, supplier: ParticipantId, invoice: bytes
    ) -> ReceivableId:
        """The id that an invoice digest has between two participants."""

    def pulse(self) -> Pulse:
        """How sending goes."""

    def max_batch(self) -> int:
        """Most calls in one `send`."""
