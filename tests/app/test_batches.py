"""Many at once: one transaction, all or nothing."""

import pytest

from sfc.app.confirm import confirm_many
from sfc.app.discount import Sale, accept_many
from sfc.app.offer import NONCES, Offer, cancel_quote, offer
from sfc.app.record import issue_many, record_many
from sfc.app.register import Entrant, register_many
from sfc.app.settle import Payment, pay_many, redeem_many
from sfc.app.tokenise import tokenise_many
from sfc.app.transfer import Passing, transfer_many
from sfc.domain.errors import (
    AlreadyRecorded,
    BatchTooLarge,
    NotConfirmed,
    QuotesExhausted,
    WrongStatus,
)
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.ports import ReceivableFilter
from tests.app.conftest import Town, cny


def test_a_hundred_live_their_life_in_seven_transactions(town: Town) -> None:
    context, core, supplier, bank = town.context, town.core, town.supplier, town.bank
    recorded = record_many(context, supplier, [town.draft("1000.00") for _ in range(100)])
    ids = [each.receivable.id for each in recorded.result]
    assert len(set(ids)) == 100
    before = context.events.head().block
    confirmed = confirm_many(context, core, ids)
    assert {each.status for each in confirmed.result} == {Status.CONFIRMED}
    assert {each.status for each in tokenise_many(context, supplier, ids).result} == {
        Status.TOKENISED
    }
    expiry = context.clock.now() + 60
    quotes = [offer(context, bank, Offer(each, 80_000, expiry)) for each in ids]
    fills = accept_many(context, supplier, [Sale(quote.id) for quote in quotes]).result
    # 1,000 at 8 % for 90 days on 360
    assert {fill.discount for fill in fills} == {cny("20.00")}
    assert [fill.receivable for fill in fills] == ids
    paid = pay_many(context, core, [Payment(each) for each in ids]).result
    assert {each.status for each in paid} == {Status.SETTLED}
    redeemed = redeem_many(context, bank, ids).result
    assert {each.amount for each in redeemed} == {cny("1000.00")}
    # confirm, tokenise, sell, pay, redeem, and two to let the contracts take cash
    assert context.events.head().block - before <= 7


def test_one_that_is_refused_stops_all(town: Town) -> None:
    context = town.context
    known = town.draft()
    record_many(context, town.supplier, [known])
    fresh = town.draft()
    with pytest.raises(AlreadyRecorded):
        record_many(context, town.supplier, [fresh, known])
    record_many(context, town.supplier, [fresh])
    [one] = town.tokenised("10.00")
    two = record_many(context, town.supplier, [town.draft()]).result[0].receivable.id
    with pytest.raises(NotConfirmed):
        tokenise_many(context, town.supplier, [two])
    with pytest.raises(WrongStatus):
        pay_many(context, town.core, [Payment(one), Payment(one, cny("0.01"))])
    assert context.read.receivable(one).paid == cny("0.00")


def test_more_than_a_hundred_are_too_many(town: Town) -> None:
    with pytest.raises(BatchTooLarge):
        record_many(town.context, town.supplier, [town.draft() for _ in range(101)])


def test_an_obligor_issues_many(town: Town) -> None:
    drafts = [town.draft(counterparty=town.supplier) for _ in range(3)]
    made = issue_many(town.context, town.core, drafts).result
    assert {each.receivable.status for each in made} == {Status.TOKENISED}
    page, _ = town.context.read.receivables(ReceivableFilter(holder=town.supplier), None, 3)
    assert {each.id for each in page} == {each.receivable.id for each in made}


def test_many_parts_pass_at_once(town: Town) -> None:
    takers = register_many(
        town.context, [Entrant(f"taker {n}", f"T{n}", Role.SUPPLIER) for n in range(5)]
    ).result
    [one] = town.tokenised("50.00")
    transfer_many(
        town.context, town.supplier, [Passing(one, taker.id, cny("10.00")) for taker in takers]
    )
    assert {each.units for each in town.context.read.holders(one)} == {1000}
    assert len(town.context.read.holders(one)) == 5


def test_a_financier_signs_a_limited_number_of_quotes(town: Town) -> None:
    [one] = town.tokenised("50.00")
    terms = Offer(one, 80_000, town.context.clock.now() + 60)
    quotes = [offer(town.context, town.bank, terms) for _ in range(NONCES)]
    assert sorted(quote.signed.quote.nonce for quote in quotes) == list(range(NONCES))
    cancel_quote(town.context, town.bank, quotes[0].id)
    with pytest.raises(QuotesExhausted):
        offer(town.context, town.bank, terms)


def test_two_quotes_of_one_financier_on_one_receivable(town: Town) -> None:
    [one] = town.tokenised("50.00")
    terms = Offer(one, 80_000, town.context.clock.now() + 60)
    first, second = (offer(town.context, town.bank, terms) for _ in range(2))
    sales = [Sale(first.id, cny("10.00")), Sale(second.id, cny("40.00"))]
    fills = accept_many(town.context, town.supplier, sales).result
    assert [fill.units for fill in fills] == [1000, 4000]
