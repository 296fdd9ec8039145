"""Blocks are taken back one by one, as far as they are remembered; else all is made anew."""

import pytest
from sqlalchemy import Engine, func, select

from sfc.domain.books import CreditLineRow
from sfc.domain.errors import FinalityBroken
from sfc.domain.views import Head
from sfc.indexer import ChainIndexer
from sfc.store import SqlBooks
from sfc.store.undo import UndoModel
from tests.databases import dump
from tests.fake_chain import FakeChain
from tests.ghost import Ghost, account, genesis
from tests.indexer.conftest import emptied

LENGTH = 30


def _grown(salt: str = "") -> FakeChain:
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    while len(chain.blocks) < LENGTH:
        number = len(chain.blocks)
        (recorded,) = ghost.record(1, 3, number, 10)
        (of,) = list(ghost.receivables.values())[-1:]
        moved = [*ghost.confirm(of, 10), *ghost.pay(of, account(1), 7), *ghost.redeem(of, 3)]
        chain.mine([recorded, *moved], salt=salt)
    return chain


def _read(chain: FakeChain) -> list[tuple[int, int]]:
    """The blocks that are read from now on."""
    asked: list[tuple[int, int]] = []
    events = chain.events

    def watched(first: int, last: int):
        asked.append((first, last))
        return events(first, last)

    chain.events = watched  # type: ignore[method-assign]
    return asked


@pytest.mark.parametrize("depth", [1, 5, 9, 10])
def test_what_is_not_final_is_taken_back(memory: Engine, depth: int) -> None:
    chain = _grown()
    indexer = ChainIndexer(chain, SqlBooks(emptied(memory)), finality=10)
    indexer.catch_up()
    chain.cut(LENGTH - depth)
    before = dump(memory)
    asked = _read(chain)
    for salt in ("one", "two"):
        chain.mine(list(Ghost().mint(account(1), 5)), salt=salt)
    indexer.catch_up()
    assert asked == [(LENGTH - depth, LENGTH - depth + 1)]
    after = dump(memory)
    anew = ChainIndexer(chain, SqlBooks(memory))
    anew.rebuild()
    assert dump(memory) == after != before


def test_what_is_final_is_made_anew(memory: Engine, caplog: pytest.LogCaptureFixture) -> None:
    chain = _grown()
    indexer = ChainIndexer(chain, SqlBooks(emptied(memory)), finality=10)
    indexer.catch_up()
    chain.cut(LENGTH - 11)
    asked = _read(chain)
    indexer.catch_up()
    assert asked == [(0, LENGTH - 12)]
    assert "deeper than is remembered" in caplog.text


def test_who_insists_on_finality_does_not_follow(memory: Engine) -> None:
    chain = _grown()
    told: list[str] = []
    indexer = ChainIndexer(
        chain,
        SqlBooks(emptied(memory)),
        finality=10,
        insist=True,
        reorganised=lambda: told.append("taken back"),
    )
    indexer.catch_up()
    blocks, before = [*chain.blocks], dump(memory)
    chain.cut(LENGTH - 11)
    for length in (LENGTH - 11, 4, 1):
        chain.cut(length)
        with pytest.raises(FinalityBroken) as caught:
            indexer.catch_up()
        assert caught.value.fields() == {"block": max(length, 1), "depth": 10}
        assert indexer.reorganisations().broken is caught.value
        assert dump(memory) == before
    chain.blocks[:] = blocks  # a node that had not read the chain to its end
    assert indexer.catch_up() == chain.head()
    assert indexer.reorganisations().broken is None
    assert told == []


def test_broken_finality_is_mended_by_making_the_books_anew(memory: Engine) -> None:
    chain = _grown()
    indexer = ChainIndexer(chain, SqlBooks(emptied(memory)), finality=10, insist=True)
    indexer.catch_up()
    chain.cut(5)
    with pytest.raises(FinalityBroken):
        indexer.catch_up()
    ChainIndexer(chain, SqlBooks(memory), finality=10).catch_up()
    assert indexer.catch_up() == chain.head()
    assert indexer.reorganisations().broken is None


def test_reorganisations_are_counted(memory: Engine) -> None:
    chain = _grown()
    told: list[str] = []
    indexer = ChainIndexer(
        chain, SqlBooks(emptied(memory)), insist=True, reorganised=lambda: told.append("back")
    )
    indexer.catch_up()
    for depth in (2, 5, 1):
        chain.cut(len(chain.blocks) - depth)
        for number in range(depth):
            chain.mine(list(Ghost().mint(account(1), 5)), salt=f"{depth}{number}")
        indexer.catch_up()
    counted = indexer.reorganisations()
    assert (counted.count, counted.deepest, counted.broken) == (3, 5, None)
    assert len(told) == 3


def test_a_short_chain_may_begin_again(memory: Engine) -> None:
    """Nothing of it was final."""
    chain = _grown()
    indexer = ChainIndexer(chain, SqlBooks(emptied(memory)), finality=LENGTH, insist=True)
    indexer.catch_up()
    chain.cut(1)
    chain.mine(list(Ghost().mint(account(1), 5)))
    assert indexer.catch_up() == chain.head()


def test_only_what_is_not_final_is_remembered(engine: Engine) -> None:
    chain = _grown()
    ChainIndexer(chain, SqlBooks(engine), finality=10, batch=4).catch_up()
    for _ in range(6):
        chain.mine()
        ChainIndexer(chain, SqlBooks(engine), finality=10).catch_up()
    with engine.connect() as connection:
        oldest, newest = connection.execute(
            select(func.min(UndoModel.block), func.max(UndoModel.block))
        ).one()
    assert (oldest, newest) == (LENGTH + 6 - 10, LENGTH - 1)


def test_a_shorter_chain_is_followed_back_on_every_database(engine: Engine, memory: Engine) -> None:
    chain = _grown()
    indexer = ChainIndexer(chain, SqlBooks(engine))
    indexer.catch_up()
    for length in (LENGTH - 3, LENGTH - 4, 12, 3):
        chain.cut(length)
        assert indexer.catch_up() == chain.head()
        ChainIndexer(chain, SqlBooks(emptied(memory))).catch_up()
        assert dump(engine) == dump(memory)


def test_taken_back_and_told_again_in_one_transaction(memory: Engine) -> None:
    """What breaks in between leaves the books of before."""
    chain = _grown()
    indexer = ChainIndexer(chain, SqlBooks(emptied(memory)))
    indexer.catch_up()
    before = dump(memory)
    chain.cut(LENGTH - 4)
    chain.mine(list(Ghost().mint(account(1), 5)))

    def gone() -> None:
        chain.before_read = lambda: None
        raise ConnectionError

    chain.before_read = gone
    with pytest.raises(ConnectionError):
        indexer.catch_up()
    assert dump(memory) == before
    assert indexer.catch_up() == chain.head()


def test_what_was_looked_up_before_is_looked_up_again(memory: Engine) -> None:
    chain = _grown()
    ChainIndexer(chain, SqlBooks(emptied(memory))).catch_up()
    with SqlBooks(memory).folding() as folding:
        then = folding.get(CreditLineRow, 1, 1)
        assert folding.take_back(LENGTH - 2) is not None
        assert folding.get(CreditLineRow, 1, 1) != then
        assert folding.take_back(LENGTH - 2) is not None
        assert folding.head() == Head(LENGTH - 2, chain.blocks[-2].hash, chain.blocks[-2].timestamp)
