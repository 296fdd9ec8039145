"""Facilities, and what follows a draw: recourse, hold-back, debts; books and chain agree."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from sfc.app.audit import audit
from sfc.app.facilities import change_facility, close_facility, draw, open_facility, preview_draw
from sfc.app.intents import intended
from sfc.app.recourse import collect, pay_debt, put_back, release
from sfc.app.sandbox import advance_days, faucet
from sfc.app.settle import pay, redeem
from sfc.bootstrap import open_sandbox
from sfc.domain.errors import (
    BeyondRecourse,
    FacilityNotOpen,
    Forbidden,
    InsufficientUnits,
    NothingToRelease,
    NotInDefault,
    OfferMalformed,
    QuoteMismatch,
)
from sfc.domain.ids import ReceivableId
from sfc.domain.market import Conditions, SaleTerms
from sfc.domain.market_events import MARKET
from sfc.domain.market_views import Deal
from sfc.domain.roles import Role
from sfc.settings import Settings
from tests.app.conftest import START, Town, cny, enter
from tests.app.killing import Fuse, Killed, Mortal

PLAIN = Conditions(1_000_000, ((30, 40_000), (90, 54_000)))
SECURED = Conditions(
    1_000_000,
    ((180, 54_000),),
    SaleTerms(recourse=1_000_000, buy_back_rate=60_000, hold_back=100_000),
)


@pytest.fixture
def fresh() -> Iterator[Town]:
    """A town of its own: time passes in it."""
    with open_sandbox(Settings(), start=START) as system:
        context = system.context
        core = enter(context, "core", Role.CORE_ENTERPRISE, cny("10000000.00"))
        supplier = enter(context, "supplier", Role.SUPPLIER)
        bank = enter(context, "bank", Role.FINANCIER)
        for rich in (core, bank):
            faucet(context, rich, cny("10000000.00"))
        yield Town(context, core, supplier, bank)
        findings = audit(context)
        assert findings.differences == ()
        with system.inspection.shadow(lambda _reached, _target: None) as shadow:
            shadow.indexer.rebuild()
            assert shadow.compare().difference is None, "folded anew it is the same"


def sold(town: Town, conditions: Conditions = SECURED) -> tuple[ReceivableId, Deal]:
    """A receivable of 1,000.00 drawn on whole, and the deal that follows."""
    context = town.context
    [one] = town.tokenised("1000.00")
    facility = open_facility(context, town.bank, town.core, "CNY", conditions).result
    draw(context, town.supplier, facility.number, one)
    return one, context.read.deals()[-1]


def test_a_draw_is_what_its_preview_says(fresh: Town) -> None:
    context = fresh.context
    [one] = fresh.tokenised("1000.00")
    opened = open_facility(context, fresh.bank, fresh.core, "CNY", PLAIN).result
    assert (opened.is_open, opened.used, opened.conditions) == (True, 0, PLAIN)
    seen = preview_draw(context, fresh.supplier, opened.number, one, cny("400.00"))
    # 400.00 at 5.4 % for 90 days on 360
    assert (seen.discount, seen.proceeds, seen.deal) == (540, 39_460, 0)
    assert context.read.trades(one) == [], "a preview moves nothing"
    made = draw(context, fresh.supplier, opened.number, one, cny("400.00")).result
    assert (made.discount, made.proceeds, made.units) == (540, 39_460, 40_000)
    assert context.read.facility(opened.number).used == 40_000
    assert context.read.units(one, fresh.bank) == 40_000
    pay(context, fresh.core, one)
    redeem(context, fresh.bank, one)


def test_what_a_facility_does_not_take(fresh: Town) -> None:
    context = fresh.context
    [one] = fresh.tokenised("1000.00")
    small = Conditions(50_000, ((30, 40_000),))
    number = open_facility(context, fresh.bank, fresh.core, "CNY", small).result.number
    with pytest.raises(QuoteMismatch, match="tenor"):
        draw(context, fresh.supplier, number, one)
    change_facility(context, fresh.bank, number, Conditions(50_000, ((90, 40_000),)))
    with pytest.raises(QuoteMismatch, match="amount"):
        draw(context, fresh.supplier, number, one)
    with pytest.raises(InsufficientUnits):
        draw(context, fresh.core, number, one)
    with pytest.raises(Forbidden):
        close_facility(context, fresh.supplier, number)
    assert not close_facility(context, fresh.bank, number).result.is_open
    with pytest.raises(FacilityNotOpen):
        draw(context, fresh.supplier, number, one)
    with pytest.raises(OfferMalformed):
        open_facility(context, fresh.bank, fresh.core, "CNY", Conditions(1, ()))


def test_paid_in_full_the_hold_back_is_released(fresh: Town) -> None:
    context = fresh.context
    one, deal = sold(fresh)
    # 986.50 price, a tenth of it kept
    assert (deal.price, deal.hold_back, deal.units) == (cny("986.50"), cny("98.65"), 100_000)
    with pytest.raises(NothingToRelease):
        release(context, fresh.supplier, MARKET, deal.number)
    with pytest.raises(NotInDefault):
        put_back(context, fresh.bank, MARKET, deal.number)
    pay(context, fresh.core, one)
    released = release(context, fresh.core, MARKET, deal.number).result
    assert released.deal.hold_back == cny("0.00")
    (balance,) = context.read.balances(fresh.supplier)
    assert balance.cash == cny("986.50")


def test_in_default_units_go_back_against_hold_back_and_cash(fresh: Town) -> None:
    context = fresh.context
    one, deal = sold(fresh)
    faucet(context, fresh.supplier, cny("100.00"))
    advance_days(context, 96)
    back = put_back(context, fresh.bank, MARKET, deal.number).result
    assert (back.deal.units, back.deal.owed_units, back.owed) == (0, 0, cny("0.00"))
    assert context.read.units(one, fresh.supplier) == 100_000
    # 986.50 and 6 % for 96 days on 360: 15.78; the bank has it back
    (balance,) = context.read.balances(fresh.bank)
    assert balance.cash == cny("10000015.78")
    pay(context, fresh.core, one)
    redeem(context, fresh.supplier, one)


def test_what_the_seller_cannot_pay_is_a_debt(fresh: Town) -> None:
    context = fresh.context
    one, deal = sold(fresh)
    mover = enter(context, "another supplier", Role.SUPPLIER)
    (balance,) = context.read.balances(fresh.supplier)
    spend(fresh, balance.cash.minor)
    advance_days(context, 96)
    owes = put_back(context, fresh.bank, MARKET, deal.number).result
    assert owes.deal.owed_units > 0
    assert owes.owed.minor > 0
    assert owes.deal.hold_back.minor == 0 or owes.deal.hold_back < cny("0.02")
    faucet(context, mover, cny("2000.00"))
    part = pay_debt(context, mover, MARKET, deal.number, cny("100.00")).result
    assert part.deal.owed_units == owes.deal.owed_units - 10_000
    faucet(context, fresh.supplier, cny("100.00"))
    assert collect(context, fresh.bank, MARKET, deal.number).result.deal.owed_units < (
        part.deal.owed_units
    )
    done = pay_debt(context, mover, MARKET, deal.number).result
    assert (done.deal.owed_units, done.owed) == (0, cny("0.00"))
    assert context.read.units(one, fresh.supplier) == 100_000


def test_beyond_the_recourse_only_the_hold_back_pays(fresh: Town) -> None:
    context = fresh.context
    terms = SaleTerms(recourse=300_000, hold_back=100_000)
    _, deal = sold(fresh, Conditions(1_000_000, ((180, 54_000),), terms))
    assert deal.recourse == 30_000
    advance_days(context, 96)
    with pytest.raises(BeyondRecourse):
        put_back(context, fresh.bank, MARKET, deal.number, cny("900.00"))
    back = put_back(context, fresh.bank, MARKET, deal.number).result
    assert back.deal.units == 70_000


def spend(town: Town, minor: int) -> None:
    """The supplier parts with so much cash: it pays a part of what the core owes."""
    [other] = town.tokenised(f"{minor // 100}.{minor % 100:02d}")
    pay(town.context, town.supplier, other)


def test_killed_anywhere_a_draw_is_made_once(fresh: Town) -> None:
    context = fresh.context
    conditions = Conditions(100_000_000, ((90, 54_000),))
    number = open_facility(context, fresh.bank, fresh.core, "CNY", conditions).result.number
    for lives in count():
        [one] = fresh.tokenised("100.00")
        whole, fuse = True, Fuse(lives)
        mortal = replace(context, ledger=Mortal(context.ledger, {"send"}, fuse))  # type: ignore[arg-type]
        try:
            with intended(f"draw {lives}"):
                draw(mortal, fresh.supplier, number, one)
        except Killed:
            whole = False
        context.indexer.catch_up()
        with intended(f"draw {lives}"):
            made = draw(context, fresh.supplier, number, one).result
        assert (made.units, made.proceeds) == (10_000, 9_865)
        assert context.read.trades(one) == [made]
        with pytest.raises(InsufficientUnits):
            draw(context, fresh.supplier, number, one)
        if whole:
            break
    assert lives > 1
