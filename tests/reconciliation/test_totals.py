"""Every minor unit of a statement is accounted for."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.days import Day
from sfc.domain.reconciliation import (
    BankEntry,
    Expected,
    Policy,
    Standing,
    State,
    totals,
)
from tests.reconciliation.items import CNY, JPY, TODAY, due, entry, found, paid

AMOUNTS = st.integers(1, 60)
TEXTS = st.lists(st.sampled_from([f"INV-{n}" for n in range(6)] + ["else"]), max_size=3)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[BankEntry], list[Expected], Policy]:
    sign = draw(st.sampled_from([1, -1]))
    items = [
        draw(st.sampled_from([due, paid]))(
            number,
            sign * draw(AMOUNTS),
            day=Day(TODAY + draw(st.integers(-60, 60))),
            currency=draw(st.sampled_from([CNY, CNY, CNY, JPY])),
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    entries = [
        entry(
            number,
            draw(AMOUNTS) * draw(st.sampled_from([sign, sign, sign, -sign])),
            *draw(TEXTS),
            bank_reference=draw(st.sampled_from(["", "B1", "B2", f"N{number}"])),
            booked=Day(TODAY + draw(st.integers(-3, 3))),
            charges=draw(st.integers(0, 5)),
            counterparty=draw(st.sampled_from(["", "Company 1", "Company 2"])),
            pending=draw(st.booleans()) and draw(st.booleans()),
            reversal=draw(st.booleans()) and draw(st.booleans()),
        )
        for number in range(1, draw(st.integers(0, 8)) + 1)
    ]
    return entries, items, Policy(fee_tolerance=draw(st.integers(0, 5)))


@given(worlds())
def test_everything_adds_up_whatever_comes(
    world: tuple[list[BankEntry], list[Expected], Policy],
) -> None:
    entries, items, policy = world
    findings = found(entries, items, policy)
    assert findings == found(entries, list(reversed(items)), policy), "the order of items is none"
    by_id = {item.id: item for item in items}
    used = Counter[str]()
    for each, finding in zip(entries, findings, strict=True):
        assert finding.number == each.number
        for proposal in (*finding.proposals, *filter(None, [finding.chosen])):
            assert proposal.amount == each.amount
            assert proposal.fee <= 0
            assert -proposal.fee <= max(each.charges, policy.fee_tolerance)
            assert not proposal.rest or (proposal.rest < 0) == (each.amount < 0)
            assert proposal.reasons, "nothing is matched without being explainable"
            for part in proposal.allocations:
                item = by_id[part.item]
                assert item.currency == CNY
                assert (part.amount < 0) == (item.amount < 0) == (each.amount < 0)
                assert abs(part.amount) <= abs(item.amount)
        if finding.chosen is not None:
            assert (finding.chosen.fee, finding.chosen.rest) == (0, 0)
            used.update({part.item: abs(part.amount) for part in finding.chosen.allocations})
    assert all(amount <= abs(by_id[item].amount) for item, amount in used.items())
    sums = totals(
        [
            Standing(each.amount, finding.state, finding.chosen)
            for each, finding in zip(entries, findings, strict=True)
        ]
    )
    assert sums.balanced
    assert sums.entries + sums.pending == sum(each.amount for each in entries)


def test_fees_and_rests_are_in_the_totals() -> None:
    entries = [entry(1, 495, "INV-7", charges=5), entry(2, 600, "INV-8")]
    findings = found(entries, [due(7, 500), due(8, 500)])
    sums = totals(
        (
            Standing(each.amount, State.MATCHED, finding.proposals[0])
            for each, finding in zip(entries, findings, strict=True)
        ),
        opening=5,
        closing=1100,
    )
    assert sums.balanced
    assert (sums.to_post, sums.fees, sums.parked) == (1000, -5, 100)
    assert not replace(sums, closing=1101).balanced
    assert not replace(sums, fees=-4).balanced


@pytest.mark.parametrize("sign", [1, -1])
def test_what_is_matched_covers_penalty_interest_first(sign: int) -> None:
    item = due(7, sign * 110, penalty=sign * 10)
    left = [
        (item.without(sign * part).amount, item.without(sign * part).penalty)
        for part in (0, 4, 10, 60)
    ]
    assert left == [
        (sign * 110, sign * 10),
        (sign * 106, sign * 6),
        (sign * 100, 0),
        (sign * 50, 0),
    ]
