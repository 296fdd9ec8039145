"""Compares the read model with the ghost ledger, thing by thing."""

from collections import Counter
from dataclasses import replace

from sqlalchemy import select

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId
from sfc.domain.receivable import UNDERTAKEN, Status
from sfc.domain.views import ReceivableTotals
from sfc.ports import ReceivableFilter
from sfc.store import SqlReadModel
from sfc.store.derived_market import AuctionCreditModel, AuctionModel, BidModel
from tests.ghost import EVERYONE, OBLIGORS, SCALE, Ghost, GhostReceivable, account


def assert_agree(read: SqlReadModel, ghost: Ghost) -> None:
    assert len(read.receivables(ReceivableFilter(), limit=1000)[0]) == len(ghost.receivables)
    for of in ghost.receivables.values():
        _assert_receivable(read, of)
    for obligor in OBLIGORS:
        (line,) = read.credit_lines(ParticipantId(obligor))
        assert line.used.minor == ghost.used_credit(obligor)
        found = read.batches(ParticipantId(obligor))
        assert {row.root: [row.left, row.left_total.minor] for row in found} == {
            root: left for (owner, root), left in ghost.batches.items() if owner == obligor
        }
    for number in EVERYONE:
        party = ParticipantId(number)
        (balance,) = read.balances(party)
        assert balance.cash.minor == ghost.cash[account(number)] // SCALE
        assert balance.units.minor == sum(
            len(of.hands[number]) for of in ghost.receivables.values()
        )
        seen = read.participant(party)
        assert seen.suspended == (number in ghost.suspended)
        assert seen.freeze_order == ghost.frozen.get(number)
        assert (seen.frozen_until is None) == (number not in ghost.frozen)
        assert seen.recovery_account == ghost.recoveries.get(number)
        assert (seen.account, seen.quote_epoch) == (account(number), ghost.epochs[number])
        if number in ghost.roles:
            assert read.participant(party).roles == ghost.roles[number]
        for of in ghost.receivables.values():
            assert read.quote_nonces(of.id, party) == {
                nonce: use
                for (receivable, financier, nonce), use in ghost.nonces.items()
                if receivable == of.id and financier == number
            }
    assert read.rules() == ghost.rules
    _assert_market(read, ghost)
    _assert_auctions(read, ghost)
    _assert_conserved(read, ghost)
    assert_sums(read)


def _assert_receivable(read: SqlReadModel, of: GhostReceivable) -> None:
    seen = read.receivable(of.id)
    assert (seen.status, seen.round) == (of.status, of.round)
    assert (seen.asked_face.minor, seen.face.minor) == (of.asked, of.face)
    assert (seen.paid.minor, seen.penalty_paid.minor) == (of.paid, of.penalty_paid)
    assert (seen.penalty_owed.minor, seen.redeemed.minor) == (of.penalty_owed, of.redeemed)
    assert seen.cancellation_asked_by == of.asked_by
    assert {row.holder: (row.order, row.units) for row in read.unit_freezes(of.id)} == of.frozen
    assert (seen.in_default, seen.batch) == (of.in_default, of.batch)
    assert (seen.disputed.minor, seen.credit_claim.minor) == (of.disputed, of.owed_back)
    asked = (seen.credit_asked_by, seen.credit_asked.minor, seen.credit_note)
    assert asked == (of.note or (None, 0, None))
    assert {row.holder: row.units for row in read.holders(of.id)} == {
        holder: len(of.hands[holder]) for holder in of.holders
    }
    assert {
        holder: [lot.path for lot in lots for _ in range(lot.units)]
        for holder, lots in read.lots(of.id).items()
    } == {holder: of.hands[holder] for holder in of.holders}
    for holder in EVERYONE:
        assert read.redeemable(of.id, ParticipantId(holder)) == int(of.claims[holder])


def _assert_market(read: SqlReadModel, ghost: Ghost) -> None:
    stall = ghost.stall
    assert [(each.is_open, each.conditions.limit, each.used) for each in read.facilities()] == (
        stall.facilities
    )
    assert [
        (each.units, each.recourse, each.hold_back.minor, each.owed_units) for each in read.deals()
    ] == [(each.units, each.recourse, each.hold_back, each.owed) for each in stall.deals]
    for (maker, nonce), state in stall.orders.items():
        assert read.order_nonce(maker, nonce) == state
    for number in EVERYONE:
        assert read.order_epoch(account(number)) == stall.epochs[account(number)]


def _assert_auctions(read: SqlReadModel, ghost: Ghost) -> None:
    rostrum = ghost.stall.rostrum
    with read._session() as session:
        assert {
            row.number: (
                *(row.receivable, row.seller, row.units, row.bids),
                *(row.cleared, row.rate, row.awarded, row.forfeited),
            )
            for row in session.scalars(select(AuctionModel))
        } == {
            number: (
                *(each.of.id, each.seller, each.units, len(each.bids)),
                *(each.cleared, each.rate, each.awarded, each.forfeited),
            )
            for number, each in enumerate(rostrum.auctions, 1)
        }
        assert {
            (row.auction, row.financier): (
                *(row.state, row.commitment, row.rate),
                *(row.units, row.award),
            )
            for row in session.scalars(select(BidModel))
        } == {
            (number, who): (bid.state, bid.commitment, bid.rate, bid.units, bid.award)
            for number, each in enumerate(rostrum.auctions, 1)
            for who, bid in each.bids.items()
        }
        credits = session.scalars(select(AuctionCreditModel))
        assert {row.participant: row.amount for row in credits if row.amount} == rostrum.credits


def assert_sums(read: SqlReadModel) -> None:
    """What is kept as a sum is what all receivables, units and sales come to, one by one."""
    listed, _ = read.receivables(ReceivableFilter(), limit=1000)
    days = sorted({each.due_day for each in listed})
    for today in (*days[::3], Day(max(days, default=0) + 1)):
        late = [each for each in listed if each.status in UNDERTAKEN and each.due_day < today]
        wholes = (ReceivableFilter(), ReceivableFilter(statuses=UNDERTAKEN, due_to=today))
        for wanted in wholes:
            assert _sums(read, wanted, today) == _sums(read, replace(wanted, face_from=0), today)
        assert sum(minor for _, minor in read.overdue(today)) == sum(
            (each.face - each.paid).minor for each in late
        )
    alike = Counter(each.status for each in listed)
    assert {
        each.status: each.count for each in read.receivable_totals(ReceivableFilter(), Day(0))
    } == alike
    fills = [fill for each in listed for fill in read.fills(each.id)]
    for totals in read.totals():
        assert totals.discount == sum(each.discount.minor for each in fills)
        assert totals.price == sum(each.price.minor for each in fills)


def _sums(read: SqlReadModel, wanted: ReceivableFilter, today: Day) -> list[ReceivableTotals]:
    return list(read.receivable_totals(wanted, today))


def _assert_conserved(read: SqlReadModel, ghost: Ghost) -> None:
    alive = [
        of
        for of in ghost.receivables.values()
        if of.status in (Status.CONFIRMED, Status.TOKENISED, Status.SETTLED)
    ]
    for of in alive:
        if of.status is Status.TOKENISED:
            assert sum(row.units for row in read.holders(of.id)) == of.face
    (totals,) = read.totals()
    assert totals.receivables == len(alive)
    assert totals.face == sum(of.face for of in alive)
    assert totals.outstanding_units == sum(len(of.hands[h]) for of in alive for h in of.holders)
    assert totals.unclaimed_cash == sum(
        of.paid + of.penalty_paid - of.redeemed for of in ghost.receivables.values()
    )
