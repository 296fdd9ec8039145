"""Who plays, and how the ledger stands when the play begins: once deployed, once as a book."""

from dataclasses import dataclass, field
from typing import Any

from sfc.chain import artifacts
from tests.contracts.chain import Actor, Chain, Contract
from tests.contracts.world import (
    CNY,
    CORE_ENTERPRISE,
    FINANCIER,
    NOON,
    PARTICIPANTS,
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

jack = Actor.named("jack of all trades")
owner = Actor.named("owner of a contract account")
newcomers = [Actor.named(f"newcomer {number}") for number in range(3)]
ACTORS = (operator, stranger, *PARTICIPANTS, jack, owner, *newcomers)
"""Everybody who can send a transaction."""

RICHES = 2**90
TERMS = (Terms(0, 1_500_000, 365), Terms(3, 0, 360), Terms(30, 2**32 - 1, 360))


@dataclass
class Stage:
    """The contracts, and the book that says the same."""

    world: World
    book: Book
    contracts: dict[str, Contract]
    vault: Contract
    """A participant that is a contract: core enterprise and financier, signing by `owner`."""
    done: list[Call] = field(default_factory=list)

    @property
    def tokens(self) -> list[str]:
        """The accounts of the tokens that pay."""
        return [name for name in self.contracts if name not in ("core", "splitter")]

    def redeem(self, account: str, id: int) -> None:
        """Send a redemption for somebody, whether a key or a contract. The book does not know."""
        core = self.world.core
        data = core.data("redeem", id)
        if account == self.vault.address:
            self.vault.execute(core.address, data, by=owner)
        else:
            self.world.chain.transact(account, core.address, data, core.interface)


def set_stage(kind: type[Chain] | type[FastChain] = FastChain) -> Stage:
    """Deploy, and open the book."""
    begin = NOON - 3_600
    chain: Any = FastChain(begin) if kind is FastChain else Chain(begin, ACTORS)
    world = World.deployed(chain)
    account = world.mock("ContractAccount", owner)
    euro = chain.deploy(
        artifacts.load("SettlementToken"), world.authority.address, "Euro", "EUR", 2, by=operator
    )
    contracts = {
        "core": world.core,
        "splitter": world.splitter,
        world.token.address: world.token,
        euro.address: euro,
    }
    book = Book(
        ledger=world.core.address,
        splitter=world.splitter.address,
        administrators=frozenset({operator}),
        utc_offset=UTC_OFFSET,
        now=NOON,
        cash={world.token.address: Token(6), euro.address: Token(2)},
        owners={account.address: owner},
    )
    _mirror(book, world)
    stage = Stage(world, book, contracts, account)
    for call in _opening(stage, euro.address):
        _both(stage, call)
    allow = world.token.data("approve", world.core.address, UNLIMITED)
    for token in stage.tokens:
        account.execute(token, allow, by=owner)
        book.cash[token].allowances[account.address, world.core.address] = UNLIMITED
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
    core = stage.world.core.address
    calls = [
        Call(operator, "register", (jack, digest("LEI of jack"), ALL_ROLES)),
        Call(
            operator,
            "register",
            (stage.vault.address, digest("LEI of the vault"), CORE_ENTERPRISE | FINANCIER),
        ),
        Call(operator, "addCurrency", (b"EUR", euro, 2)),
        *(Call(operator, "addTerms", (terms,)) for terms in TERMS),
        *(
            Call(operator, "setCreditLine", (number, currency, 2**70))
            for number in (1, 2, 8, 9)
            for currency in (1, 2)
        ),
    ]
    for token in stage.tokens:
        rich = (*PARTICIPANTS, jack, stranger)
        calls += [Call(operator, "mint", (a, RICHES), token) for a in (*rich, stage.vault.address)]
        calls += [Call(actor, "approve", (core, UNLIMITED), token) for actor in rich]
    return calls


def _both(stage: Stage, call: Call) -> None:
    perform(stage.book, call)
    getattr(stage.contracts[call.to], call.name)(*call.arguments, by=call.by)
