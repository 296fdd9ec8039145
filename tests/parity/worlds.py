"""A deployed ledger with people on it, the same on every kind of node."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sfc.chain.clock import LedgerClock
from sfc.chain.deployment import deploy
from sfc.chain.events import LedgerEvents
from sfc.chain.keys import Keyring
from sfc.chain.ledger import ContractLedger
from sfc.chain.manifest import Manifest
from sfc.chain.nodes import Node
from sfc.chain.plan import parse_currencies
from sfc.chain.sender import Sender
from sfc.chain.signing import LedgerSigner
from sfc.domain.days import Day, day_start
from sfc.domain.events import Event, ParticipantRegistered
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.roles import Role
from sfc.domain.statements import Quote, SignedQuote, Statement, Undertaking
from sfc.ports import Call, Receipt

SCALE = 10_000  # token units in a fen, as CNY:6 has it
FACE = 1_000_000


@dataclass(frozen=True)
class Party:
    """A participant: its number and its account."""

    id: ParticipantId
    account: str


@dataclass
class World:
    """Everything that bootstrap would wire, and the shortest words for what people do."""

    node: Node
    keys: Keyring
    deployer: str
    set_time: Callable[[int], None]
    sender: Sender
    operator: str = ""
    invoices: int = 0
    manifest: Manifest = field(init=False)

    def __post_init__(self) -> None:
        self.operator = self.keys.create()
        self.manifest = deploy(
            self.node,
            self.sender,
            self.deployer,
            operator=self.operator,
            currencies=parse_currencies(["CNY:6", "JPY:6"]),
        )
        self.ledger = ContractLedger(self.node, self.sender, self.manifest.core)
        self.events = LedgerEvents(self.node, self.manifest.core, self.manifest.first_block)
        self.signer = LedgerSigner(self.keys, self.node.chain_id, self.manifest.core)
        self.clock = LedgerClock(self.node)

    def join(self, *roles: Role) -> list[Party]:
        """New participants with these roles."""
        return [self._join(role) for role in roles]

    def by_operator(self, *calls: Call) -> Receipt:
        return self.ledger.send(self.operator, *calls)

    def happened(self, first: int = 0) -> list[Event]:
        return [located.event for located in self.events.events(first, self.events.head().block)]

    def skip_to(self, day: Day) -> None:
        """Let the ledger day begin, and noon of it come."""
        self.set_time(day_start(day) + 43_200)

    def statement(self, obligor: Party, face: int = FACE, days: int = 90) -> Statement:
        """An invoice that nobody has recorded yet."""
        self.invoices += 1
        today = self.clock.today()
        return Statement(
            obligor=obligor.account,
            currency=1,
            terms=1,
            face=face,
            issue_day=today,
            due_day=Day(today + days),
            invoice=self.invoices.to_bytes(32, "big"),
            evidence_root=b"\x07" * 32,
        )

    def id_of(self, statement: Statement, obligor: Party, supplier: Party) -> ReceivableId:
        return self.ledger.receivable_id(obligor.id, supplier.id, statement.invoice)

    def undertaking(self, receivable: ReceivableId, statement: Statement) -> Undertaking:
        return Undertaking(
            receivable=receivable,
            round=0,
            amount=statement.face,
            currency=statement.currency,
            due_day=statement.due_day,
            terms=statement.terms,
            evidence_root=statement.evidence_root,
            valid_until=statement.due_day,
        )

    def issue(
        self, obligor: Party, supplier: Party, count: int = 1, **details: int
    ) -> Sequence[ReceivableId]:
        """Receivables that the obligor issues in one transaction."""
        statements = [self.statement(obligor, **details) for _ in range(count)]
        calls = [self.ledger.issue(statement, supplier.account) for statement in statements]
        self.ledger.send(obligor.account, *calls)
        return [self.id_of(statement, obligor, supplier) for statement in statements]

    def quote(
        self, financier: Party, receivable: ReceivableId, due_day: Day, nonce: int = 0
    ) -> SignedQuote:
        """A quote of 8 % for any part of a receivable on which nothing was paid."""
        quote = Quote(
            financier=financier.account,
            receivable=receivable,
            round=0,
            unpaid=FACE,
            due_day=due_day,
            min_units=1,
            max_units=FACE,
            rate_ppm=80_000,
            basis=360,
            expiry=self.clock.now() + 3_600,
            nonce=nonce,
        )
        return SignedQuote(quote, self.signer.sign_quote(quote))

    def give_cash(self, party: Party, amount: int) -> None:
        """Minor units of the first currency, which the contract may take."""
        self.by_operator(self.ledger.mint(1, party.account, amount * SCALE))
        self.ledger.send(party.account, self.ledger.allow_cash(1))

    def cash(self, account: str) -> int:
        """Token units of the first currency."""
        data = bytes.fromhex("70a08231") + bytes.fromhex(account[2:]).rjust(32, b"\0")
        return int.from_bytes(self.node.call(self.ledger.token(1), data), "big")

    def _join(self, role: Role) -> Party:
        account = self.keys.create()
        call = self.ledger.register(account, bytes.fromhex(account[2:]).rjust(32, b"\1"), role)
        block = self.by_operator(call).block
        (registered,) = [e for e in self.happened(block) if isinstance(e, ParticipantRegistered)]
        if Role.CORE_ENTERPRISE in role:
            self.by_operator(self.ledger.set_credit_line(registered.participant, 1, 10**12))
        return Party(registered.participant, account)
