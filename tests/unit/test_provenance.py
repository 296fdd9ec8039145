"""Where units came from."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.errors import AmountNotPositive, InsufficientUnits
from sfc.domain.ids import ParticipantId
from sfc.domain.provenance import Lot, Move, provenance, replay

SUPPLIER, TIER_2, TIER_3, BANK = (ParticipantId(number) for number in (1, 2, 3, 4))
HOLDERS = (SUPPLIER, TIER_2, TIER_3, BANK)
CREATED = Move(None, SUPPLIER, 100)


def test_a_split_down_the_chain() -> None:
    holdings = replay(
        [
            CREATED,
            Move(SUPPLIER, TIER_2, 60),
            Move(TIER_2, TIER_3, 20),
            Move(SUPPLIER, BANK, 40),
            Move(TIER_3, BANK, 5),
        ]
    )
    assert holdings == {
        TIER_2: (Lot(40, (SUPPLIER, TIER_2)),),
        TIER_3: (Lot(15, (SUPPLIER, TIER_2, TIER_3)),),
        BANK: (Lot(40, (SUPPLIER, BANK)), Lot(5, (SUPPLIER, TIER_2, TIER_3, BANK))),
    }
    bank = provenance(holdings[BANK])
    assert bank.units == 45
    assert bank.through == {SUPPLIER: 45, TIER_2: 5, TIER_3: 5}
    assert bank.flows == {
        (SUPPLIER, BANK): 40,
        (SUPPLIER, TIER_2): 5,
        (TIER_2, TIER_3): 5,
        (TIER_3, BANK): 5,
    }


def test_the_oldest_units_leave_first() -> None:
    holdings = replay(
        [
            CREATED,
            Move(SUPPLIER, TIER_2, 50),
            Move(SUPPLIER, TIER_3, 30),
            Move(TIER_2, TIER_3, 50),
            Move(TIER_3, BANK, 40),
        ]
    )
    assert holdings[BANK] == (
        Lot(30, (SUPPLIER, TIER_3, BANK)),
        Lot(10, (SUPPLIER, TIER_2, TIER_3, BANK)),
    )
    assert holdings[TIER_3] == (Lot(40, (SUPPLIER, TIER_2, TIER_3)),)


def test_units_that_return_remember_the_round_trip_once_per_holder() -> None:
    holdings = replay([CREATED, Move(SUPPLIER, TIER_2, 100), Move(TIER_2, SUPPLIER, 100)])
    came = provenance(holdings[SUPPLIER])
    assert holdings[SUPPLIER] == (Lot(100, (SUPPLIER, TIER_2, SUPPLIER)),)
    assert came.through == {SUPPLIER: 100, TIER_2: 100}


def test_neighbouring_lots_of_one_path_are_one() -> None:
    holdings = replay([CREATED, *[Move(SUPPLIER, TIER_2, 10)] * 3])
    assert holdings[TIER_2] == (Lot(30, (SUPPLIER, TIER_2)),)


def test_redeemed_units_are_gone() -> None:
    holdings = replay([CREATED, Move(SUPPLIER, BANK, 30), Move(SUPPLIER, None, 70)])
    assert holdings == {BANK: (Lot(30, (SUPPLIER, BANK)),)}


def test_moving_to_oneself_changes_nothing() -> None:
    before = replay([CREATED, Move(SUPPLIER, TIER_2, 40)])
    assert replay([Move(TIER_2, TIER_2, 10)], before) == before
    with pytest.raises(InsufficientUnits):
        replay([Move(TIER_2, TIER_2, 41)], before)


@pytest.mark.parametrize("units", [0, -1])
def test_a_move_of_nothing_is_refused(units: int) -> None:
    with pytest.raises(AmountNotPositive):
        replay([CREATED, Move(SUPPLIER, BANK, units)])


def test_nobody_gives_what_he_has_not() -> None:
    with pytest.raises(InsufficientUnits) as refusal:
        replay([CREATED, Move(SUPPLIER, BANK, 101)])
    assert refusal.value.fields() == {"holder": "par_1", "has": 100, "asked": 101}
    with pytest.raises(InsufficientUnits):
        replay([Move(BANK, SUPPLIER, 1)])


@st.composite
def histories(draw: st.DrawFn) -> list[Move]:
    """Moves that the ledger would have let pass: nobody gives more than it has."""
    balances = Counter({SUPPLIER: draw(st.integers(1, 1_000))})
    moves = [Move(None, SUPPLIER, balances[SUPPLIER])]
    for _ in range(draw(st.integers(0, 25))):
        givers = [holder for holder in HOLDERS if balances[holder]]
        if not givers:
            break
        giver = draw(st.sampled_from(givers))
        taker = draw(st.sampled_from([*HOLDERS, None]))
        move = Move(giver, taker, draw(st.integers(1, balances[giver])))
        balances[giver] -= move.units
        if taker is not None:
            balances[taker] += move.units
        moves.append(move)
    return moves


def balances_of(moves: list[Move]) -> dict[ParticipantId, int]:
    balances = Counter[ParticipantId]()
    for move in moves:
        if move.giver is not None:
            balances[move.giver] -= move.units
        if move.taker is not None:
            balances[move.taker] += move.units
    return {holder: units for holder, units in balances.items() if units}


@given(histories())
def test_lots_conserve_the_balances(moves: list[Move]) -> None:
    holdings = replay(moves)
    assert {holder: sum(lot.units for lot in lots) for holder, lots in holdings.items()} == (
        balances_of(moves)
    )
    for holder, lots in holdings.items():
        for lot in lots:
            assert lot.units > 0
            assert (lot.path[0], lot.path[-1]) == (SUPPLIER, holder)


@given(histories())
def test_paths_use_only_moves_that_happened(moves: list[Move]) -> None:
    moved = Counter[tuple[ParticipantId | None, ParticipantId | None]]()
    for move in moves:
        moved[move.giver, move.taker] += move.units
    flows = Counter[tuple[ParticipantId, ParticipantId]]()
    for lots in replay(moves).values():
        flows.update(provenance(lots).flows)
    assert all(units <= moved[step] for step, units in flows.items())


@given(histories(), st.integers(0, 25))
def test_replaying_in_two_parts_is_replaying_at_once(moves: list[Move], cut: int) -> None:
    first = replay(moves[:cut])
    untouched = dict(first)
    assert replay(moves[cut:], first) == replay(moves)
    assert first == untouched


@given(histories())
def test_what_a_holding_came_through_fits_it(moves: list[Move]) -> None:
    for holder, lots in replay(moves).items():
        came = provenance(lots)
        assert came.units == sum(lot.units for lot in lots)
        assert all(0 < units <= came.units for units in came.through.values())
        if holder != SUPPLIER:
            assert came.through[SUPPLIER] == came.units
