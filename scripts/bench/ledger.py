"""A deployed ledger with parties for each client, the same to the byte on every chain."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sfc.chain import artifacts
from sfc.chain.clock import LedgerClock
from sfc.chain.contracts import AUTHORITY, TOKEN, interface
from sfc.chain.deployment import deploy
from sfc.chain.keys import Keyring
from sfc.chain.ledger import ContractLedger
from sfc.chain.nodes.node import Node
from sfc.chain.plan import parse_currencies
from sfc.chain.sender import Sender
from sfc.chain.signing import LedgerSigner
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.roles import Role
from sfc.domain.statements import Quote, SignedQuote, Statement, Undertaking
from sfc.ports import Call

CLIENTS = 16
FACE = 1_000_000
LIFE = 8
"""Transactions of a life."""

_SOLD, _PASSED_ON = 600_000, 300_000
_RICH = 10**12
_ETHER = 10**20  # for fees, in wei
_NEVER = 2**40 - 1
_ROLES = (Role.CORE_ENTERPRISE, Role.SUPPLIER, Role.SUPPLIER, Role.FINANCIER)


@dataclass(frozen=True)
class Party:
    """A participant's number and account."""

    id: ParticipantId
    account: str


@dataclass(frozen=True)
class Step:
    """A transaction: who sends which data to which contract."""

    account: str
    to: str
    data: bytes


@dataclass(frozen=True)
class Client:
    """The parties of one client, which share nothing with those of another."""

    number: int
    core: Party
    supplier: Party
    tier2: Party
    bank: Party
    lives: Any = field(default_factory=lambda: count(1))


class BenchLedger:
    """Contracts, participants and cash; `keys` hold the accounts of all of them.

    Where gas costs something, the account with the key `rich` gives all of them the means.
    """

    newest: ReceivableId
    """Whose life was written down last."""

    def __init__(self, node: Node, keys: Keyring, rich: bytes | None = None) -> None:
        self.node = node
        self.keys = keys
        self.sender = Sender(node, keys)
        accounts = [keys.add(key) for key in keys_of_all()]
        self.operator = accounts[0]
        if rich is not None:
            payer = keys.add(rich)
            for account in accounts:
                self.sender.send(payer, account, b"", _ETHER)
        self.manifest = deploy(
            node, self.sender, self.operator, currencies=parse_currencies(["CNY:6"])
        )
        self.ledger = ContractLedger(node, self.sender, self.manifest.core)
        self.signer = LedgerSigner(keys, node.chain_id, self.manifest.core)
        self.cash = self.ledger.token(1)
        self.today = LedgerClock(node).today()
        self.clients = [self._client(number) for number in range(CLIENTS)]
        # some cash stays with the contract, so that nobody is the first to bring any
        self._lived_half(self.clients[0])

    def creation(self) -> bytes:
        """Code that makes one more contract, the token's."""
        authority = self.manifest.addresses[AUTHORITY]
        made = interface(TOKEN).constructor(authority, "Bench", "BCH", 6)
        return artifacts.load(TOKEN).creation_code() + made

    def transfer(self, giver: int, taker: int, amount: int) -> Step:
        """Cash from one client's bank to another's."""
        accounts = [each.bank.account for each in self.clients]
        data = interface(TOKEN)["transfer"].encode(accounts[taker], amount)
        return Step(accounts[giver], self.cash, data)

    def balance_data(self, holder: int) -> bytes:
        """The question how much cash a client's bank has."""
        return interface(TOKEN)["balanceOf"].encode(self.clients[holder].bank.account)

    def balance_of(self, answer: bytes) -> int:
        """The answer to it."""
        return int(interface(TOKEN)["balanceOf"].decode(answer))

    def life(self, client: Client) -> list[Step]:
        """Recorded, confirmed, tokenised, passed on in part, sold in part, paid, redeemed twice."""
        core, supplier, tier2, bank = client.core, client.supplier, client.tier2, client.bank
        statement, undertaking = self._invoice(client)
        receivable = self.newest = undertaking.receivable
        quote = Quote(
            financier=bank.account,
            receivable=receivable,
            round=0,
            unpaid=FACE,
            due_day=statement.due_day,
            min_units=1,
            max_units=FACE,
            rate_ppm=80_000,
            basis=360,
            expiry=_NEVER,
            nonce=0,
        )
        signed = SignedQuote(quote, self.signer.sign_quote(quote))
        ledger = self.ledger
        steps = (
            (supplier, ledger.record(statement)),
            (core, ledger.confirm(undertaking)),
            (supplier, ledger.tokenise(receivable)),
            (supplier, ledger.transfer(receivable, tier2.account, _PASSED_ON)),
            (supplier, ledger.fill(signed, _SOLD, 0)),
            (core, ledger.pay(receivable, FACE)),
            (bank, ledger.redeem(receivable)),
            (tier2, ledger.redeem(receivable)),
        )
        return [Step(party.account, self.manifest.core, call.data) for party, call in steps]

    def _client(self, number: int) -> Client:
        first = 1 + number * len(_ROLES)
        parties = [self._join(first + place, role) for place, role in enumerate(_ROLES)]
        client = Client(number, *parties)
        self._by_operator(self.ledger.set_credit_line(client.core.id, 1, _RICH))
        for rich in (client.core, client.bank):
            self._by_operator(self.ledger.mint(1, rich.account, _RICH))
            self.ledger.send(rich.account, self.ledger.allow_cash(1))
        return client

    def _join(self, number: int, role: Role) -> Party:
        account = self.keys.add(_key(number))
        legal = bytes.fromhex(account[2:]).rjust(32, b"\1")
        self._by_operator(self.ledger.register(account, legal, role))
        return Party(ParticipantId(number), account)

    def _by_operator(self, call: Call) -> None:
        self.ledger.send(self.operator, call)

    def _invoice(self, client: Client) -> tuple[Statement, Undertaking]:
        number = client.number << 32 | next(client.lives)
        statement = Statement(
            obligor=client.core.account,
            currency=1,
            terms=1,
            face=FACE,
            issue_day=self.today,
            due_day=Day(self.today + 90),
            invoice=number.to_bytes(32, "big"),
            evidence_root=b"\x07" * 32,
        )
        receivable = self.ledger.receivable_id(
            client.core.id, client.supplier.id, statement.invoice
        )
        undertaking = Undertaking(
            receivable=receivable,
            round=0,
            amount=FACE,
            currency=1,
            due_day=statement.due_day,
            terms=1,
            evidence_root=statement.evidence_root,
            valid_until=statement.due_day,
        )
        return statement, undertaking

    def _lived_half(self, client: Client) -> None:
        for step in self.life(client)[:-1]:
            self.sender.send(step.account, step.to, step.data)


def keys_of_all() -> list[bytes]:
    """The keys of the operator and of all parties."""
    return [_key(number) for number in range(1 + CLIENTS * len(_ROLES))]


def _key(number: int) -> bytes:
    return (2**64 + number).to_bytes(32, "big")
