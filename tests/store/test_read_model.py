"""The read model answers what the API asks."""

from datetime import date

import pytest
from sqlalchemy import Engine

from sfc.domain.currency import CURRENCIES
from sfc.domain.days import Day
from sfc.domain.errors import IdMalformed, NotFound
from sfc.domain.events import (
    CreditLineSet,
    CurrencyAdded,
    Event,
    Recorded,
    TermsAdded,
)
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.money import MAX_MINOR, Money
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.domain.views import CreditLine, Holding, ListedCurrency, Terms, Totals
from sfc.indexer import ChainIndexer
from sfc.ports import Order, ReceivableFilter
from sfc.store import SqlBooks, SqlReadModel, SqlStore
from sfc.store.engine import in_memory
from tests.fake_chain import FakeChain
from tests.ghost import DUE, SCALE, TOKEN, Ghost, GhostReceivable, account, genesis, hashed

P = ParticipantId
CNY, JPY = CURRENCIES["CNY"], CURRENCIES["JPY"]
UNKNOWN = ReceivableId(hashed("unknown"))


class Ledger:
    """A ledger that is indexed as it goes."""

    def __init__(self, engine: Engine) -> None:
        self.ghost = Ghost()
        self.chain = FakeChain()
        self.indexer = ChainIndexer(self.chain, SqlBooks(engine))
        self.read = SqlReadModel(engine)
        self.store = SqlStore(engine)
        self.tell(genesis())

    def tell(self, *transactions: list[Event]) -> None:
        self.chain.mine(*transactions)
        self.indexer.catch_up()

    def recorded(self, obligor: int, supplier: int, invoice: int, face: int) -> GhostReceivable:
        self.tell(list(self.ghost.record(obligor, supplier, invoice, face)))
        return list(self.ghost.receivables.values())[-1]

    def issued(self, obligor: int, supplier: int, invoice: int, face: int) -> GhostReceivable:
        of = self.recorded(obligor, supplier, invoice, face)
        self.tell([*self.ghost.confirm(of, face), *self.ghost.tokenise(of)])
        return of

    def ids(self, **wanted: object) -> list[ReceivableId]:
        page, after = self.read.receivables(ReceivableFilter(**wanted))  # type: ignore[arg-type]
        assert after is None
        return [row.id for row in page]


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    return Ledger(engine)


def test_participants_have_names_if_noted(ledger: Ledger) -> None:
    unnamed = ledger.read.participant(P(3))
    assert (unnamed.name, unnamed.legal_id) == ("", "")
    assert (unnamed.account, unnamed.roles) == (account(3), Role.SUPPLIER)
    ledger.store.name_participant(P(3), "Amber Parts", "9135 0100-M0 00xx")
    assert ledger.read.participant(P(3)).name == "Amber Parts"
    for spelling in ("9135 0100-M0 00xx", "91350100-M000XX", "９１３５0100-m0 00xx"):
        found = ledger.read.participant_by_legal_id(spelling)
        assert found is not None and found.id == 3
    assert ledger.read.participant_by_legal_id("91350100M000XX") is None
    ledger.store.name_participant(P(3), "Amber Parts Ltd", "other")
    assert ledger.read.participant_by_legal_id("9135 0100-M0 00xx") is None


def test_a_name_without_a_participant_is_nobody(ledger: Ledger) -> None:
    ledger.store.name_participant(P(99), "Not yet", "x")
    assert ledger.read.participant_by_legal_id("x") is None


def test_accounts_in_any_case(ledger: Ledger) -> None:
    for spelling in (account(6), account(6).lower(), account(6).upper()):
        found = ledger.read.participant_by_account(spelling)
        assert found is not None and found.id == 6
    assert ledger.read.participant_by_account(account(66)) is None


def test_participants_in_pages(ledger: Ledger) -> None:
    first = ledger.read.participants(limit=3)
    second = ledger.read.participants(after=first[-1].id, limit=10)
    assert [row.id for row in (*first, *second)] == [1, 2, 3, 4, 5, 6, 7]


def test_currencies_and_terms(ledger: Ledger) -> None:
    ledger.tell([CurrencyAdded(2, "JPY", "0x2", 2**64 - 1), TermsAdded(2, 0, 2**32 - 1, 365)])
    cny = ListedCurrency(1, "CNY", TOKEN, SCALE)
    jpy = ListedCurrency(2, "JPY", "0x2", 2**64 - 1)
    assert ledger.read.currencies() == [cny, jpy]
    assert ledger.read.currency("JPY") == jpy
    assert ledger.read.terms(2) == Terms(2, 0, 2**32 - 1, 365)
    assert [terms.number for terms in ledger.read.all_terms()] == [1, 2]


def test_credit_lines_show_at_most_what_money_can_carry(ledger: Ledger) -> None:
    ledger.tell([CurrencyAdded(2, "JPY", "0x2", 1), CreditLineSet(P(1), 2, 500)])
    of = ledger.recorded(1, 3, 1, 100)
    ledger.tell(list(ledger.ghost.confirm(of, 90)))
    assert ledger.read.credit_lines(P(1)) == [
        CreditLine(P(1), Money(MAX_MINOR, CNY), Money(90, CNY)),
        CreditLine(P(1), Money(500, JPY), Money(0, JPY)),
    ]
    assert ledger.read.credit_lines(P(3)) == []


def test_a_receivable_in_full(ledger: Ledger) -> None:
    of = ledger.issued(1, 3, 1, 2**16)
    key = InvoiceKey("s", "b", "INV 1", date(2026, 1, 1))
    ledger.store.note_invoice(of.id, key, "INV 1")
    ledger.tell(list(ledger.ghost.pay(of, account(1), 500, penalty=70)))
    seen = ledger.read.receivable(of.id)
    assert seen.status is Status.TOKENISED
    assert (seen.obligor, seen.supplier, seen.round) == (1, 3, 0)
    assert (seen.face, seen.paid, seen.penalty_paid) == tuple(
        Money(amount, CNY) for amount in (2**16, 430, 70)
    )
    assert (seen.issue_day, seen.due_day, seen.accrued_to) == (DUE - 90, DUE, DUE + 10)
    assert seen.terms == Terms(1, 3, 80_000, 360)
    assert seen.invoice_number == "INV 1"
    assert seen.invoice == hashed("invoice", 1)
    assert seen.standing(Day(DUE)).unpaid == 2**16 - 430


def test_the_largest_face(ledger: Ledger) -> None:
    ledger.tell(
        [
            Recorded(
                UNKNOWN,
                P(1),
                P(3),
                0,
                1,
                1,
                MAX_MINOR,
                Day(1),
                Day(2**24 - 1),
                hashed(1),
                hashed(2),
            )
        ]
    )
    assert ledger.read.receivable(UNKNOWN).face.minor == MAX_MINOR


def test_questions_asked_together_are_about_one_state(ledger: Ledger, engine: Engine) -> None:
    if in_memory(engine):
        pytest.skip("a database in memory has one connection: nobody writes meanwhile")
    made = ledger.issued(1, 3, 1, 1000)
    of = made.id
    with ledger.read.together() as read:
        before = read.receivable(of), read.holders(of), read.history(of), read.head()
        ledger.tell(list(ledger.ghost.pay(made, account(1), 430)))
        assert ledger.read.receivable(of).paid.minor == 430
        assert (read.receivable(of), read.holders(of), read.history(of), read.head()) == before
    assert len(ledger.read.history(of)) == len(before[2]) + 1


def test_pages_are_stable_while_new_ones_come(ledger: Ledger) -> None:
    made = [ledger.recorded(1, 3, number, 100).id for number in range(5)]
    everything = ReceivableFilter()
    page, after = ledger.read.receivables(everything, limit=2)
    assert [row.id for row in page] == [made[4], made[3]]
    ledger.recorded(2, 4, 1, 100)
    page, after = ledger.read.receivables(everything, after, limit=2)
    assert [row.id for row in page] == [made[2], made[1]]
    page, after = ledger.read.receivables(everything, after, limit=2)
    assert [row.id for row in page] == [made[0]]
    assert after is None


def test_a_page_that_ends_at_the_end_has_no_next(ledger: Ledger) -> None:
    ledger.recorded(1, 3, 1, 100)
    ledger.recorded(1, 3, 2, 100)
    page, after = ledger.read.receivables(ReceivableFilter(), limit=2)
    assert len(page) == 2 and after is None


def test_several_in_one_transaction_have_an_order(ledger: Ledger) -> None:
    ledger.tell([event for n in range(4) for event in ledger.ghost.record(1, 3, n, 9)])
    first, after = ledger.read.receivables(ReceivableFilter(), limit=3)
    second, _ = ledger.read.receivables(ReceivableFilter(), after, limit=3)
    assert [row.id for row in (*first, *second)] == list(reversed(ledger.ghost.receivables))


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "MS4y=", "MS4yLjM", "é", "LTEuMg", "MSAuMg", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5LjA"],
)
def test_cursors_that_no_page_gave(ledger: Ledger, cursor: str) -> None:
    with pytest.raises(IdMalformed):
        ledger.read.receivables(ReceivableFilter(), cursor)


def test_filters(ledger: Ledger) -> None:
    one = ledger.issued(1, 3, 1, 100)
    two = ledger.recorded(2, 3, 1, 100)
    three = ledger.issued(1, 4, 1, 100)
    ledger.tell(list(ledger.ghost.transfer(one, 3, 5, 40)))
    ledger.tell(list(ledger.ghost.transfer(one, 5, 6, 40)))
    assert ledger.ids() == [three.id, two.id, one.id]
    assert ledger.ids(obligor=P(1)) == [three.id, one.id]
    assert ledger.ids(supplier=P(3)) == [two.id, one.id]
    assert ledger.ids(obligor=P(1), supplier=P(3)) == [one.id]
    assert ledger.ids(holder=P(3)) == [one.id]
    assert ledger.ids(holder=P(5)) == []
    assert ledger.ids(holder=P(6)) == [one.id]
    assert ledger.ids(statuses=[Status.RECORDED]) == [two.id]
    assert ledger.ids(currency="CNY") == [three.id, two.id, one.id]
    assert ledger.ids(currency="JPY") == []
    assert ledger.ids(due_from=DUE, due_to=DUE) == [three.id, two.id, one.id]
    assert ledger.ids(due_from=Day(DUE + 1)) == []
    assert ledger.ids(due_to=Day(DUE - 1)) == []


def test_by_amount_lateness_and_text(ledger: Ledger) -> None:
    one, two = ledger.issued(1, 3, 1, 100), ledger.issued(2, 3, 1, 300)
    three = ledger.recorded(1, 4, 1, 200)
    assert ledger.ids(face_from=200) == [three.id, two.id]
    assert ledger.ids(face_from=100, face_to=100) == [one.id]
    assert ledger.ids(overdue_on=DUE) == []
    assert ledger.ids(overdue_on=Day(DUE + 1)) == [two.id, one.id]
    assert ledger.ids(text="50% _of") == []
    ledger.store.name_participant(P(4), "Half 50% _OF it", "L-4")
    assert ledger.ids(text="50% _of") == [three.id]


@pytest.mark.parametrize("order", Order)
def test_pages_in_every_order(ledger: Ledger, order: Order) -> None:
    for number, face in enumerate((300, 100, 2**64 - 1, 100, 200)):
        ledger.recorded(1 + number % 2, 3, number, face)
    every = ReceivableFilter()
    whole, _ = ledger.read.receivables(every, order=order)
    upwards, _ = ledger.read.receivables(every, order=order, ascending=True)
    assert list(upwards) == list(whole)[::-1]
    for ascending, right in ((False, whole), (True, upwards)):
        page, after = ledger.read.receivables(every, limit=2, order=order, ascending=ascending)
        seen = list(page)
        while after:
            page, after = ledger.read.receivables(every, after, 2, order=order, ascending=ascending)
            seen += page
        assert seen == list(right)
    if order is Order.FACE:
        assert [each.face.minor for each in upwards] == [100, 100, 200, 300, 2**64 - 1]


def test_what_they_come_to(ledger: Ledger) -> None:
    one, _ = ledger.issued(1, 3, 1, 1000), ledger.issued(2, 3, 1, 500)
    ledger.recorded(1, 4, 1, 77)
    ledger.tell(list(ledger.ghost.pay(one, account(1), 200)))
    late, early = Day(DUE + 1), DUE
    recorded, tokenised = ledger.read.receivable_totals(ReceivableFilter(), late)
    assert (recorded.status, recorded.count, recorded.face) == (Status.RECORDED, 1, Money(77, CNY))
    assert recorded.overdue_count == 0
    assert (tokenised.count, tokenised.face, tokenised.paid) == (
        2,
        Money(1500, CNY),
        Money(200, CNY),
    )
    assert (tokenised.overdue_count, tokenised.overdue) == (2, Money(1300, CNY))
    (only,) = ledger.read.receivable_totals(ReceivableFilter(obligor=P(2)), early)
    assert (only.count, only.overdue_count, only.overdue) == (1, 0, Money(0, CNY))


def test_who_sees_what(ledger: Ledger) -> None:
    one = ledger.issued(1, 3, 1, 100)
    two = ledger.recorded(2, 4, 1, 100)
    ledger.tell(list(ledger.ghost.transfer(one, 3, 5, 40)))
    ledger.tell(list(ledger.ghost.transfer(one, 5, 6, 40)))
    seen = {number: ledger.ids(visible_to=P(number)) for number in range(1, 8)}
    assert seen == {
        1: [one.id],
        2: [two.id],
        3: [one.id],
        4: [two.id],
        5: [one.id],
        6: [one.id],
        7: [],
    }


def test_units_and_where_they_came_from(ledger: Ledger) -> None:
    of = ledger.issued(1, 3, 1, 100)
    other = ledger.issued(1, 4, 1, 10)
    ledger.tell([*ledger.ghost.transfer(of, 3, 4, 70), *ledger.ghost.transfer(of, 4, 5, 20)])
    assert ledger.read.holders(of.id) == [
        Holding(of.id, P(4), 50),
        Holding(of.id, P(3), 30),
        Holding(of.id, P(5), 20),
    ]
    assert ledger.read.holdings(P(4)) == [Holding(other.id, P(4), 10), Holding(of.id, P(4), 50)]
    assert ledger.read.units(of.id, P(4)) == 50
    assert ledger.read.units(of.id, P(7)) == 0
    lots = ledger.read.lots(of.id)
    assert list(lots) == [3, 4, 5]
    assert [(lot.units, lot.path) for lot in lots[P(5)]] == [(20, (3, 4, 5))]


def test_balances_of_every_currency(ledger: Ledger) -> None:
    ledger.tell([CurrencyAdded(2, "JPY", "0x2", 1)])
    ledger.issued(1, 3, 1, 100)
    ledger.tell(list(ledger.ghost.mint(account(3), 7 * SCALE + SCALE - 1)))
    cny, jpy = ledger.read.balances(P(3))
    assert (cny.cash, cny.units) == (Money(7, CNY), Money(100, CNY))
    assert (jpy.cash, jpy.units) == (Money(0, JPY), Money(0, JPY))


def test_sales_nonces_and_history(ledger: Ledger) -> None:
    of = ledger.issued(1, 3, 1, 1000)
    ledger.tell(list(ledger.ghost.sell(of, 3, 6, 500, 4)))
    ledger.tell(list(ledger.ghost.cancel_quote(of, 6, 5)))
    (fill,) = ledger.read.fills(of.id)
    assert (fill.seller, fill.financier, fill.units) == (3, 6, 500)
    assert (fill.discount, fill.price) == (Money(50, CNY), Money(450, CNY))
    assert fill.timestamp == ledger.chain.blocks[-2].timestamp
    assert ledger.read.quote_nonces(of.id, P(6)) == {4: "filled", 5: "cancelled"}
    assert ledger.read.quote_nonces(of.id, P(7)) == {}
    history = ledger.read.history(of.id)
    assert [entry.name for entry in history] == [
        "Recorded",
        "Confirmed",
        "UnitsMoved",
        "UnitsMoved",
        "Sold",
        "QuoteCancelled",
    ]
    assert history[1].details["amount"] == 1000
    assert history[4].transaction == fill.transaction


def test_totals_of_every_currency(ledger: Ledger) -> None:
    ledger.tell([CurrencyAdded(2, "JPY", "0x2", 1)])
    one, two = ledger.issued(1, 3, 1, 1000), ledger.issued(2, 3, 1, 500)
    ledger.recorded(1, 4, 1, 77)
    ghost = ledger.ghost
    ledger.tell(list(ghost.sell(one, 3, 6, 400, 1)), list(ghost.pay(two, account(2), 500)))
    ledger.tell(list(ghost.pay(one, account(1), 200, penalty=50)), list(ghost.redeem(two, 3)))
    assert ledger.read.totals() == [
        Totals(CNY, 2, 1500, 40, 360, 650, 50, 500, 1000),
        Totals(JPY, 0, 0, 0, 0, 0, 0, 0, 0),
    ]
    assert ledger.read.totals()[0].unclaimed_cash == 200


def test_redeemable_follows_the_units(ledger: Ledger) -> None:
    of = ledger.issued(1, 3, 1, 90)
    ledger.tell(list(ledger.ghost.pay(of, account(1), 30)))
    ledger.tell(list(ledger.ghost.transfer(of, 3, 4, 45)))
    ledger.tell(list(ledger.ghost.pay(of, account(1), 20)))
    assert ledger.read.redeemable(of.id, P(3)) == 40
    assert ledger.read.redeemable(of.id, P(4)) == 10
    assert ledger.read.redeemable(of.id, P(6)) == 0
    ledger.tell(list(ledger.ghost.redeem(of, 3)))
    assert ledger.read.redeemable(of.id, P(3)) == 0


def test_what_is_not_there(ledger: Ledger) -> None:
    read = ledger.read
    for ask in (
        lambda: read.receivable(UNKNOWN),
        lambda: read.holders(UNKNOWN),
        lambda: read.units(UNKNOWN, P(1)),
        lambda: read.lots(UNKNOWN),
        lambda: read.history(UNKNOWN),
        lambda: read.fills(UNKNOWN),
        lambda: read.quote_nonces(UNKNOWN, P(6)),
        lambda: read.redeemable(UNKNOWN, P(1)),
    ):
        with pytest.raises(NotFound, match="no receivable rcv_"):
            ask()
    for ask in (
        lambda: read.participant(P(99)),
        lambda: read.credit_lines(P(99)),
        lambda: read.balances(P(99)),
        lambda: read.holdings(P(99)),
    ):
        with pytest.raises(NotFound, match="no participant par_99"):
            ask()
    with pytest.raises(NotFound, match="no currency USD"):
        read.currency("USD")
    with pytest.raises(NotFound, match="no terms 9"):
        read.terms(9)
