"""Following a chain that grows, forks, shrinks and changes while it is read."""

import logging
from collections.abc import Iterator
from threading import Thread

import pytest
from sqlalchemy import Engine

from sfc.domain.errors import ChainUnavailable, NotFound
from sfc.domain.events import UnitsMoved
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.views import Head
from sfc.indexer import ChainIndexer, LedgerInconsistent
from sfc.indexer.chain_indexer import ATTEMPTS
from sfc.ports import ReceivableFilter
from sfc.store import SqlBooks, SqlReadModel, open_engine, upgrade
from tests.databases import dump
from tests.fake_chain import FakeChain
from tests.ghost import Ghost, account, genesis, hashed


@pytest.fixture
def memory() -> Iterator[Engine]:
    engine = open_engine(":memory:")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def chain() -> FakeChain:
    chain = FakeChain()
    chain.mine(genesis())
    return chain


def _participants(engine: Engine) -> int:
    return len(SqlReadModel(engine).participants())


def test_an_empty_chain_moves_the_head_only(memory: Engine) -> None:
    chain = FakeChain()
    assert SqlReadModel(memory).head() is None
    assert ChainIndexer(chain, SqlBooks(memory)).catch_up() == chain.head()
    assert SqlReadModel(memory).head() == chain.head()


def test_what_is_known_is_not_read_again(memory: Engine, chain: FakeChain) -> None:
    indexer = ChainIndexer(chain, SqlBooks(memory))
    indexer.catch_up()
    read: list[tuple[int, int]] = []
    events = chain.events

    def watched(first: int, last: int):
        read.append((first, last))
        return events(first, last)

    chain.events = watched  # type: ignore[method-assign]
    indexer.catch_up()
    assert read == []
    chain.mine()
    chain.mine()
    indexer.catch_up()
    assert read == [(2, 3)]


def test_batches_end_in_a_head_each(memory: Engine, chain: FakeChain) -> None:
    for _ in range(5):
        chain.mine()
    heads: list[Head | None] = []
    chain.before_read = lambda: heads.append(SqlBooks(memory).head())
    ChainIndexer(chain, SqlBooks(memory), batch=2).catch_up()
    assert [head.block if head else None for head in heads] == [None, 1, 3, 5]
    # the time of a batch's end is that of the last event before it
    assert heads[3] == Head(5, chain.blocks[5].hash, chain.blocks[1].timestamp)


def test_the_chain_may_end_where_a_batch_did(memory: Engine, chain: FakeChain) -> None:
    """Cut off after a batch, whose block is not known to the second; then the chain goes back."""
    for _ in range(5):
        chain.mine()
    reads = iter(range(3))

    def killed() -> None:
        if next(reads) == 2:
            raise KeyboardInterrupt

    chain.before_read = killed
    with pytest.raises(KeyboardInterrupt):
        ChainIndexer(chain, SqlBooks(memory), batch=2).catch_up()
    chain.before_read = lambda: None
    assert (reached := SqlBooks(memory).head()) is not None and reached.block == 3
    chain.cut(4)
    assert ChainIndexer(chain, SqlBooks(memory)).catch_up() == chain.head()
    assert SqlReadModel(memory).head() == chain.head() != reached


def test_blocks_before_the_first_are_not_read(memory: Engine) -> None:
    chain = FakeChain()
    chain.mine(genesis())
    chain.mine()
    indexer = ChainIndexer(chain, SqlBooks(memory), first=5)
    assert indexer.catch_up() == chain.head()
    assert _participants(memory) == 0
    for _ in range(3):
        chain.mine()
    chain.mine(list(Ghost().mint(account(1), 5)))
    assert indexer.catch_up() == chain.head()
    assert indexer.rebuild() == chain.head()
    assert _participants(memory) == 0


def test_a_longer_fork_replaces_what_was(
    memory: Engine, chain: FakeChain, caplog: pytest.LogCaptureFixture
) -> None:
    ghost = Ghost()
    chain.mine(list(ghost.record(1, 3, 1, 100)))
    chain.mine(list(ghost.record(1, 4, 2, 100)))
    indexer = ChainIndexer(chain, SqlBooks(memory))
    indexer.catch_up()
    chain.cut(3)
    chain.mine(salt="fork")
    with caplog.at_level(logging.WARNING):
        indexer.catch_up()
    assert "books at block 3, common with it up to block 2" in caplog.text
    read = SqlReadModel(memory)
    first, second = ghost.receivables
    assert read.receivable(first).supplier == 3
    with pytest.raises(NotFound, match="no receivable"):
        read.receivable(second)


def test_a_chain_that_got_shorter_is_followed_back(memory: Engine, chain: FakeChain) -> None:
    chain.mine(list(Ghost().record(1, 3, 1, 100)))
    indexer = ChainIndexer(chain, SqlBooks(memory))
    indexer.catch_up()
    chain.cut(1)
    assert indexer.catch_up() == chain.head()
    assert _participants(memory) == 0


@pytest.mark.parametrize("batch", [1, 100])
def test_a_fork_while_reading_is_noticed(memory: Engine, chain: FakeChain, batch: int) -> None:
    indexer = ChainIndexer(chain, SqlBooks(memory), batch=batch)
    indexer.catch_up()
    one, other = Ghost(), Ghost()
    chain.mine(list(one.record(1, 3, 1, 100)))
    chain.mine()

    def fork() -> None:
        chain.before_read = lambda: None
        chain.cut(2)
        chain.mine(list(other.record(2, 4, 1, 70)))
        chain.mine()
        chain.mine()

    chain.before_read = fork
    assert indexer.catch_up() == chain.head()
    read = SqlReadModel(memory)
    (only,) = other.receivables
    assert read.receivable(only).face.minor == 70
    assert not read.holders(only)
    assert [row.id for row in read.receivables(ReceivableFilter())[0]] == [only]


def test_a_chain_that_never_stands_still_is_given_up(memory: Engine, chain: FakeChain) -> None:
    reads = 0

    def fork() -> None:
        nonlocal reads
        reads += 1
        chain.cut(1)
        chain.mine(genesis(), salt=str(reads))

    chain.before_read = fork
    with pytest.raises(ChainUnavailable, match="keep changing"):
        ChainIndexer(chain, SqlBooks(memory)).catch_up()
    assert reads == ATTEMPTS
    with pytest.raises(ChainUnavailable, match="keep changing"):
        ChainIndexer(chain, SqlBooks(memory)).rebuild()
    assert _participants(memory) == 0


def test_the_work_of_another_process_is_built_upon(memory: Engine, chain: FakeChain) -> None:
    other = ChainIndexer(chain, SqlBooks(memory))
    chain.mine(list(Ghost().mint(account(1), 5 * 10**16)))

    def meanwhile() -> None:
        chain.before_read = lambda: None
        other.catch_up()

    chain.before_read = meanwhile
    ChainIndexer(chain, SqlBooks(memory)).catch_up()
    (balance,) = SqlReadModel(memory).balances(ParticipantId(1))
    assert balance.cash.minor == 5


def test_events_that_cannot_be_leave_nothing_behind(memory: Engine, chain: FakeChain) -> None:
    indexer = ChainIndexer(chain, SqlBooks(memory))
    indexer.catch_up()
    before = dump(memory)
    unknown = ReceivableId(hashed("never recorded"))
    chain.mine(list(Ghost().record(1, 3, 1, 100)), [UnitsMoved(unknown, None, account(3), 5)])
    with pytest.raises(LedgerInconsistent, match="no ReceivableRow"):
        indexer.catch_up()
    with pytest.raises(LedgerInconsistent, match="no ReceivableRow"):
        indexer.rebuild()
    assert dump(memory) == before


def test_more_units_than_there_are_cannot_be(memory: Engine, chain: FakeChain) -> None:
    ghost = Ghost()
    (recorded,) = ghost.record(1, 3, 1, 100)
    (of,) = ghost.receivables.values()
    confirmed, moved = list(ghost.confirm(of, 100)), list(ghost.tokenise(of))
    chain.mine([recorded, *confirmed, *moved, UnitsMoved(of.id, account(3), account(4), 101)])
    with pytest.raises(LedgerInconsistent, match="units held would be -1"):
        ChainIndexer(chain, SqlBooks(memory)).catch_up()


def test_threads_take_turns(engine: Engine, chain: FakeChain) -> None:
    ghost = Ghost()
    for number in range(40):
        chain.mine(list(ghost.record(1, 3, number, 10)), list(ghost.mint(account(1), 10**16)))
    indexer = ChainIndexer(chain, SqlBooks(engine), batch=3)
    another = ChainIndexer(chain, SqlBooks(engine), batch=5)
    failures: list[BaseException] = []

    def run(one: ChainIndexer) -> None:
        try:
            one.catch_up()
        except BaseException as failure:
            failures.append(failure)

    threads = [Thread(target=run, args=(one,)) for one in (indexer, another) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    read = SqlReadModel(engine)
    assert len(read.receivables(ReceivableFilter(), limit=100)[0]) == 40
    assert read.balances(ParticipantId(1))[0].cash.minor == 40
