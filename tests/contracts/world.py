"""The contracts deployed among a few parties, and short words for what tests do with them.

Two core enterprises, suppliers of three tiers, two banks, a stranger, an operator. It is noon in
Beijing on 5 January 2026; currency 1 is CNY with a token of six decimals, terms 1 are five days of
grace and then 7.5 % a year on 360 days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from eth_account.messages import encode_typed_data
from eth_utils import keccak

from sfc.chain import artifacts
from tests import statements
from tests.contracts.chain import Actor, Chain, Contract, Receipt

MOCKS = Path(__file__).with_name("compiled")
LIBRARIES = ("Collections",)

UTC_OFFSET = 8 * 3600
DAY = 86_400
TODAY = (date(2026, 1, 5) - date(1970, 1, 1)).days
NOON = TODAY * DAY - UTC_OFFSET + DAY // 2

CORE_ENTERPRISE, SUPPLIER, FINANCIER, OPERATOR, REGULATOR = 1, 2, 4, 8, 16

CNY = 1
TERMS = 1
GRACE, PENALTY_RATE, PENALTY_BASIS = 5, 75_000, 360
SCALE = 10**4
"""Token units per fen."""
LINE = 10**15
"""Each core enterprise's credit line, fen."""
FACE = 1_000_000
DUE = TODAY + 90
DISCOUNT = 13_500
"""Of the usual sale: 5.4 % on a million for 90 of 360 days."""
PRICE = FACE - DISCOUNT
EVERYTHING = 2**256 - 1
NOBODY = "0x" + "00" * 20

NONE, RECORDED, CONFIRMED, TOKENISED, SETTLED, REJECTED, CANCELLED = range(7)

operator = Actor.named("operator")
obligor = Actor.named("core enterprise")
obligor2 = Actor.named("another core enterprise")
supplier = Actor.named("supplier")
tier2 = Actor.named("supplier of the supplier")
tier3 = Actor.named("supplier of the supplier's supplier")
bank = Actor.named("bank")
bank2 = Actor.named("another bank")
stranger = Actor.named("stranger")

# In the order of their numbers, from 1.
PARTICIPANTS: Mapping[Actor, int] = {
    obligor: CORE_ENTERPRISE,
    obligor2: CORE_ENTERPRISE,
    supplier: SUPPLIER,
    tier2: SUPPLIER,
    tier3: SUPPLIER,
    bank: FINANCIER,
    bank2: FINANCIER,
}
OBLIGOR, OBLIGOR2, SUPPLIER1, TIER2, TIER3, BANK, BANK2 = range(1, 8)

Invoice = statements.Invoice
Undertaking = statements.Undertaking[int]
Quote = statements.Quote[int]


def digest(text: object) -> bytes:
    """Stands for the keyed digest of an invoice, or for the root over its evidence."""
    return bytes(keccak(text=str(text)))


def invoice(number: object = 1, **other: Any) -> Invoice:
    """An invoice of the supplier to the core enterprise, as the supplier states it."""
    usual = Invoice(
        obligor, CNY, TERMS, FACE, TODAY - 3, DUE, digest(number), digest(f"evidence {number}")
    )
    return usual._replace(**other)


@dataclass
class World:
    """One deployment. Whatever is deployed later belongs to the operator."""

    chain: Chain
    authority: Contract
    office: Contract
    core: Contract
    token: Contract
    splitter: Contract
    libraries: Mapping[str, Contract]

    def __repr__(self) -> str:
        return "<World>"

    @classmethod
    def deployed(cls, chain: Chain | None = None) -> Self:
        """Deploy, register all parties, list currency and terms, hand out cash."""
        chain = chain or Chain(NOON - 3_600, (operator, stranger, *PARTICIPANTS))

        def deploy(name: str, *arguments: Any) -> Contract:
            return chain.deploy(artifacts.load(name), *arguments, by=operator, libraries=linked)

        linked: dict[str, str] = {}
        authority = deploy("Authority", operator)
        libraries = {name: deploy(name) for name in LIBRARIES}
        linked.update({name: library.address for name, library in libraries.items()})
        office = deploy("BackOffice", UTC_OFFSET)
        core = deploy("Receivables", authority.address, office.address)
        token = deploy("SettlementToken", authority.address, "Sandbox CNY", "CNY", 6)
        splitter = deploy("Splitter", core.address)
        world = cls(chain, authority, office, core, token, splitter, libraries)
        for account, roles in PARTICIPANTS.items():
            core.register(account, digest(f"LEI of {account}"), roles, by=operator)
            world.fund(token, account)
        core.addCurrency(b"CNY", token.address, 2, by=operator)
        core.addTerms((GRACE, PENALTY_RATE, PENALTY_BASIS), by=operator)
        for number in (OBLIGOR, OBLIGOR2):
            core.setCreditLine(number, CNY, LINE, by=operator)
        chain.now = NOON
        return world

    def mock(self, name: str, *arguments: Any) -> Contract:
        """Deploy one of contracts/test."""
        return self.chain.deploy(artifacts.load(name, MOCKS), *arguments, by=operator)

    def fund(self, token: Contract, account: Actor, amount: int = 10**20) -> None:
        """Give an account token units, and let the core contract move them when it calls."""
        token.mint(account, amount, by=operator)
        token.approve(self.core.address, EVERYTHING, by=account)

    def bank_contract(self, owner: Actor, spender: Contract) -> Contract:
        """A financier that is a contract and signs by its owner; a million for what it allows."""
        account = self.mock("ContractAccount", owner)
        self.core.register(account.address, digest("its LEI"), FINANCIER, by=operator)
        self.token.mint(account.address, FACE * SCALE, by=operator)
        approve = self.token.data("approve", spender.address, EVERYTHING)
        account.execute(self.token.address, approve, by=owner)
        return account

    def cash(self, account: str, token: Contract | None = None) -> int:
        """Token units of an account."""
        return int((token or self.token).balanceOf(account))

    # Time.

    @property
    def today(self) -> int:
        """The ledger day."""
        return (self.chain.now + UTC_OFFSET) // DAY

    def go_to(self, day: int, second: int = DAY // 2) -> None:
        """Let time pass until that second of a ledger day."""
        self.chain.now = day * DAY - UTC_OFFSET + second

    # The life of a receivable.

    def id_of(self, stated: Invoice, supplied_by: int = SUPPLIER1, owed_by: int = OBLIGOR) -> int:
        """The id of an invoice between two participants."""
        return int(self.core.idOf(owed_by, supplied_by, stated.invoice))

    def undertaking(self, stated: Invoice, **other: Any) -> Undertaking:
        """What the core enterprise promises, if it accepts the invoice as it is."""
        usual = Undertaking(
            self.id_of(stated),
            0,
            stated.face,
            stated.currency,
            stated.due_day,
            stated.terms,
            stated.evidence,
            TODAY + 10,
        )
        return usual._replace(**other)

    def recorded(self, stated: Invoice | None = None) -> int:
        """A receivable that the supplier has recorded."""
        return int(self.core.record(stated or invoice(), by=supplier).value)

    def confirmed(self, stated: Invoice | None = None, **other: Any) -> int:
        """A receivable that the core enterprise has confirmed."""
        stated = stated or invoice()
        id = self.recorded(stated)
        self.core.confirm(self.undertaking(stated, **other), by=obligor)
        return id

    def tokenised(self, stated: Invoice | None = None, **other: Any) -> int:
        """A receivable whose units the supplier holds."""
        id = self.confirmed(stated, **other)
        self.core.tokenise(id, by=supplier)
        return id

    def spread(self, parts: Mapping[Actor, int], stated: Invoice | None = None) -> int:
        """A tokenised receivable of which these have these units, and the supplier the rest."""
        id = self.tokenised(stated)
        for holder, units in parts.items():
            self.core.transfer(holder, id, units, by=supplier)
        return id

    def units(self, id: int, *holders: Actor) -> list[int]:
        """How many units each of these has."""
        return [int(self.core.balanceOf(holder, id)) for holder in holders]

    def status(self, id: int) -> int:
        """The stored status of a receivable."""
        return int(self.core.receivableOf(id).status)

    def quote(self, id: int, **other: Any) -> Quote:
        """The bank's usual offer: all or part of a million at 5.4 % on 360 days."""
        usual = Quote(bank, id, 0, FACE, DUE, 1, FACE, 54_000, 360, NOON + 10 * DAY, 0)
        return usual._replace(**other)

    def fill(
        self,
        quote: Quote,
        units: int,
        *,
        by: Actor = supplier,
        signer: Actor | None = None,
        least: int = 0,
    ) -> Receipt:
        """Sell units to the one who signed."""
        signature = self.signed(quote, signer or bank)
        receipt: Receipt = self.core.fill(quote, signature, units, least, by=by)
        return receipt

    def redeem(self, id: int, *holders: Actor) -> list[int]:
        """Each redeems in this order; what each got, minor units."""
        return [int(self.core.redeem(id, by=holder).value) for holder in holders]

    # Signatures.

    def signed(
        self,
        message: Quote | Undertaking,
        signer: Actor,
        *,
        chain_id: int | None = None,
        contract: str | None = None,
    ) -> bytes:
        """The EIP-712 signature of a quote or an undertaking, made from the interface's words."""
        kind = type(message).__name__
        entry = self.core.interface.functions[f"{kind.lower()}Digest"].entry
        members: Sequence[Any] = entry["inputs"][0]["components"]
        signable = encode_typed_data(
            {
                "name": "sfc",
                "version": "1",
                "chainId": self.chain.id if chain_id is None else chain_id,
                "verifyingContract": contract or self.core.address,
            },
            {kind: [{"name": x["name"], "type": x["type"]} for x in members]},
            {x["name"]: value for x, value in zip(members, message, strict=True)},
        )
        return bytes(signer.key.sign_message(signable).signature)


def used(world: World) -> int:
    """How much of the core enterprise's line is used, minor units."""
    return int(world.core.creditLineOf(OBLIGOR, CNY).used)
