"""Projections by example: pure functions over books that are a dictionary."""

from dataclasses import fields
from typing import Any, get_args

import pytest

from sfc.domain import books as rows
from sfc.domain.books import (
    CashRow,
    CreditLineRow,
    EntitlementRow,
    EventRow,
    HoldingRow,
    LotsRow,
    PaymentRow,
    ReceivableRow,
    RedemptionRow,
)
from sfc.domain.days import Day
from sfc.domain.events import CashMoved, Event, Located, Paid, Redeemed, UnitsMoved
from sfc.domain.feed import Told
from sfc.domain.ids import ParticipantId
from sfc.domain.provenance import Lot
from sfc.domain.receivable import Status
from sfc.indexer.projections import PROJECTIONS, fold
from tests.ghost import DUE, TOKEN, Ghost, account, genesis, hashed

KEYS = {rows.CreditLineRow: 2, rows.HoldingRow: 2, rows.LotsRow: 2, rows.EntitlementRow: 2}
KEYS |= {rows.EventRow: 2, rows.FillRow: 2, rows.PaymentRow: 2, rows.RedemptionRow: 2}
KEYS |= {rows.CashRow: 2, rows.NonceRow: 3, rows.EntryRow: 4, rows.LineRow: 5}
KEYS |= {rows.BidRow: 2, rows.AuctionCreditRow: 2, rows.ReceivableSumsRow: 3}


class DictBooks:
    """Implements `sfc.indexer.Folding` as far as projections need it."""

    def __init__(self) -> None:
        self.rows: dict[tuple[type, tuple[Any, ...]], Any] = {}
        self.told = 0

    def get(self, kind: type, *key: object) -> Any:
        return self.rows.get((kind, key))

    def put(self, row: Any) -> None:
        names = [field.name for field in fields(row)][: KEYS.get(type(row), 1)]
        self.rows[type(row), tuple(getattr(row, name) for name in names)] = row

    def announce(self, _at: Located, _told: Told) -> None:
        """Who is told what is for tests/indexer/test_telling.py."""

    def tell(self, *events: Event) -> None:
        for event in events:
            self.told += 1
            at = Located(7, hashed("block"), 1_000, hashed("tx", self.told), self.told, event)
            fold([at], self)  # type: ignore[arg-type]


@pytest.fixture
def books() -> DictBooks:
    books = DictBooks()
    books.tell(*genesis())
    return books


def _issued(books: DictBooks, face: int = 90) -> tuple[Ghost, Any]:
    ghost = Ghost()
    books.tell(*ghost.record(1, 3, 1, face))
    (of,) = ghost.receivables.values()
    books.tell(*ghost.confirm(of, face))
    books.tell(*ghost.tokenise(of))
    return ghost, of


def test_every_event_is_projected_by_someone() -> None:
    special = [project for project in PROJECTIONS if hasattr(project, "registry")]
    for kind in get_args(Event):
        assert any(kind in project.registry for project in special), kind  # type: ignore[attr-defined]


def test_recording_keeps_what_was_asked_and_confirming_what_is_owed(books: DictBooks) -> None:
    ghost = Ghost()
    books.tell(*ghost.record(1, 3, 1, 100))
    (of,) = ghost.receivables.values()
    books.tell(*ghost.confirm(of, 80))
    row: ReceivableRow = books.get(ReceivableRow, of.id)
    assert (row.status, row.asked_face, row.face) == (Status.CONFIRMED, 100, 80)
    assert row.evidence_root == hashed("evidence", of.id)
    assert books.get(CreditLineRow, 1, 1).used == 80


def test_a_new_round_starts_from_nothing(books: DictBooks) -> None:
    ghost, of = _issued(books)
    books.tell(*ghost.cancel(of, 1))
    assert books.get(ReceivableRow, of.id).cancellation_asked_by == 1
    books.tell(*ghost.cancel(of, 3))
    assert books.get(ReceivableRow, of.id).status is Status.CANCELLED
    assert books.get(CreditLineRow, 1, 1).used == 0
    assert books.get(HoldingRow, of.id, 3).units == 0
    books.tell(*ghost.record(1, 3, 1, 55))
    row = books.get(ReceivableRow, of.id)
    assert (row.round, row.status, row.face) == (1, Status.RECORDED, 55)
    assert row.cancellation_asked_by is None


def test_units_move_first_in_first_out(books: DictBooks) -> None:
    ghost, of = _issued(books)
    books.tell(*ghost.transfer(of, 3, 4, 30), *ghost.transfer(of, 4, 5, 10))
    books.tell(*ghost.transfer(of, 5, 3, 10), *ghost.transfer(of, 3, 6, 65))
    assert books.get(HoldingRow, of.id, 6).units == 65
    assert books.get(LotsRow, of.id, 6).lots == (Lot(60, (3, 6)), Lot(5, (3, 4, 5, 3, 6)))
    assert books.get(LotsRow, of.id, 5).lots == ()
    assert books.get(HoldingRow, of.id, 5).units == 0


def test_moving_to_oneself_changes_nothing(books: DictBooks) -> None:
    _, of = _issued(books)
    before = {key: row for key, row in books.rows.items() if key[0] is not EventRow}
    books.tell(UnitsMoved(of.id, account(3), account(3), 5))
    assert {key: row for key, row in books.rows.items() if key[0] is not EventRow} == before


def test_cash_belongs_to_who_held_the_units_when_it_came_in(books: DictBooks) -> None:
    ghost, of = _issued(books, face=90)
    books.tell(*ghost.pay(of, account(1), 30))
    books.tell(*ghost.transfer(of, 3, 4, 90))
    books.tell(*ghost.pay(of, account(1), 60))
    books.tell(*ghost.redeem(of, 4))
    assert books.get(ReceivableRow, of.id).redeemed == 60
    assert books.get(EntitlementRow, of.id, 3) == EntitlementRow(of.id, ParticipantId(3), 30, 2700)
    books.tell(*ghost.redeem(of, 3))
    row = books.get(ReceivableRow, of.id)
    assert (row.redeemed, row.status) == (90, Status.SETTLED)
    assert books.get(EntitlementRow, of.id, 3).claim == 0


def test_redeeming_before_the_end_leaves_the_fraction(books: DictBooks) -> None:
    ghost, of = _issued(books, face=7)
    books.tell(*ghost.transfer(of, 3, 4, 3), *ghost.pay(of, account(1), 3), *ghost.redeem(of, 4))
    # 3 of 7 units, 3 of 7 collected: 9/7, of which 1 went out
    assert books.get(EntitlementRow, of.id, 4) == EntitlementRow(of.id, ParticipantId(4), 3, 2)


def test_the_last_to_redeem_gets_the_fractions(books: DictBooks) -> None:
    ghost, of = _issued(books, face=7)
    books.tell(*ghost.transfer(of, 3, 4, 2), *ghost.pay(of, account(1), 3))
    books.tell(*ghost.transfer(of, 4, 5, 1), *ghost.pay(of, account(1), 4))
    # 5 units since ever: 5; 2 and then 1: 10/7; 1 since the second payment: 4/7
    books.tell(*ghost.redeem(of, 3), *ghost.redeem(of, 5), *ghost.redeem(of, 4))
    paid_out = [row.amount for (kind, _), row in books.rows.items() if kind is RedemptionRow]
    assert paid_out == [5, 0, 2]
    assert books.get(ReceivableRow, of.id).redeemed == 7
    for holder in (3, 4, 5):
        assert books.get(EntitlementRow, of.id, holder).claim == 0


@pytest.mark.parametrize("burn_first", [True, False])
def test_redemption_and_burn_come_in_either_order(books: DictBooks, burn_first: bool) -> None:
    ghost, of = _issued(books)
    books.tell(*ghost.pay(of, account(1), 40), *ghost.pay(of, account(1), 50))
    burned = UnitsMoved(of.id, account(3), None, 90)
    redeemed = Redeemed(of.id, ParticipantId(3), 90)
    books.tell(*((burned, redeemed) if burn_first else (redeemed, burned)))
    assert books.get(EntitlementRow, of.id, 3).claim == 0
    assert books.get(HoldingRow, of.id, 3).units == 0


def test_paying_a_confirmed_one_tokenises_it(books: DictBooks) -> None:
    ghost = Ghost()
    books.tell(*ghost.record(1, 3, 1, 100))
    (of,) = ghost.receivables.values()
    books.tell(*ghost.confirm(of, 100), *ghost.pay(of, account(1), 100))
    assert books.get(ReceivableRow, of.id).status is Status.SETTLED
    assert books.get(HoldingRow, of.id, 3).units == 100


def test_penalty_is_posted_before_it_is_paid(books: DictBooks) -> None:
    ghost, of = _issued(books, face=100)
    books.tell(*ghost.pay(of, account(1), 5, penalty=8))
    row = books.get(ReceivableRow, of.id)
    assert (row.penalty_owed, row.penalty_paid, row.paid) == (3, 5, 0)
    assert row.accrued_to == Day(DUE + 10)
    assert books.get(CreditLineRow, 1, 1).used == 100


def test_a_stranger_may_pay(books: DictBooks) -> None:
    _, of = _issued(books)
    books.tell(Paid(of.id, "0x" + "ee" * 20, 90, 0, 0))
    (payment,) = (row for (kind, _), row in books.rows.items() if kind is PaymentRow)
    assert payment.participant is None


def test_cash_is_kept_in_token_units_of_every_account(books: DictBooks) -> None:
    huge = 2**200
    books.tell(CashMoved(TOKEN, None, account(1), huge))
    books.tell(CashMoved(TOKEN, account(1), account(2), huge - 1))
    books.tell(CashMoved(TOKEN, account(2), account(2), 5), CashMoved(TOKEN, account(2), None, 1))
    assert books.get(CashRow, TOKEN, account(1)).units == 1
    assert books.get(CashRow, TOKEN, account(2)).units == huge - 2


def test_history_has_the_fields_as_they_came(books: DictBooks) -> None:
    _, of = _issued(books)
    told = [row for (kind, _), row in books.rows.items() if kind is EventRow]
    assert told[0].fields["roles"] == 1 and type(told[0].fields["roles"]) is int
    assert told[-1].name == "UnitsMoved"
    assert told[-1].receivable == of.id
    assert told[-1].fields == {
        "receivable": of.id,
        "giver": None,
        "taker": account(3),
        "units": 90,
    }
