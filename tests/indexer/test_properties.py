"""Whatever happens on the ledger, in whatever steps it is read, the same books come out."""

from copy import deepcopy
from random import Random
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from sfc.domain.events import Event
from sfc.indexer import ChainIndexer
from sfc.store import SqlBooks, SqlReadModel, books
from tests.databases import dump
from tests.fake_chain import FakeChain
from tests.ghost import WITH_MARKET, Ghost, act, genesis
from tests.indexer.agreement import assert_agree
from tests.indexer.conftest import emptied

ALL = set(get_args(Event))
NUMBERS = st.integers(0, 2**16)
STEPS = st.tuples(st.sampled_from(WITH_MARKET), NUMBERS, NUMBERS, NUMBERS)
# each inner list is a block, the boolean says whether to catch up after it
STORIES = st.lists(st.tuples(st.lists(STEPS, max_size=4), st.booleans()), max_size=25)

Story = list[tuple[list[tuple[str, int, int, int]], bool]]


def _emptied(engine: Engine) -> SqlBooks:
    return SqlBooks(emptied(engine))


def _mine(chain: FakeChain, ghost: Ghost, block: list[tuple[str, int, int, int]]) -> None:
    transactions = [events for step in block if (events := act(ghost, *step))]
    chain.mine(*transactions)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(story=STORIES, batch=st.integers(1, 7))
def test_incremental_in_any_batches_is_all_at_once_is_rebuilt(
    pair: tuple[Engine, Engine], story: Story, batch: int
) -> None:
    one, other = pair
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    incremental = ChainIndexer(chain, _emptied(one), batch=batch)
    for block, catch_up in story:
        _mine(chain, ghost, block)
        if catch_up:
            incremental.catch_up()
    assert incremental.catch_up() == chain.head()
    assert_agree(SqlReadModel(one), ghost)

    at_once = ChainIndexer(chain, _emptied(other), batch=10_000)
    at_once.catch_up()
    assert dump(one) == dump(other)
    at_once.rebuild()
    assert dump(one) == dump(other)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(
    shared=STORIES, dropped=STORIES, instead=STORIES, batch=st.integers(1, 7), shorter=st.booleans()
)
def test_a_reorganisation_leaves_no_trace(
    pair: tuple[Engine, Engine],
    shared: Story,
    dropped: Story,
    instead: Story,
    batch: int,
    shorter: bool,
) -> None:
    one, other = pair
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    for block, _ in shared:
        _mine(chain, ghost, block)
    fork, ghost_there = len(chain.blocks), deepcopy(ghost)
    for block, _ in dropped:
        _mine(chain, ghost, block)
    indexer = ChainIndexer(chain, _emptied(one), batch=batch)
    indexer.catch_up()
    assert_agree(SqlReadModel(one), ghost)

    chain.cut(fork)
    if not shorter:
        chain.mine(salt="other")
        for block, _ in instead:
            _mine(chain, ghost_there, block)
    assert indexer.catch_up() == chain.head()
    assert_agree(SqlReadModel(one), ghost_there)
    ChainIndexer(chain, _emptied(other)).catch_up()
    assert dump(one) == dump(other)


def test_on_every_database_alike(engine: Engine, pair: tuple[Engine, Engine]) -> None:
    """Long stories: the tables hold the same whatever the database, and agree with the ghost.

    A few of them, and more until all has happened that can.
    """
    random = Random(20_260_730)
    books_of, seen, remainders = _emptied(engine), set[type](), 0
    for told in range(20):
        if told >= 4 and seen == ALL and remainders > 9:
            break
        chain, ghost = FakeChain(), Ghost()
        chain.mine(genesis())
        indexer = ChainIndexer(chain, books_of, batch=16)
        indexer.rebuild()
        for _ in range(120):
            _mine(chain, ghost, [_random_step(random) for _ in range(4)])
            if random.random() < 0.1:
                indexer.catch_up()
        indexer.catch_up()
        assert_agree(SqlReadModel(engine), ghost)
        ChainIndexer(chain, _emptied(pair[0])).catch_up()
        assert dump(engine) == dump(pair[0])
        indexer.rebuild()
        assert dump(engine) == dump(pair[0])
        seen |= {type(located.event) for located in chain.events(0, chain.head().block)}
        remainders += ghost.remainders
    assert seen == ALL, "stories in which not everything happens"
    assert remainders > 9, "stories in which nobody is left with a fraction"


@pytest.mark.parametrize(("flush", "cache"), [(1, 0), (3, 5), (7, 10_000)])
def test_with_little_memory_alike(
    pair: tuple[Engine, Engine], monkeypatch: pytest.MonkeyPatch, flush: int, cache: int
) -> None:
    """Rows that were written and forgotten within a transaction are found again."""
    random = Random(flush)
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    for _ in range(30):
        _mine(chain, ghost, [_random_step(random) for _ in range(4)])
    one, other = pair
    ChainIndexer(chain, _emptied(one)).catch_up()
    monkeypatch.setattr(books, "FLUSH_ROWS", flush)
    monkeypatch.setattr(books, "CACHE_ROWS", cache)
    indexer = ChainIndexer(chain, _emptied(other))
    indexer.catch_up()
    assert dump(other) == dump(one)
    indexer.rebuild()
    assert dump(other) == dump(one)


def _random_step(random: Random) -> tuple[str, int, int, int]:
    one, two, three = (random.randrange(2**16) for _ in range(3))
    return random.choice(WITH_MARKET), one, two, three
