"""What belongs to what: the rules one by one, and that every minor unit is accounted for."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.currency import currency
from sfc.domain.days import Day
from sfc.domain.ids import ReceivableId
from sfc.domain.reconciliation import (
    BankEntry,
    BankStatement,
    Expected,
    Finding,
    Interest,
    ItemKind,
    Known,
    Policy,
    Rule,
    Standing,
    State,
    due_item,
    keys_of,
    match,
    totals,
)
from sfc.domain.reconciliation.subsets import MOST, subsets_of_sum
from sfc.domain.references import reference

CNY, JPY = currency("CNY"), currency("JPY")
TODAY = Day(20_000)


def rcv(number: int) -> ReceivableId:
    return ReceivableId(f"0x{number:064x}"[:2] + f"{number:032x}" + "0" * 32)


def due(number: int, amount: int, **changes: object) -> Expected:
    item = Expected(
        id=due_item(rcv(number)),
        kind=ItemKind.DUE,
        amount=amount,
        currency=CNY,
        day=TODAY,
        receivable=rcv(number),
        references=(reference(rcv(number)),),
        invoice_number=f"INV-{number}",
        parties=(f"Company {number}",),
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def paid(number: int, amount: int, **changes: object) -> Expected:
    item = due(number, amount, id=f"payment:tx:{rcv(number)}:0", kind=ItemKind.PAYMENT)
    return replace(item, **changes)  # type: ignore[arg-type]


def entry(number: int, amount: int, *texts: str, **changes: object) -> BankEntry:
    made = BankEntry(number, amount, TODAY, TODAY, bank_reference=f"B{number}", texts=texts)
    return replace(made, **changes)  # type: ignore[arg-type]


def statement(*entries: BankEntry) -> BankStatement:
    return BankStatement("S", "A", CNY, TODAY, TODAY, None, None, entries)


def found(
    entries: list[BankEntry],
    items: list[Expected],
    policy: Policy | None = None,
    known: dict[str, Known] | None = None,
) -> tuple[Finding, ...]:
    result = match(statement(*entries), items, known or {}, policy or Policy(), "rec_1")
    assert totals(
        Standing(each.amount, finding.state, finding.chosen)
        for each, finding in zip(entries, result, strict=True)
    ).balanced
    return result


def only(entry: BankEntry, items: list[Expected], policy: Policy | None = None) -> Finding:
    (finding,) = found([entry], items, policy)
    return finding


def chosen(finding: Finding) -> list[tuple[str, int]]:
    assert finding.chosen is not None
    return [(each.item, each.amount) for each in finding.chosen.allocations]


@pytest.mark.parametrize(
    "spelled",
    [
        reference(rcv(7)),
        f"pays {reference(rcv(7)).upper()}, thanks",
        "rcv0000 0000 0000 0000 0000 0000 0000 0007",
        f"rcv_{rcv(7)[2:]}",
    ],
)
def test_a_reference_with_the_amount_is_exact(spelled: str) -> None:
    items = [due(7, 500), due(8, 500)]
    finding = only(entry(1, 500, spelled), items)
    assert (finding.state, finding.chosen and finding.chosen.rule) == (
        State.MATCHED,
        Rule.REFERENCE,
    )
    assert chosen(finding) == [(due_item(rcv(7)), 500)]


@pytest.mark.parametrize(
    "spelled",
    ["Invoice inv-7.", "ＩＮＶ-7", "for (INV-7), thanks", "INV - 7", "INV-9;INV-7", "Re:INV-7"],
)
def test_an_invoice_number_with_the_amount_is_exact(spelled: str) -> None:
    finding = only(entry(1, 500, spelled), [due(7, 500), due(8, 500)])
    assert finding.chosen is not None
    assert finding.chosen.rule is Rule.INVOICE_NUMBER


@pytest.mark.parametrize("spelled", ["INV-77", "XINV-7", "INV-7/2", "INV-7-A", "1NV-7"])
def test_another_number_is_not_that_number(spelled: str) -> None:
    finding = only(entry(1, 500, spelled, booked=Day(1), value=Day(1)), [due(7, 500)])
    assert (finding.state, finding.chosen) == (State.PARKED, None)


def test_a_number_of_two_suppliers_needs_the_counterparty() -> None:
    items = [due(7, 500), due(8, 500, invoice_number="INV-7")]
    finding = only(entry(1, 500, "INV-7"), items)
    assert finding.state is State.PROPOSED
    assert [(each.rule, each.allocations[0].receivable) for each in finding.proposals] == [
        (Rule.ONE_OF_SEVERAL, rcv(7)),
        (Rule.ONE_OF_SEVERAL, rcv(8)),
    ]
    named = only(entry(1, 500, "INV-7", counterparty="COMPANY 8"), items)
    assert chosen(named) == [(due_item(rcv(8)), 500)]


def test_what_was_paid_explains_before_what_is_due_is_paid() -> None:
    finding = only(entry(1, 500, reference(rcv(7))), [due(7, 500), paid(7, 500)])
    assert finding.state is State.EXPLAINED
    assert finding.chosen is not None
    assert finding.chosen.allocations[0].kind is ItemKind.PAYMENT


def test_an_item_is_matched_once_and_the_older_entry_has_it() -> None:
    first, second = (
        entry(1, 500, "INV-7", booked=Day(TODAY + 1)),
        entry(2, 500, "INV-7"),
    )
    later, earlier = found([first, second], [due(7, 500)])
    assert earlier.state is State.MATCHED
    assert later.state is State.PARKED
    assert later.reasons == ("invoice INV-7 is matched to 2 already",)


def test_one_entry_names_several_and_has_their_sum() -> None:
    finding = only(entry(1, 900, "INV-7, INV-8"), [due(7, 500), due(8, 400), due(9, 900)])
    assert finding.chosen is not None
    assert finding.chosen.rule is Rule.NAMED_SUM
    assert chosen(finding) == [(due_item(rcv(7)), 500), (due_item(rcv(8)), 400)]


def test_debits_of_an_obligor_are_matched_alike() -> None:
    finding = only(entry(1, -500, "INV-7"), [due(7, -500)])
    assert chosen(finding) == [(due_item(rcv(7)), -500)]
    wrong = only(entry(1, 500, "INV-7"), [due(7, -500)])
    assert wrong.state is State.PARKED
    assert wrong.reasons == ("wrong direction: invoice INV-7 moves money the other way",)


def test_the_wrong_currency_is_said() -> None:
    finding = only(entry(1, 500, "INV-7"), [due(7, 500, currency=JPY)])
    assert finding.state is State.PARKED
    assert finding.reasons == ("wrong currency: invoice INV-7 is in JPY, the account in CNY",)


def best(finding: Finding) -> tuple[Rule, list[tuple[str, int]], int, int]:
    assert finding.state is State.PROPOSED
    first = finding.proposals[0]
    parts = [(each.item.removeprefix("due:"), each.amount) for each in first.allocations]
    return first.rule, parts, first.fee, first.rest


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


def test_repetitions_are_recognised() -> None:
    first = entry(1, 500, "INV-7")
    again = replace(first, number=2)
    one, two = found([first, again], [due(7, 500), paid(7, 500)])
    assert (one.state, two.state, two.place) == (State.EXPLAINED, State.DUPLICATE, "rec_1/1")
    other = replace(first, number=2, amount=700)
    _, conflict = found([first, other], [due(7, 500), due(8, 700)])
    assert conflict.state is State.PARKED
    assert "another amount" in conflict.reasons[0]
    (key,) = keys_of(statement(first))
    (known,) = found([first], [due(7, 500)], known={key: Known("rec_0/4", 500)})
    assert (known.state, known.place) == (State.DUPLICATE, "rec_0/4")


def test_without_a_bank_reference_the_content_decides() -> None:
    first = entry(1, 500, "INV-7", bank_reference="")
    same, other = replace(first, number=2), replace(first, number=3, texts=("INV-8",))
    states = [each.state for each in found([first, same, other], [due(7, 500), due(8, 500)])]
    assert states == [State.MATCHED, State.DUPLICATE, State.MATCHED]


def test_a_reversal_takes_its_entry_back() -> None:
    first = entry(1, 500, "INV-7", references=("E2E",))
    back = entry(2, -500, references=("E2E",), reversal=True)
    one, two = found([first, back], [due(7, 500)])
    assert (one.state, two.state) == (State.REVERSED, State.REVERSED)
    assert (one.place, two.place) == ("rec_1/2", "rec_1/1")
    lost = only(back, [due(7, 500)])
    assert lost.state is State.PARKED
    same = replace(back, bank_reference="B1", references=())
    (key,) = keys_of(statement(first))
    (named,) = found([same], [], known={key: Known("rec_0/9", 500)})
    assert named.state is State.PARKED
    assert named.place == "rec_0/9"


def test_pending_and_empty_entries_are_left_aside() -> None:
    pending, nothing = entry(1, 500, "INV-7", pending=True), entry(2, 0, "INV-7")
    states = [each.state for each in found([pending, nothing], [due(7, 500)])]
    assert states == [State.PENDING, State.PARKED]


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


def test_a_reversal_may_have_the_bank_reference_of_its_entry_and_must_have_its_amount() -> None:
    first, back = entry(1, 500), entry(2, -500, bank_reference="B1", reversal=True)
    assert {each.state for each in found([first, back], [])} == {State.REVERSED}
    other = replace(back, amount=-499)
    assert {each.state for each in found([first, other], [])} == {State.PARKED}


def test_a_short_number_counts_in_a_field_of_its_own_only() -> None:
    item = due(7, 500, invoice_number="42", day=Day(1))
    assert only(entry(1, 500, "42 thanks"), [item]).state is State.PARKED
    assert only(entry(1, 500, documents=("42",)), [item]).state is State.MATCHED


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
