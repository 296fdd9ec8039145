"""What is only likely is proposed, with its reasons."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.days import Day
from sfc.domain.reconciliation import (
    Interest,
    Policy,
    Rule,
    State,
)
from sfc.domain.reconciliation.subsets import MOST, subsets_of_sum
from tests.reconciliation.items import TODAY, best, due, entry, found, only, paid, rcv


def test_proposals_for_what_is_named_with_another_amount() -> None:
    items = [due(7, 500)]
    assert best(only(entry(1, 200, "INV-7"), items)) == (Rule.PART, [(rcv(7), 200)], 0, 0)
    more = best(only(entry(1, 600, "INV-7"), items))
    assert more == (Rule.MORE_THAN_DUE, [(rcv(7), 500)], 0, 100)
    stated = best(only(entry(1, 495, "INV-7", charges=5), items))
    assert stated == (Rule.FEES_STATED, [(rcv(7), 500)], -5, 0)
    assert best(only(entry(1, 495, "INV-7"), items))[0] is Rule.PART, "nobody said that it is a fee"
    tolerated = only(entry(1, 495, "INV-7"), items, Policy(fee_tolerance=5))
    assert {each.rule for each in tolerated.proposals} == {Rule.FEES_TOLERATED, Rule.PART}
    assert Rule.FEES_TOLERATED not in {
        each.rule for each in only(entry(1, 494, "INV-7"), items, Policy(fee_tolerance=5)).proposals
    }
    debit = best(only(entry(1, -505, "INV-7", charges=5), [due(7, -500)]))
    assert debit == (Rule.FEES_STATED, [(rcv(7), -500)], -5, 0)


def test_penalty_interest_left_out_or_reckoned_to_the_value_day() -> None:
    interest = Interest(posted=10, start=Day(TODAY - 4), rate_ppm=360_000, basis=360)
    item = due(7, 1_000_000 + 10 + 4_000, penalty=4_010, interest=interest)
    exact = only(entry(1, 1_004_010, "INV-7"), [item])
    assert exact.state is State.MATCHED
    without = best(only(entry(1, 1_000_000, "INV-7"), [item]))
    assert without == (Rule.WITHOUT_PENALTY, [(rcv(7), 1_000_000)], 0, 0)
    value = Day(TODAY - 1)
    to_value_day = best(only(entry(1, 1_003_010, "INV-7", value=value), [item]))
    assert to_value_day == (Rule.PENALTY_TO_VALUE_DAY, [(rcv(7), 1_003_010)], 0, 0)


def test_several_named_and_less_than_their_sum_cover_the_oldest() -> None:
    items = [due(7, 500), due(8, 400, day=Day(TODAY - 5))]
    parts, fee, rest = next(
        ([(a.receivable, a.amount) for a in each.allocations], each.fee, each.rest)
        for each in only(entry(1, 700, "INV-7 and INV-8"), items).proposals
        if each.rule is Rule.NAMED_IN_TURN
    )
    assert (parts, fee, rest) == ([(rcv(8), 400), (rcv(7), 300)], 0, 0)


def test_nothing_named_but_amount_and_day() -> None:
    near, far = due(7, 500, day=Day(TODAY - 3)), due(8, 500, day=Day(TODAY - 30))
    finding = only(entry(1, 500), [near, far])
    assert best(finding) == (Rule.AMOUNT_AND_DAY, [(rcv(7), 500)], 0, 0)
    assert finding.proposals[0].score == 57
    twice = only(entry(1, 500), [near, due(9, 500)])
    assert [each.score for each in twice.proposals] == [40, 37]
    assert all("so do 1 others" in each.reasons for each in twice.proposals)
    party = only(entry(1, 500, counterparty="Company 9"), [near, due(9, 500)])
    assert [each.allocations[0].receivable for each in party.proposals] == [rcv(9)]


def test_the_sum_of_several_that_are_not_named() -> None:
    items = [due(7, 500), due(8, 400), due(9, 250)]
    finding = only(entry(1, 900), items)
    assert best(finding) == (Rule.SUM, [(rcv(7), 500), (rcv(8), 400)], 0, 0)
    ambiguous = only(entry(1, 900), [*items, due(10, 650), due(11, 150)])
    sums = [each for each in ambiguous.proposals if each.rule is Rule.SUM]
    assert len(sums) > 1
    assert all("other sums make the same amount" in each.reasons for each in sums)
    assert {each.score for each in sums} == {30}


def test_several_entries_for_one_item() -> None:
    entries = [entry(1, 200, "INV-7"), entry(2, 300, "INV-7"), entry(3, 5)]
    one, two, three = found(entries, [due(7, 500)])
    assert best(one) == (Rule.TOGETHER, [(rcv(7), 200)], 0, 0)
    assert best(two) == (Rule.TOGETHER, [(rcv(7), 300)], 0, 0)
    assert "together with 1 it is all of invoice INV-7" in two.proposals[0].reasons
    assert three.state is State.PARKED
    silent = [replace(each, texts=(), counterparty="Company 7") for each in entries[:2]]
    assert best(found(silent, [due(7, 500)])[0])[0] is Rule.TOGETHER


@given(st.lists(st.integers(1, 30), max_size=9), st.integers(1, 90))
def test_subsets_are_all_and_only_those_of_the_sum(amounts: list[int], total: int) -> None:
    places = range(len(amounts))
    by_hand = {
        way
        for size in range(2, len(amounts) + 1)
        for way in combinations(places, size)
        if sum(amounts[place] for place in way) == total
    }
    assert set(subsets_of_sum(amounts, total, limit=1000)) == by_hand
    assert len(subsets_of_sum(amounts, total, limit=2)) == min(2, len(by_hand))


def test_subsets_are_bounded() -> None:
    assert len(subsets_of_sum([1] * MOST, 12)) == 5
    with pytest.raises(ValueError, match="more than"):
        subsets_of_sum([1] * (MOST + 1), 12)


def test_two_ways_to_the_same_sum_are_no_way() -> None:
    items = [paid(7, 500), due(7, 400), paid(8, 400), due(8, 500)]
    finding = only(entry(1, 900, "INV-7 and INV-8"), items)
    assert finding.state is State.PROPOSED
