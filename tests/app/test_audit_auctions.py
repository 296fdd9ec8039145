"""An audit compares auctions with their contract, and counts the cash that it keeps."""

import pytest
from sqlalchemy import delete, update

from sfc.app.auctions import clear, commit, commit_to, deliver, open_auction, reveal_due, withdraw
from sfc.app.audit import audit
from sfc.app.sandbox import advance_days, faucet
from sfc.app.transfer import transfer
from sfc.domain.auctions import BidState, Lot
from sfc.domain.ids import ParticipantId
from sfc.domain.market import SaleTerms
from sfc.domain.market_events import AUCTIONS
from sfc.domain.roles import Role
from sfc.store import SqlStore
from sfc.store.derived_market import AuctionCreditModel, AuctionModel, BidModel, DealModel
from tests.app.conftest import Town, cny, enter

A, B, C = AuctionModel, BidModel, AuctionCreditModel
IN_ALL = "sum of deposits, credits and hold-backs"
WRONG = {
    "deposit": update(A).where(A.number == 1).values(deposit=101),
    "reserve rate": update(A).values(reserve_rate=A.reserve_rate + 1),
    "end of revealing": update(A).where(A.number == 3).values(reveal_end=A.reveal_end + 1),
    "number of bids": delete(B).where(B.state == "committed", B.auction == 3),
    "cleared": update(A).where(A.cleared).values(cleared=False),
    "rate for all": update(A).where(A.rate == 50_000).values(rate=49_999),
    "sum of awards": update(B).where(B.award == 4_000).values(award=3_999),
    "bids forfeited": update(A).where(A.forfeited == 1).values(forfeited=0),
    "seller's deposit": update(B).where(B.state == "awarded").values(state="failed"),
    "state": update(B).where(B.state == "delivered").values(state="awarded"),
    "commitment": update(B).values(commitment="0x" + "00" * 32),
    "rate": update(B).where(B.rate == 40_000).values(rate=40_001),
    "units of the bid": update(B).where(B.units == 6_000).values(units=6_001),
    "what auctions owe it": update(C).where(C.amount > 0).values(amount=1),
    IN_ALL: delete(C).where(C.amount > 0),
    "hold-back": update(DealModel).where(DealModel.venue == AUCTIONS).values(hold_back=1),
}


@pytest.fixture(scope="module")
def auctioned(town: Town) -> Town:
    """One auction half delivered, one whose seller failed, one that is bid in."""
    context = town.context
    other, late = (enter(context, name, Role.FINANCIER) for name in ("other", "late"))
    for poor in (other, late, town.supplier):
        faucet(context, poor, cny("1000.00"))
    bidders = {town.bank: 40_000, other: 50_000}
    kept, lost = opened(town, hold_back=100_000), opened(town)
    for number in (kept, lost):
        for financier, rate in bidders.items():
            commit(context, financier, number, rate, cny("60.00"))
    commit_to(context, late, kept, b"\x07" * 32)
    advance_days(context, 1)
    assert reveal_due(context) == 4
    advance_days(context, 1)
    for number in (kept, lost):
        clear(context, town.core, number)
    unsellable = context.auctions.auction(lost).lot.receivable
    transfer(context, town.supplier, unsellable, other, cny("100.00"))
    deliver(context, town.core, kept, town.bank)
    assert state(town, kept, town.bank) is BidState.DELIVERED
    deliver(context, town.bank, lost, town.bank)
    assert state(town, lost, town.bank) is BidState.CLOSED, "the seller had no units"
    withdraw(context, town.supplier, "CNY")
    commit(context, town.bank, opened(town), 30_000, cny("1.00"))
    return town


def opened(town: Town, hold_back: int = 0) -> int:
    """An auction of 100.00, with a deposit of 1.00, in which bids are taken for an hour."""
    [one] = town.tokenised("100.00")
    now = town.context.clock.now()
    ends = (now + 3_600, now + 129_600, now + 3 * 86_400)
    lot = Lot(one, 10_000, 1, 100, 80_000, *ends, SaleTerms(hold_back=hold_back))
    return open_auction(town.context, town.supplier, lot).result.auction.number


def state(town: Town, number: int, financier: ParticipantId) -> BidState:
    return town.context.auctions.bid(number, financier).state


def test_auctions_and_their_books_are_alike(auctioned: Town) -> None:
    assert audit(auctioned.context).differences == ()
    read = auctioned.context.read
    assert [each.forfeited for each in read.auctions()] == [1, 0, 0]
    states = {each.state for auction in read.auctions() for each in read.bids(auction.number)}
    assert states == {"committed", "awarded", "delivered", "failed"}
    assert {each.amount > 0 for each in read.auction_credits()} == {True, False}


@pytest.mark.parametrize("respect", WRONG)
def test_a_difference_is_named(auctioned: Town, respect: str) -> None:
    store = auctioned.context.store
    assert isinstance(store, SqlStore)
    try:
        with store._writer.begin() as connection:
            assert connection.execute(WRONG[respect]).rowcount > 0
        found = [each.respect for each in audit(auctioned.context).differences]
        assert any(respect in each for each in found), found
    finally:
        auctioned.context.indexer.rebuild()


def test_a_row_that_is_gone_is_missed(auctioned: Town) -> None:
    store = auctioned.context.store
    assert isinstance(store, SqlStore)
    try:
        with store._writer.begin() as connection:
            connection.execute(delete(B).where(B.auction == 3))
            connection.execute(delete(A).where(A.number == 3))
        first = audit(auctioned.context).differences[0]
        assert str(first) == "auction 3: whether it is there is True on the chain, False here"
    finally:
        auctioned.context.indexer.rebuild()
    assert audit(auctioned.context).differences == ()
