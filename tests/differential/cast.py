"""Who plays, and how the ledger stands when the play begins: once deployed, once as a book."""

from dataclasses import dataclass, field
from typing import Any

from sfc.chain import artifacts
from tests.contracts.chain import Actor, Chain, Contract
from tests.contracts.market.bench import Bench
from tests.contracts.world import (
    CNY,
    CORE_ENTERPRISE,
    FINANCIER,
    NOON,
    PARTICIPANTS,
    SUPPLIER,
    TIER3,
    UTC_OFFSET,
    World,
    digest,
    operator,
    stranger,
)
from tests.differential.fastchain import FastChain
from tests.reference.book import Book
from tests.reference.cash import UNLIMITED, Token
from tests.reference.lists import Terms
from tests.reference.operations import Call, perform
from tests.reference.parties import ALL_ROLES
from tests.reference.venues import Auctions, Market

jack = Actor.named("jack of all trades")
owner = Actor.named("owner of a contract account")
newcomers = [Actor.named(f"newcomer {number}") for number in range(3)]
ACTORS = (operator, stranger, *PARTICIPANTS, jack, owner, *newcomers)
"""Everybody who can send a transaction."""

BESIDE = ("market", "auctions")
"""The contracts beside the ledger: holders and payers let them move units and cash."""
RICHES = 2**90
TERMS = (Terms(0, 1_500_000, 365), Terms(3, 0, 360), Terms(30, 2**32 - 1, 360))


@dataclass
class Stage:
    """The contracts, and the book that says the same."""

    world: World
    bench: Bench
    book: Book
    contracts: dict[str, Contract]
    vault: Contract
    """A participant that is a contract: core enterprise and financier, signing by `owner`."""
    done: list[Call] = field(default_factory=list)

    @property
    def tokens(self) -> list[str]:
        """The accounts of the tokens that pay."""
        return list(self.book.cash)

    @property
    def spenders(self) -> list[str]:
        """The contracts that move what others let them move."""
        return [self.contracts[name].address for name in ("core", *BESIDE)]

    def gifts(self, token: str, account: str) -> int:
        """What was sent to a contract outside of a call: it is nobody's."""
        return sum(
            call.arguments[1]
            for call in self.done
            if call.to == token and call.name in ("transfer", "mint")
            if call.arguments[0] == account
        )

    def send(self, account: str, to: str, name: str, *arguments: Any) -> None:
        """A call of somebody, whether a key or a contract. The book does not know. May raise."""
        contract = self.contracts[to]
        data = contract.data(name, *arguments)
        if account == self.vault.address:
            self.vault.execute(contract.address, data, by=owner)
        else:
            self.world.chain.transact(account, contract.address, data, contract.interface)


def set_stage(kind: type[Chain] | type[FastChain] = FastChain) -> Stage:
    """Deploy, and open the book."""
    begin = NOON - 3_600
    chain: Any = FastChain(begin) if kind is FastChain else Chain(begin, ACTORS)
    world = World.deployed(chain)
    bench = Bench.deployed(world)
    account = world.mock("ContractAccount", owner)
    euro = chain.deploy(
        artifacts.load("SettlementToken"), world.authority.address, "Euro", "EUR", 2, by=operator
    )
    contracts = {
        "core": world.core,
        "splitter": world.splitter,
        "market": bench.market,
        "auctions": bench.auctions,
        world.token.address: world.token,
        euro.address: euro,
    }
    book = Book(
        chain=chain.id,
        ledger=world.core.address,
        splitter=world.splitter.address,
        market=Market(bench.market.address),
        auctions=Auctions(bench.auctions.address),
        administrators=frozenset({operator}),
        utc_offset=UTC_OFFSET,
        now=NOON,
        cash={world.token.address: Token(6), euro.address: Token(2)},
        owners={account.address: owner},
    )
    _mirror(book, world)
    stage = Stage(world, bench, book, contracts, account)
    for call in _opening(stage, euro.address):
        _both(stage, call)
    for call in _allowing(stage, account.address):
        stage.send(call.by, call.to, call.name, *call.arguments)
        perform(book, call)
    return stage


def _mirror(book: Book, world: World) -> None:
    """What `World.deployed` has done, told to the book."""
    for actor, roles in PARTICIPANTS.items():
        perform(book, Call(operator, "register", (actor, digest(f"LEI of {actor}"), roles)))
        perform(book, Call(operator, "mint", (actor, 10**20), world.token.address))
        perform(book, Call(actor, "approve", (world.core.address, UNLIMITED), world.token.address))
    perform(book, Call(operator, "addCurrency", (b"CNY", world.token.address, 2)))
    perform(book, Call(operator, "addTerms", (Terms(5, 75_000, 360),)))
    for number, roles in enumerate(PARTICIPANTS.values(), start=1):
        if roles == CORE_ENTERPRISE:
            perform(book, Call(operator, "setCreditLine", (number, CNY, 10**15)))


def _opening(stage: Stage, euro: str) -> list[Call]:
    """What the play needs besides."""
    calls = [
        Call(operator, "register", (jack, digest("LEI of jack"), ALL_ROLES)),
        Call(
            operator,
            "register",
            (stage.vault.address, digest("LEI of the vault"), CORE_ENTERPRISE | FINANCIER),
        ),
        Call(operator, "setRoles", (TIER3, SUPPLIER | FINANCIER)),
        Call(operator, "addCurrency", (b"EUR", euro, 2)),
        *(Call(operator, "addTerms", (terms,)) for terms in TERMS),
        *(
            Call(operator, "setCreditLine", (number, currency, 2**70))
            for number in (1, 2, 8, 9)
            for currency in (1, 2)
        ),
    ]
    rich = (*PARTICIPANTS, jack, stranger)
    for token in stage.tokens:
        calls += [Call(operator, "mint", (a, RICHES), token) for a in (*rich, stage.vault.address)]
    for actor in rich:
        calls += _allowing(stage, actor)
    return calls


def _allowing(stage: Stage, owner_: str) -> list[Call]:
    """Somebody lets the ledger move its cash, and the contracts beside it cash and units."""
    beside = [stage.contracts[name].address for name in BESIDE]
    cash = [
        Call(owner_, "approve", (spender, UNLIMITED), token)
        for token in stage.tokens
        for spender in stage.spenders
    ]
    return cash + [Call(owner_, "setOperator", (spender, True)) for spender in beside]


def _both(stage: Stage, call: Call) -> None:
    perform(stage.book, call)
    getattr(stage.contracts[call.to], call.name)(*call.arguments, by=call.by)
