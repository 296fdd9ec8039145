"""Random sequences of {write, reorg, restart, retry, index} on every kind of chain.

In memory and on the embedded node a reorganisation is going back to an earlier block; anvil has a
call for it, which puts other blocks in the place of those that it drops. After each sequence the
read model is compared, row by row, with one that is made anew.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random

from sqlalchemy import Engine

from sfc.chain.clock import SandboxClock
from sfc.chain.keys import Keyring
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.sender import Sender
from sfc.domain.events import Recorded
from sfc.indexer import ChainIndexer
from sfc.store import SqlBooks, compare, open_engine, upgrade
from tests.chain import anvil
from tests.faults.figures import Figures
from tests.indexer.conftest import emptied
from tests.indexer.sequences import Sequence as Told
from tests.indexer.test_sequences import told
from tests.parity.test_sequences import STEPS, RealLedger
from tests.parity.worlds import World

START = 1_330_000_000
PER_WORLD = 10
"""Sequences on one deployment: reading a chain anew takes longer the longer it is."""


class AnvilLedger(RealLedger):
    """Goes back by anvil's own call: other blocks, in which nothing happens, take their place."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._setting_up = world.node.head().number - world.manifest.first_block

    def reorganise(self, random: Random) -> None:
        node = self._world.node
        assert isinstance(node, JsonRpcNode)
        written = node.head().number - self._world.manifest.first_block
        depth = min(random.choice((1, 2, 3, 9)), written - self._setting_up)
        if depth < 1:
            return
        node.request("anvil_reorg", depth, [])
        self._world.sender._nonces.clear()  # as a service that starts again: the chain knows better
        self._issued = [
            event.receivable for event in self._world.happened() if isinstance(event, Recorded)
        ]
        if random.random() < 0.7:
            self.write(random)


def in_memory(seeds: Sequence[int]) -> Figures:
    """Tell sequences on a chain in memory, where a ghost knows what has to come of them too."""
    found = Figures(sequences=len(seeds))
    with _databases() as pair:
        for seed in seeds:
            try:
                told(seed, *pair)
            except AssertionError as difference:
                print(f"seed {seed}: {difference}")
                found.differences += 1
    return found


def on_embedded(seeds: Sequence[int]) -> Figures:
    """Tell sequences on the embedded node."""

    def made() -> RealLedger:
        keys, clock = Keyring(), SandboxClock(START)
        node = EmbeddedNode(clock)
        return RealLedger(World(node, keys, keys.create(), clock.advance_to, Sender(node, keys)))

    return _on_a_node(made, seeds)


def on_anvil(seeds: Sequence[int]) -> Figures:
    """Tell sequences on a node of another's making."""
    with anvil.running() as url:

        def made() -> AnvilLedger:
            node, keys = JsonRpcNode(url), Keyring()
            deployer = keys.add(anvil.KEY)
            sender = Sender(node, keys, sponsor=deployer)
            return AnvilLedger(World(node, keys, deployer, lambda _: None, sender))

        return _on_a_node(made, seeds)


def _on_a_node(made: Callable[[], RealLedger], seeds: Sequence[int]) -> Figures:
    ledger, found = None, Figures(sequences=len(seeds))
    with _databases() as (used, anew):
        for number, seed in enumerate(seeds):
            if ledger is None or number % PER_WORLD == 0:
                ledger = made()
            emptied(used)
            sequence = Told(seed, ledger, lambda: used)
            try:
                sequence.run(STEPS)
            except BaseException as failure:
                failure.add_note(f"seed {seed}: {' '.join(sequence.told)}")
                raise
            ChainIndexer(ledger.events, SqlBooks(emptied(anew))).catch_up()
            difference = compare(SqlBooks(used), SqlBooks(anew)).difference
            if difference is not None:
                print(f"seed {seed}: {difference} after {' '.join(sequence.told)}")
                found.differences += 1
    return found


@contextmanager
def _databases() -> Iterator[tuple[Engine, Engine]]:
    engines = open_engine("sqlite://"), open_engine("sqlite://")
    for engine in engines:
        upgrade(engine)
    yield engines
    for engine in engines:
        engine.dispose()
