"""What is known off the chain: noted, found again, replaced."""

from datetime import date
from threading import Barrier, Event, Thread

import pytest
from sqlalchemy import Engine

from sfc.domain.days import Day
from sfc.domain.errors import NotFound, StoreUnavailable
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.statements import Quote, SignedQuote
from sfc.ports import Ask, StoredQuote
from sfc.store import SqlStore, open_engine
from sfc.store.locks import DatabaseLocks, NamedLocks
from tests.databases import Server
from tests.ghost import account, hashed

ONE, TWO = ReceivableId(hashed(1)), ReceivableId(hashed(2))


@pytest.fixture
def store(engine: Engine) -> SqlStore:
    return SqlStore(engine)


def _key(number: str, day: int = 1) -> InvoiceKey:
    return InvoiceKey("Seller 1", "BUYER 2", number, date(2026, 1, day))


def test_invoices_are_found_between_two_parties_in_any_spelling(store: SqlStore) -> None:
    store.note_invoice(ONE, _key("INV 001", 2), "INV 001")
    store.note_invoice(TWO, _key("INV-002", 1), "INV-002")
    store.note_invoice(
        ReceivableId(hashed(3)), InvoiceKey("other", "buyer2", "1", date(2026, 1, 1)), "1"
    )
    assert store.invoice_of(ONE) == _key("inv001", 2)
    assert store.invoice_of(ReceivableId(hashed(4))) is None
    assert store.invoices_between("SELLER1", " buyer 2 ") == [
        (TWO, _key("INV-002", 1)),
        (ONE, _key("INV 001", 2)),
    ]
    assert store.invoices_between("buyer 2", "seller 1") == []


def test_an_invoice_noted_again_replaces_the_note(store: SqlStore) -> None:
    store.note_invoice(ONE, _key("1"), "1")
    store.note_invoice(ONE, _key("2"), "2")
    assert store.invoice_of(ONE) == _key("2")


def test_asks(store: SqlStore) -> None:
    first = Ask("ask_1", ONE, ParticipantId(3), 2**64 - 1, 10, 2**64 - 1)
    second = Ask("ask_2", TWO, ParticipantId(4), 5, 20, 30)
    store.add_ask(first)
    store.add_ask(second)
    assert store.ask("ask_1") == first
    assert store.asks() == [second, first]
    assert store.asks(ONE) == [first]
    with pytest.raises(NotFound, match="no ask ask_3"):
        store.ask("ask_3")


def test_quotes_come_back_as_they_were_signed(store: SqlStore) -> None:
    terms = Quote(
        financier=account(6),
        receivable=ONE,
        round=31,
        unpaid=2**64 - 1,
        due_day=Day(20_000),
        min_units=1,
        max_units=2**64 - 1,
        rate_ppm=2**32 - 1,
        basis=360,
        expiry=2**64 - 1,
        nonce=95,
    )
    quote = StoredQuote("q_1", SignedQuote(terms, bytes(range(65))), ParticipantId(6), 100)
    later = StoredQuote("q_2", SignedQuote(terms, b"\x00"), ParticipantId(6), 200)
    store.add_quote(quote)
    store.add_quote(later)
    assert store.quote("q_1") == quote
    assert store.quotes(ONE) == [later, quote]
    assert store.quotes(TWO) == []
    with pytest.raises(NotFound, match="no quote q_3"):
        store.quote("q_3")


def test_one_name_one_at_a_time(store: SqlStore) -> None:
    inside: list[str] = []
    most = 0
    start = Barrier(6)

    def run(number: int) -> None:
        nonlocal most
        start.wait()
        for _ in range(10):
            with store.exclusively("same"):
                inside.append("x")
                most = max(most, len(inside))
                # the work under a lock uses the store, too
                store.name_participant(ParticipantId(number + 1), "N", "L")
                inside.pop()

    threads = [Thread(target=run, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_other_names_do_not_wait(store: SqlStore) -> None:
    done = Event()

    def other() -> None:
        with store.exclusively("other"):
            done.set()

    with store.exclusively("one"), store.exclusively("one"):
        thread = Thread(target=other)
        thread.start()
        assert done.wait(30)
        thread.join()


def test_postgresql_locks_hold_among_processes(postgresql_url: str) -> None:
    engines = open_engine(postgresql_url), open_engine(postgresql_url)
    one, other = (SqlStore(engine) for engine in engines)
    order: list[str] = []
    asked = Event()

    def second() -> None:
        asked.set()
        with other.exclusively("name"):
            order.append("other")

    with one.exclusively("name"):
        thread = Thread(target=second)
        thread.start()
        asked.wait()
        thread.join(0.3)
        order.append("one")
    thread.join()
    assert order == ["one", "other"]
    for engine in engines:
        engine.dispose()


def test_locks_that_nobody_wants_are_forgotten() -> None:
    locks = NamedLocks()
    with pytest.raises(RuntimeError), locks.held("a"):
        raise RuntimeError
    assert not locks._wanted


def test_a_lock_for_which_there_is_no_connection_has_a_reason(postgresql: Server) -> None:
    engine = open_engine(postgresql.url("nowhere"))
    with pytest.raises(StoreUnavailable), DatabaseLocks(engine).held("name"):
        pass
    engine.dispose()
