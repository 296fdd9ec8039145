"""What is told: once, in order, to whom it concerns; and taken back when the chain changes."""

from collections.abc import Sequence
from typing import get_args

import pytest
from sqlalchemy import Engine, delete

from sfc.domain.currency import currency
from sfc.domain.errors import NotFound
from sfc.domain.events import Event, QuoteCancelled, Sold
from sfc.domain.feed import KINDS, REMOVED, TYPES, Entry, Surroundings, tell
from sfc.domain.ids import ParticipantId
from sfc.indexer import ChainIndexer
from sfc.ports import FeedFilter
from sfc.store import SqlBooks, SqlFeed, open_engine, upgrade
from sfc.store.derived import MODELS, HeadModel
from tests.fake_chain import FakeChain
from tests.ghost import Ghost, account, genesis

OBLIGOR, RIVAL_OBLIGOR, SUPPLIER, TIER2, RIVAL, BANK, RIVAL_BANK = map(ParticipantId, range(1, 8))


@pytest.fixture
def memory():
    engine = open_engine(":memory:")
    upgrade(engine)
    yield engine
    engine.dispose()


def everything(engine: Engine, reader: int | None = None) -> Sequence[Entry]:
    return SqlFeed(engine).entries(FeedFilter(reader and ParticipantId(reader)), limit=10_000)


def alive(entries: Sequence[Entry]) -> list[str]:
    """What a consumer has that follows from entry to entry."""
    have: dict[str, Entry] = {}
    for entry in entries:
        if entry.removes is None:
            assert entry.id not in have
            have[entry.id] = entry
        else:
            gone = have.pop(entry.removes)  # never something that it does not have
            assert gone.type == entry.type
    return sorted(
        f"{each.block} {each.type} {each.receivable} {each.data}" for each in have.values()
    )


def life(chain: FakeChain, ghost: Ghost, number: int = 1, salt: str = ""):
    chain.mine(list(ghost.record(OBLIGOR, SUPPLIER, number, 90)), salt=salt)
    of = list(ghost.receivables.values())[-1]
    chain.mine(list(ghost.confirm(of, 90)), list(ghost.tokenise(of)), salt=salt)
    return of


def test_every_event_of_the_ledger_is_told() -> None:
    assert set(KINDS) == set(get_args(Event))
    assert len(TYPES) == len(KINDS) and REMOVED not in TYPES


def test_who_is_told_what(memory: Engine) -> None:
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    indexer = ChainIndexer(chain, SqlBooks(memory))
    indexer.catch_up()
    before = SqlFeed(memory).newest()
    of = life(chain, ghost)
    indexer.catch_up()
    chain.mine(list(ghost.transfer(of, SUPPLIER, TIER2, 30)))
    indexer.catch_up()
    chain.mine(list(ghost.pay(of, account(OBLIGOR), 10)))
    indexer.catch_up()

    def types(reader: int) -> list[str]:
        entries = SqlFeed(memory).entries(FeedFilter(ParticipantId(reader)), before)
        return [each.type for each in entries if each.type != "cash.moved"]

    parties = ["receivable.recorded", "receivable.confirmed", "units.moved"]
    assert types(OBLIGOR) == types(SUPPLIER) == [*parties, "units.moved", "receivable.paid"]
    assert types(TIER2) == ["units.moved", "receivable.paid"], "from when it came to hold units"
    assert types(RIVAL) == types(BANK) == types(RIVAL_OBLIGOR) == []
    assert len(everything(memory)) > len(everything(memory, OBLIGOR))


def test_the_price_is_between_seller_and_financier() -> None:
    event = Sold("0x" + "1" * 64, account(SUPPLIER), account(BANK), 1, 100, 5, 95)
    numbers = {account(SUPPLIER): SUPPLIER, account(BANK): BANK}
    told = tell(event, Surroundings(numbers, currency("CNY"), parties=(OBLIGOR, SUPPLIER)))
    assert told is not None
    assert told.named == {SUPPLIER, BANK} and told.parties == {OBLIGOR}
    assert told.data["price"] == {"amount": "0.95", "currency": "CNY"}

    def seen(whole: bool) -> dict:
        entry = Entry(1, "evt_", told.type, 0, 1, "0x", None, told.data, None, whole)
        data: dict = entry.document()["data"]
        return data

    assert seen(True) == told.data
    assert seen(False) == dict(told.data) | {"price": None, "discount": None}
    withdrawn = tell(QuoteCancelled(account(BANK), "0x" + "1" * 64, 3), Surroundings(numbers, None))
    assert withdrawn is not None and withdrawn.named == {BANK}
    assert not withdrawn.parties and not withdrawn.to_holders


def test_public_lists_are_told_everybody(memory: Engine) -> None:
    chain = FakeChain()
    chain.mine(genesis())
    ChainIndexer(chain, SqlBooks(memory)).catch_up()
    for reader in (OBLIGOR, RIVAL):
        seen = {each.type for each in everything(memory, reader)}
        assert {"currency.added", "terms.added"} <= seen
    own = [each for each in everything(memory, RIVAL) if each.type == "participant.registered"]
    assert [each.data["participant"] for each in own] == ["par_5"]


def test_pages_filters_and_places(memory: Engine) -> None:
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    one, other = life(chain, ghost, 1), life(chain, ghost, 2)
    ChainIndexer(chain, SqlBooks(memory)).catch_up()
    feed = SqlFeed(memory)
    whole = everything(memory, SUPPLIER)
    paged: list[Entry] = []
    while page := feed.entries(FeedFilter(SUPPLIER), paged[-1].number if paged else 0, 2):
        paged += page
    assert paged == list(whole)
    assert {e.receivable for e in feed.entries(FeedFilter(receivable=one.id))} == {one.id}
    confirmed = feed.entries(FeedFilter(SUPPLIER, types=("receivable.confirmed",)))
    assert [each.receivable for each in confirmed] == [one.id, other.id]
    late = feed.entries(FeedFilter(SUPPLIER, since=whole[-1].timestamp))
    assert late and all(each.timestamp >= whole[-1].timestamp for each in late)
    assert feed.place(whole[3].id) == whole[3].number
    with pytest.raises(NotFound):
        feed.place("evt_" + "0" * 32)


@pytest.mark.parametrize("finality", [128, 1], ids=["taken back", "made anew"])
def test_a_reorganisation_is_told(engine: Engine, finality: int) -> None:
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    life(chain, ghost)
    indexer = ChainIndexer(chain, SqlBooks(engine), finality=finality)
    indexer.catch_up()
    before = everything(engine, SUPPLIER)
    chain.cut(2)
    chain.mine(salt="fork")
    other = Ghost()
    life(chain, other, 7, salt="fork")
    indexer.catch_up()
    after = everything(engine, SUPPLIER)
    assert after[: len(before)] == before, "what was told stays"
    news = after[len(before) :]
    gone = [each for each in news if each.removes]
    assert [each.removes for each in gone] == [
        each.id for each in reversed(before) if each.receivable
    ]
    assert news[: len(gone)] == gone, "first what is no longer"
    assert gone[0].document()["type"] == REMOVED
    fresh = open_engine(":memory:")
    upgrade(fresh)
    ChainIndexer(chain, SqlBooks(fresh)).catch_up()
    for reader in (None, OBLIGOR, SUPPLIER, RIVAL):
        assert alive(everything(engine, reader)) == alive(everything(fresh, reader))
    fresh.dispose()


def test_there_and_back_again_is_told_with_new_ids(memory: Engine) -> None:
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    life(chain, ghost)
    indexer = ChainIndexer(chain, SqlBooks(memory))
    indexer.catch_up()
    first = alive(everything(memory))
    kept = list(chain.blocks)
    for blocks in (kept[:2], kept, kept[:2], kept):
        chain.blocks = list(blocks)
        chain.mine(salt=f"{len(blocks)}")
        indexer.catch_up()
    ids = [each.id for each in everything(memory)]
    assert len(set(ids)) == len(ids)
    assert alive(everything(memory)) == first


def test_folding_again_tells_nothing(engine: Engine) -> None:
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    life(chain, ghost)
    indexer = ChainIndexer(chain, SqlBooks(engine), batch=1)
    indexer.catch_up()
    before = everything(engine)
    indexer.rebuild()
    assert everything(engine) == before
    with engine.begin() as connection:  # as a migration does
        for model in (HeadModel, *reversed(MODELS.values())):
            connection.execute(delete(model))
    ChainIndexer(chain, SqlBooks(engine), batch=1).catch_up()
    assert everything(engine) == before


@pytest.mark.parametrize("batch", [1, 100])
def test_what_changed_while_nobody_looked_is_told_when_it_is_folded_again(
    memory: Engine, batch: int
) -> None:
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    life(chain, ghost)
    ChainIndexer(chain, SqlBooks(memory)).catch_up()
    with memory.begin() as connection:
        for model in (HeadModel, *reversed(MODELS.values())):
            connection.execute(delete(model))
    chain.cut(2)
    for number in (7, 8):
        life(chain, Ghost(), number, salt="fork")
    ChainIndexer(chain, SqlBooks(memory), batch=batch).catch_up()
    fresh = open_engine(":memory:")
    upgrade(fresh)
    ChainIndexer(chain, SqlBooks(fresh)).catch_up()
    assert alive(everything(memory)) == alive(everything(fresh))
    fresh.dispose()
