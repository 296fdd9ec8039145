"""Deliveries: made once for each event, in whatever steps; sent in the order of each receivable."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from sfc.domain.errors import IdMalformed, NotFound
from sfc.domain.ids import ParticipantId
from sfc.domain.webhooks import Attempt, Delivery, Endpoint
from sfc.indexer import ChainIndexer
from sfc.ports import FeedFilter
from sfc.store import SqlBooks, SqlFeed, SqlWebhooks
from tests.fake_chain import FakeChain
from tests.ghost import Ghost, genesis

NOW = 1_772_352_000
OK = Attempt(NOW, 5, 200, None)
FAILED = Attempt(NOW, 5, 500, "it answers 500, not 2xx")
SUPPLIER = ParticipantId(3)
ENDPOINT = Endpoint("whk_1", SUPPLIER, "https://hooks.example/", (), NOW, b"sealed")
WANTED = FeedFilter(SUPPLIER)


@pytest.fixture
def book(engine: Engine) -> SqlWebhooks:
    made = SqlWebhooks(engine)
    made.add(ENDPOINT)
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    for number in range(3):
        chain.mine(list(ghost.record(1, 3, number, 90)))
        of = list(ghost.receivables.values())[-1]
        chain.mine(list(ghost.confirm(of, 90)), list(ghost.tokenise(of)))
    ChainIndexer(chain, SqlBooks(engine)).catch_up()
    return made


def waiting(book: SqlWebhooks) -> list[Delivery]:
    found, _ = book.deliveries("whk_1", True, None, 200)
    return sorted(found, key=lambda each: each.number or 0)


@pytest.mark.parametrize("most", [1, 2, 5, 100])
def test_each_event_is_handed_out_once(book: SqlWebhooks, engine: Engine, most: int) -> None:
    steps = 1
    while book.hand_out("whk_1", WANTED, NOW, most):
        steps += 1
    told = SqlFeed(engine).entries(WANTED, limit=200)
    assert [each.event for each in waiting(book)] == [each.id for each in told]
    assert steps >= len(told) // most
    assert not book.hand_out("whk_1", WANTED, NOW, most)
    assert len(waiting(book)) == len(told)


def test_only_what_comes_after_it_was_made(book: SqlWebhooks) -> None:
    book.add(replace(ENDPOINT, id="whk_2"))
    assert not book.hand_out("whk_2", WANTED, NOW, 100)
    assert book.deliveries("whk_2", None, None, 9) == ([], None)


def test_of_a_line_the_first_is_due(book: SqlWebhooks) -> None:
    book.hand_out("whk_1", WANTED, NOW, 100)
    everything = waiting(book)
    first: dict[str, Delivery] = {}
    for each in everything:
        first.setdefault(each.line, each)
    assert sorted(d.event for d in book.due("whk_1", NOW, 100)) == sorted(
        d.event for d in first.values()
    )
    assert book.due("whk_1", NOW - 1, 100) == []
    line = [each for each in everything if each.line == everything[-1].line]
    assert len(line) == 3
    book.note(replace(line[0], attempts=1, due=NOW + 5, trying_since=NOW), FAILED, None)
    assert line[1].event not in [each.event for each in book.due("whk_1", NOW, 100)]
    done = replace(line[0], attempts=2, waits=False, delivered_at=NOW)
    book.note(done, OK, None)
    assert line[1].event in [each.event for each in book.due("whk_1", NOW, 100)]
    again = replace(done, waits=True, holds=False)
    book.put(again)
    due = [each.event for each in book.due("whk_1", NOW, 100)]
    assert {line[0].event, line[1].event} <= set(due)
    assert book.attempts("whk_1", line[0].event) == [FAILED, OK]


def test_who_is_busy(book: SqlWebhooks, engine: Engine) -> None:
    newest = SqlFeed(engine).newest()
    assert book.busy(NOW, newest) == ["whk_1"], "it has not been given all"
    book.hand_out("whk_1", WANTED, NOW, 100)
    assert book.busy(NOW, newest) == ["whk_1"], "something is due"
    assert book.busy(NOW - 1, newest) == []
    first = book.due("whk_1", NOW, 1)[0]
    book.note(replace(first, attempts=1), FAILED, "three days")
    assert book.busy(NOW, newest) == []
    assert book.endpoint("whk_1").disabled_reason == "three days"
    book.again("whk_1", NOW - 9)
    assert {each.due for each in waiting(book)} == {NOW - 9}


def test_pages_of_deliveries(book: SqlWebhooks) -> None:
    book.hand_out("whk_1", WANTED, NOW, 100)
    found: list[str] = []
    cursor = None
    while True:
        page, cursor = book.deliveries("whk_1", None, cursor, 4)
        found += [each.event for each in page]
        if cursor is None:
            break
    assert sorted(found) == sorted(each.event for each in waiting(book))
    with pytest.raises(IdMalformed):
        book.deliveries("whk_1", None, "evt_none", 4)


def test_what_arrived_long_ago_is_forgotten(book: SqlWebhooks) -> None:
    book.hand_out("whk_1", WANTED, NOW, 100)
    old, new, never = book.due("whk_1", NOW, 3)
    for each, at in ((old, NOW - 100), (new, NOW)):
        book.note(replace(each, attempts=1, waits=False, delivered_at=at), OK, None)
    book.note(replace(never, attempts=1), FAILED, None)
    book.forget(NOW)
    with pytest.raises(NotFound):
        book.delivery("whk_1", old.event)
    assert book.attempts("whk_1", old.event) == []
    assert book.attempts("whk_1", new.event) == [OK]
    assert book.attempts("whk_1", never.event) == [FAILED]


def test_what_is_removed_is_gone_whatever_is_still_noted(book: SqlWebhooks) -> None:
    book.hand_out("whk_1", WANTED, NOW, 100)
    on_its_way = book.due("whk_1", NOW, 1)[0]
    book.remove("whk_1")
    book.note(on_its_way, OK, "late")
    for ask in (
        lambda: book.endpoint("whk_1"),
        lambda: book.delivery("whk_1", on_its_way.event),
    ):
        with pytest.raises(NotFound):
            ask()
    assert book.attempts("whk_1", on_its_way.event) == []
    assert book.endpoints(SUPPLIER) == [] and not book.hand_out("whk_1", WANTED, NOW, 9)


def test_changes_leave_its_place(book: SqlWebhooks, engine: Engine) -> None:
    book.hand_out("whk_1", WANTED, NOW, 100)
    book.revise(replace(ENDPOINT, url="https://other.example/", types=("receivable.paid",)))
    assert book.busy(NOW - 1, SqlFeed(engine).newest()) == []
    found = book.endpoint("whk_1")
    assert (found.url, found.types, found.secret) == (
        "https://other.example/",
        ("receivable.paid",),
        b"sealed",
    )
