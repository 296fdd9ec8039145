"""What was held, and by whom, at moments that are past: the same as was read then."""

from random import Random

import pytest
from sqlalchemy import Engine

from sfc.domain.errors import IdMalformed, NotFound
from sfc.domain.ids import ParticipantId as P
from sfc.domain.ids import ReceivableId
from sfc.domain.provenance import replay
from sfc.ports import Moment
from tests.ghost import EVERYONE
from tests.store.test_read_model import Ledger

Held = dict[tuple[ReceivableId, int], int]


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    return Ledger(engine)


def now(ledger: Ledger) -> Held:
    return {
        (h.receivable, h.holder): h.units for who in EVERYONE for h in ledger.read.holdings(who)
    }


def then(ledger: Ledger, moment: Moment) -> Held:
    return {
        (h.receivable, h.holder): h.units
        for who in EVERYONE
        for h in ledger.read.holdings_then(who, moment, limit=100)[0]
    }


def test_every_block_as_it_was(ledger: Ledger) -> None:
    chance, ghost = Random(7), ledger.ghost
    made = [ledger.issued(1 + n % 2, 3, n, 100) for n in range(4)]
    seen = []
    for _ in range(25):
        of, (giver, taker) = chance.choice(made), chance.sample([3, 4, 5, 6], 2)
        if units := len(of.hands[giver]):
            ledger.tell(list(ghost.transfer(of, giver, taker, chance.randint(1, units))))
        newest = len(ledger.chain.blocks) - 1
        seen.append((newest, ledger.chain.blocks[newest].timestamp, now(ledger)))
    for number, second, held in seen:
        assert then(ledger, Moment(block=number)) == held
        assert then(ledger, Moment(second=second)) == held
    assert then(ledger, Moment()) == now(ledger)
    for of in made:
        lots = replay(ledger.read.moves(of.id, Moment()))
        assert lots == {holder: tuple(each) for holder, each in ledger.read.lots(of.id).items()}


def test_before_the_first_there_is_nothing(ledger: Ledger) -> None:
    of = ledger.issued(1, 3, 1, 100)
    assert then(ledger, Moment(block=0)) == {}
    assert ledger.read.moves(of.id, Moment(second=0)) == []


def test_what_is_redeemed_is_held_no_more(ledger: Ledger) -> None:
    of, ghost = ledger.issued(1, 3, 1, 100), ledger.ghost
    block = len(ledger.chain.blocks) - 1
    ledger.tell(list(ghost.pay(of, "0x" + "1" * 40, 100)), list(ghost.redeem(of, 3)))
    assert then(ledger, Moment()) == now(ledger)
    assert then(ledger, Moment(block=block)) == {(of.id, 3): 100}


def test_pages(ledger: Ledger) -> None:
    made = sorted(ledger.issued(1, 3, n, 100).id for n in range(5))
    first, cursor = ledger.read.holdings_then(P(3), Moment(), limit=3)
    second, end = ledger.read.holdings_then(P(3), Moment(), cursor, limit=3)
    assert [each.receivable for each in (*first, *second)] == made
    assert cursor is not None and end is None
    with pytest.raises(IdMalformed):
        ledger.read.holdings_then(P(3), Moment(), "nonsense")


def test_nobody_has_no_past(ledger: Ledger) -> None:
    with pytest.raises(NotFound):
        ledger.read.holdings_then(P(999), Moment())
    with pytest.raises(NotFound):
        ledger.read.moves(ReceivableId("0x" + "0" * 64), Moment())
