"""Signed transactions and their fates: the same in SQL as in memory."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from sfc.chain.outbox import MemoryOutbox
from sfc.ports import Fate, Outbox, Signed
from sfc.store import SqlOutbox

ONE, OTHER = "0x" + "11" * 20, "0x" + "22" * 20


def signed(number: int, sender: str = ONE, nonce: int = 0, **more: object) -> Signed:
    name = f"0x{number:064x}"
    made = Signed(name, sender, nonce, name.encode(), "intent", 10**30, None)
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture(params=[MemoryOutbox, SqlOutbox])
def outbox(request: pytest.FixtureRequest, engine: Engine) -> Outbox:
    made: Outbox = request.param(engine) if request.param is SqlOutbox else MemoryOutbox()
    return made


def test_fates(outbox: Outbox) -> None:
    first, dearer = signed(1), signed(2, fee=11 * 10**29, tip=7)
    next_, others = signed(3, nonce=1, reference="another"), signed(4, OTHER, 9, reference=None)
    for each in (others, first, dearer, next_):
        outbox.put(each)
    assert outbox.unsettled() == [first, dearer, next_, others]
    assert outbox.newest() == {ONE: 1, OTHER: 9}
    outbox.settle(first.hash, Fate.LOST)
    outbox.settle(dearer.hash, Fate.DONE)
    outbox.settle(next_.hash, Fate.REFUSED)
    assert outbox.unsettled() == [others]
    known = [first, dearer, next_, others, signed(9)]
    assert [outbox.counts(each.hash) for each in known] == [False, True, False, True, False]
    assert outbox.under("intent") == [first, dearer], "either may be on the chain in the end"
    assert outbox.under("another") == []
    assert outbox.since({ONE: 0}) == [dearer]
    assert outbox.since({ONE: 1}) == []
    assert outbox.since({}) == []
    assert outbox.since({OTHER: 9}) == [others]
    assert outbox.newest() == {ONE: 0, OTHER: 9}


def test_as_they_were_made(outbox: Outbox) -> None:
    made = [signed(n, sender, nonce) for n, sender, nonce in ((5, OTHER, 3), (4, ONE, 0))]
    made += [signed(3, OTHER, 4), signed(2, ONE, 1)]
    for each in made:
        outbox.put(each)
    many = {f"0x{number:040x}": 0 for number in range(300)}
    assert outbox.since({**many, ONE: 0, OTHER: 0}) == made
    assert outbox.since({ONE: 1, OTHER: 4}) == made[2:]


def test_what_was_done_may_have_to_be_done_again(outbox: Outbox) -> None:
    of_no_intent = signed(1, reference=None)
    outbox.put(of_no_intent)
    outbox.settle(of_no_intent.hash, Fate.DONE)
    assert outbox.since({ONE: 0}) == [of_no_intent]
    outbox.settle(of_no_intent.hash, Fate.SIGNED)
    assert outbox.unsettled() == [of_no_intent]


def test_it_outlives_the_process(engine: Engine) -> None:
    SqlOutbox(engine).put(signed(1))
    assert SqlOutbox(engine).unsettled() == [signed(1)]


def test_memory_is_bounded() -> None:
    outbox = MemoryOutbox(kept=3)
    for number in range(10):
        each = signed(number, nonce=number, reference=None)
        outbox.put(each)
        outbox.settle(each.hash, Fate.DONE)
    assert [each.nonce for each in outbox.since({ONE: 0})] == [7, 8, 9]
