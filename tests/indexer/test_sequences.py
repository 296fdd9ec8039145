"""Whatever is written, reorganised, killed and tried again: the read model is as made anew."""

from copy import deepcopy
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from sfc.indexer import ChainIndexer
from sfc.ports import Events
from sfc.store import SqlBooks, SqlReadModel, open_engine, upgrade
from tests.databases import dump
from tests.fake_chain import FakeChain
from tests.ghost import WITH_MARKET, Ghost, act, genesis
from tests.indexer.agreement import assert_agree
from tests.indexer.conftest import emptied
from tests.indexer.sequences import Sequence, seeds

USUAL = 30
STEPS = 25


class FakeLedger:
    """A chain in memory, and the ghost that made each of its blocks."""

    def __init__(self) -> None:
        self.chain = FakeChain()
        self.chain.mine(genesis())
        self.events: Events = self.chain
        self.ghosts = [Ghost(), Ghost()]

    @property
    def ghost(self) -> Ghost:
        return self.ghosts[-1]

    def write(self, random: Random) -> None:
        for _ in range(random.choice((1, 1, 2, 5))):
            ghost = deepcopy(self.ghost)
            steps = [self._step(random) for _ in range(random.choice((0, 1, 3, 6)))]
            transactions = [events for step in steps if (events := act(ghost, *step))]
            self.chain.mine(*transactions, salt=str(random.random()))
            self.ghosts.append(ghost)

    def reorganise(self, random: Random) -> None:
        length = max(2, len(self.chain.blocks) - random.choice((1, 2, 3, 8, 40)))
        self.chain.cut(length)
        del self.ghosts[length:]
        if random.random() < 0.7:
            self.write(random)

    @staticmethod
    def _step(random: Random) -> tuple[str, int, int, int]:
        one, two, three = (random.randrange(2**16) for _ in range(3))
        return random.choice(WITH_MARKET), one, two, three


def told(seed: int, used: Engine, anew: Engine) -> None:
    """Tell a sequence, and compare what came of it with what comes of reading the chain once."""
    emptied(used)
    ledger = FakeLedger()
    sequence = Sequence(seed, ledger, lambda: used)
    try:
        sequence.run(STEPS)
        assert_agree(SqlReadModel(used), ledger.ghost)
        ChainIndexer(ledger.chain, SqlBooks(emptied(anew))).catch_up()
        assert dump(used) == dump(anew)
    except BaseException as failure:
        failure.add_note(f"seed {seed}, add it to failing_seeds.txt: {' '.join(sequence.told)}")
        raise


def test_random_sequences(pair: tuple[Engine, Engine]) -> None:
    found = seeds(USUAL)
    for seed in found:
        told(seed, *pair)
    print(f"\nreorg sequences on a chain in memory: {len(found)}, differences: 0")


def test_random_sequences_with_the_database_opened_anew(
    url: str, tmp_path: Path, pair: tuple[Engine, Engine]
) -> None:
    """A restart lets go of the database, and opens it again."""
    if url == "sqlite://":
        pytest.skip("a database in memory does not outlive its process")
    engines: list[Engine] = []

    def opened() -> Engine:
        if engines:
            engines.pop().dispose()
        engines.append(open_engine(url))
        upgrade(engines[0])
        return engines[0]

    for seed in seeds(6, share=100):
        emptied(opened())
        ledger = FakeLedger()
        Sequence(10_000 + seed, ledger, opened).run(STEPS)
        ChainIndexer(ledger.chain, SqlBooks(emptied(pair[1]))).catch_up()
        assert dump(engines[0]) == dump(pair[1])
    engines.pop().dispose()
