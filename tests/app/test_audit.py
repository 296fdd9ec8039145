"""An audit finds the read model and the chain alike, and says where they are not."""

import pytest
from sqlalchemy import delete, update

from sfc.app.audit import audit
from sfc.app.confirm import confirm
from sfc.app.discount import accept
from sfc.app.offer import Offer, offer
from sfc.app.record import record
from sfc.app.settle import pay, redeem
from sfc.app.transfer import transfer
from sfc.domain.days import Day
from sfc.domain.journal import Account
from sfc.domain.receivable import Status
from sfc.store import SqlStore
from sfc.store.derived import (
    CreditLineModel,
    HoldingModel,
    LineModel,
    LotsModel,
    ParticipantModel,
    ReceivableModel,
)
from sfc.store.derived_sums import CurrencySumsModel, ReceivableSumsModel
from tests.app.conftest import Town, cny

R, H, L, S = ReceivableModel, HoldingModel, LineModel, ReceivableSumsModel
WRONG = {
    "face": update(R).where(R.face == 10_000).values(face=10_001),
    "unpaid principal": update(R).where(R.paid == 7_001).values(paid=7_002),
    "status": update(R).where(R.status == Status.TOKENISED).values(status=Status.CONFIRMED),
    "due day": update(R).values(due_day=R.due_day + 1),
    "units of": update(H).where(H.units == 3_000).values(units=2_999),
    "sum of units": delete(H).where(H.units == 3_000),
    "sum of lots": update(LotsModel).values(lots=()),
    "use": update(CreditLineModel).values(used=1),
    "what is held": update(R).where(R.redeemed == 6_000).values(redeemed=6_001),
    "balance of its entry": update(L).where(L.account == Account.CASH).values(amount=1),
    "cash in CNY": delete(L).where(L.account.in_((Account.CASH, Account.CASH_CLEARING))),
    "debt in CNY": delete(L).where(L.account == Account.PAYMENT_OBLIGATIONS),
    "number": update(S).where(S.receivables > 0).values(receivables=S.receivables + 1),
    "paid": update(S).where(S.paid == 7_001).values(paid=7_002),
    "units that are held": update(CurrencySumsModel).values(units=1),
    "suspended": update(ParticipantModel).values(suspended=True),
}


@pytest.fixture(scope="module")
def lived(town: Town) -> Town:
    """A town with receivables at every stage of their life."""
    context = town.context
    record(context, town.supplier, town.draft("10.00"))
    made = record(context, town.supplier, town.draft("20.00")).result.receivable.id
    confirm(context, town.core, made)
    sold, part = town.tokenised("100.00", "200.00")
    quote = offer(context, town.bank, Offer(sold, 50_000, context.clock.now() + 3600))
    accept(context, town.supplier, quote.id, cny("60.00"))
    transfer(context, town.supplier, part, town.bank, cny("30.00"))
    pay(context, town.core, sold)
    redeem(context, town.bank, sold)
    pay(context, town.core, part, cny("70.01"))
    redeem(context, town.bank, part)
    return town


def test_chain_and_read_model_are_alike(lived: Town) -> None:
    findings = audit(lived.context)
    assert findings.differences == ()
    assert (findings.receivables, findings.participants) == (4, 3)
    assert findings.holdings >= 3
    assert findings.entries > 15


@pytest.mark.parametrize("respect", WRONG)
def test_a_difference_is_named(lived: Town, respect: str) -> None:
    store = lived.context.store
    assert isinstance(store, SqlStore)
    try:
        with store._writer.begin() as connection:
            assert connection.execute(WRONG[respect]).rowcount > 0
        found = [each.respect for each in audit(lived.context).differences]
        assert any(respect in each for each in found), found
    finally:
        lived.context.indexer.rebuild()


def test_what_was_promised_by_a_batch_is_owed(lived: Town) -> None:
    context = lived.context
    issued = context.ledger.batch_tree([b"\x01" * 32, b"\x02" * 32])
    today = context.clock.today()
    call = context.ledger.post_batch(issued.root, 1, 2, 500, Day(today + 60), Day(today + 30))
    context.send(context.read.participant(lived.core).account, call)
    assert audit(context).differences == ()
