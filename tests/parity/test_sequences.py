"""Sequences of {write, reorg, restart, retry, index} on real chains: see `tests.indexer.sequences`.

The embedded node goes back by snapshot and revert, anvil by `evm_snapshot` and `evm_revert`, and by
`anvil_reorg`, which puts other blocks in the place of those that it takes.
"""

from collections.abc import Callable, Iterator
from random import Random

import pytest
from sqlalchemy import Engine

from sfc.chain.events import LedgerEvents
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.domain.ids import ReceivableId
from sfc.domain.roles import Role
from sfc.indexer import ChainIndexer
from sfc.store import SqlBooks, open_engine, upgrade
from tests.databases import dump
from tests.indexer.conftest import emptied
from tests.indexer.sequences import Sequence, seeds
from tests.parity.worlds import World

USUAL = 6
STEPS = 12


class RealLedger:
    """A world that is written to and goes back: what was issued is known with each snapshot."""

    def __init__(self, world: World, *, others_instead: bool = False) -> None:
        self._world = world
        self._others_instead = others_instead
        self.obligor, self.supplier, self.bank = world.join(
            Role.CORE_ENTERPRISE, Role.SUPPLIER, Role.FINANCIER
        )
        world.give_cash(self.obligor, 10**9)
        self._issued: list[ReceivableId] = []
        self._snapshots: list[tuple[object, list[ReceivableId]]] = []
        self.events = LedgerEvents(world.node, world.manifest.core, world.manifest.first_block)

    def write(self, random: Random) -> None:
        take, _ = self._time_machine()
        for _ in range(random.choice((1, 1, 2, 4))):
            self._snapshots.append((take(), [*self._issued]))
            self._something(random)

    def reorganise(self, random: Random) -> None:
        _, go_back = self._time_machine()
        depth = random.choice((1, 2, 3, 9))
        if not self._snapshots:
            return
        snapshot, self._issued = self._snapshots[-depth:][0]
        del self._snapshots[-depth:]
        go_back(snapshot)
        self._world.sender._nonces.clear()  # as a service that starts again: the chain knows better
        if random.random() < 0.7:
            self.write(random)

    def _something(self, random: Random) -> None:
        world, ledger = self._world, self._world.ledger
        if not self._issued or random.random() < 0.3:
            self._issued += world.issue(self.obligor, self.supplier, random.randint(1, 3))
            return
        receivable, amount = random.choice(self._issued), random.randint(1, 500)
        match random.randrange(4):
            case 0:
                world.give_cash(self.bank, amount)
            case 1:
                move = ledger.transfer(receivable, self.bank.account, amount)
                ledger.send(self.supplier.account, move)
            case 2:
                ledger.send(self.obligor.account, ledger.pay(receivable, amount))
            case _:
                ledger.send(self.obligor.account, ledger.pay(receivable, 1_000))
                ledger.send(self.supplier.account, ledger.redeem(receivable))

    def _time_machine(self) -> tuple[Callable[[], object], Callable[[object], object]]:
        node = self._world.node
        if isinstance(node, EmbeddedNode):
            return node.snapshot, lambda snapshot: node.revert(int(str(snapshot)))
        assert isinstance(node, JsonRpcNode)
        if self._others_instead:
            return (
                lambda: node.head().number,
                lambda block: node.request("anvil_reorg", node.head().number - int(str(block)), []),
            )
        return (
            lambda: node.request("evm_snapshot"),
            lambda snapshot: node.request("evm_revert", snapshot),
        )


@pytest.fixture
def pair() -> Iterator[tuple[Engine, Engine]]:
    engines = open_engine("sqlite://"), open_engine("sqlite://")
    for engine in engines:
        upgrade(engine)
    yield engines
    for engine in engines:
        engine.dispose()


def test_the_read_model_is_as_made_anew(world: World, pair: tuple[Engine, Engine]) -> None:
    told(RealLedger(world), world, *pair)


@pytest.mark.parametrize("world", ["anvil"], indirect=True)
def test_the_same_where_other_blocks_take_their_place(
    world: World, pair: tuple[Engine, Engine]
) -> None:
    told(RealLedger(world, others_instead=True), world, *pair)


def told(ledger: RealLedger, world: World, used: Engine, anew: Engine) -> None:
    """Tell sequences, and compare what came of each with what comes of reading the chain once."""
    for seed in seeds(USUAL, share=25):
        sequence = Sequence(seed, ledger, lambda: used)
        sequence.run(STEPS)
        first = world.manifest.first_block
        ChainIndexer(ledger.events, SqlBooks(emptied(anew)), first=first).catch_up()
        assert dump(used) == dump(anew), f"seed {seed}: {sequence.told}"
