"""Standing instructions, orders, items of batches, sealed bids: the same on every database."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from sfc.domain.auctions import SealedBid
from sfc.domain.currency import currency
from sfc.domain.days import Day
from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import Order, OrderSide, SaleTerms, SignedOrder
from sfc.domain.money import Money
from sfc.domain.standing import Decision, Instruction, Outcome, Side
from sfc.domain.statements import Statement
from sfc.ports import Promised, StoredOrder
from sfc.store import SqlPromisedBook, SqlSealedBids, SqlStandingBook, SqlStore
from tests.ghost import account, hashed

CNY = currency("CNY")
LARGEST = 2**64 - 1
ONE = ReceivableId(hashed(1))


def test_instructions_act_until_they_end(engine: Engine) -> None:
    book = SqlStandingBook(engine)
    total = Money(LARGEST, CNY)
    first = Instruction("sti_1", ParticipantId(3), Side.QUOTE, None, 90, 2**32 - 1, total, 10)
    second = replace(first, id="sti_2", side=Side.ACCEPT, owner=ParticipantId(4), obligor=1)
    book.add(first)
    book.add(second)
    assert book.instructions() == [first, second]
    assert book.instructions(ParticipantId(4)) == [second]
    book.end("sti_1", 20)
    book.end("sti_1", 30)
    assert book.instruction("sti_1") == replace(first, ended=20)
    assert (book.in_force(Side.QUOTE), book.in_force(Side.ACCEPT)) == ([], [second])
    with pytest.raises(NotFound):
        book.instruction("sti_3")


def test_the_log_is_only_added_to(engine: Engine) -> None:
    book = SqlStandingBook(engine)
    begun = Decision("sti_1", "ask_1", "quo_1", Outcome.ACCEPTING, Money(LARGEST, CNY), 10)
    done = replace(begun, outcome=Outcome.ACCEPTED, at=11, note="0xabc")
    for each in (begun, done, replace(done, note="again", at=12)):
        book.decide(each)
    assert book.decisions("sti_1") == [begun, done]
    assert book.decisions("sti_2") == []


def test_orders_come_back_as_they_were_signed(engine: Engine) -> None:
    store = SqlStore(engine)
    terms = SaleTerms(365, 1, 2, 3, 4, True, LARGEST, 6)
    order = Order(
        OrderSide.ASK, account(3), ONE, 1, 1, 31, LARGEST, 20_000, 2, 1, LARGEST, LARGEST, 90,
        2**32 - 1, LARGEST, 2**63 - 1, 7, terms,
    )  # fmt: skip
    stored = StoredOrder("ord_1", SignedOrder(order, b"\1" * 65), ParticipantId(3), 10)
    later = replace(stored, id="ord_2", created=9)
    store.add_order(stored)
    store.add_order(later)
    assert store.order("ord_1") == stored
    assert store.orders() == [later, stored]
    with pytest.raises(NotFound):
        store.order("ord_3")


def test_items_of_a_batch(engine: Engine) -> None:
    book = SqlPromisedBook(engine)
    statement = Statement(account(1), 1, 2, LARGEST, Day(1), Day(2), b"\1" * 32, b"\2" * 32)
    root = hashed("root")
    items = [
        Promised(
            root=root,
            place=n,
            receivable=ReceivableId(hashed(n)),
            obligor=ParticipantId(1),
            supplier=ParticipantId(3 + n),
            round=n,
            number="N",
            statement=statement,
        )
        for n in range(3)
    ]
    book.keep(items)
    book.keep([replace(items[0], number="another")])
    assert book.promised(ParticipantId(1), root) == items
    assert book.promised_to(ParticipantId(4)) == [items[1]]
    assert book.promised(ParticipantId(2), root) == []


def test_sealed_bids(engine: Engine) -> None:
    book = SqlSealedBids(engine)
    bid = SealedBid(7, ParticipantId(3), b"\1" * 16, b"\2" * 12)
    tried = replace(bid, nonce=b"\4" * 16)
    other = replace(bid, financier=ParticipantId(4))
    for each in (other, bid, tried, replace(bid, sealed=b"\3" * 12)):
        book.keep(each)
    assert book.kept(7, ParticipantId(3)) == [bid, tried], "what was kept stays as it is"
    assert [e.financier for e in book.waiting()] == [3, 3, 4]
    book.done(bid)
    assert book.kept(7, ParticipantId(3)) == []
    assert book.waiting() == [other]
