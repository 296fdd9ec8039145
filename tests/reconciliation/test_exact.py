"""What is named with its amount, twice, or taken back: matched without asking."""

from dataclasses import replace

import pytest

from sfc.domain.days import Day
from sfc.domain.reconciliation import (
    ItemKind,
    Known,
    Rule,
    State,
    due_item,
    keys_of,
)
from sfc.domain.references import reference
from tests.reconciliation.items import (
    JPY,
    TODAY,
    chosen,
    due,
    entry,
    found,
    only,
    paid,
    rcv,
    statement,
)


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


def test_a_reversal_may_have_the_bank_reference_of_its_entry_and_must_have_its_amount() -> None:
    first, back = entry(1, 500), entry(2, -500, bank_reference="B1", reversal=True)
    assert {each.state for each in found([first, back], [])} == {State.REVERSED}
    other = replace(back, amount=-499)
    assert {each.state for each in found([first, other], [])} == {State.PARKED}


def test_a_short_number_counts_in_a_field_of_its_own_only() -> None:
    item = due(7, 500, invoice_number="42", day=Day(1))
    assert only(entry(1, 500, "42 thanks"), [item]).state is State.PARKED
    assert only(entry(1, 500, documents=("42",)), [item]).state is State.MATCHED
