"""What the rules make of a credit note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.adjustment import Act, Change, Measure, measure, stated_change
from sfc.domain.credit_note import credit_note_id
from sfc.domain.currency import currency
from sfc.domain.errors import CurrencyMismatch, IdMalformed
from sfc.domain.matter_ids import CREDIT_NOTE, TASK, check_matter_id, matter_id
from sfc.domain.money import Money
from sfc.domain.receivable import Status
from sfc.domain.task import ADVICE, TaskReason
from sfc.domain.twin_case import MEANING, NextStep, next_step


def cny(minor: int) -> Money:
    return Money(minor, currency("CNY"))


@pytest.mark.parametrize(
    ("document_type", "total", "change"),
    [
        ("381", 500, Change(cny(500))),
        ("381", 0, None),
        ("381", -500, None),
        ("380", -500, Change(cny(500))),
        ("380", 500, None),
        ("384", -500, Change(cny(500))),
        ("384", 500, Change(cny(500), replaces=True)),
        ("384", 0, None),
        ("83", 500, Change(cny(500))),
    ],
)
def test_what_a_document_states(document_type: str, total: int, change: Change | None) -> None:
    assert stated_change(document_type, cny(total)) == change


def test_a_change_takes_off_or_replaces() -> None:
    assert Change(cny(30)).reduction(cny(100)) == cny(30)
    assert Change(cny(30), replaces=True).reduction(cny(100)) == cny(70)
    assert Change(cny(130), replaces=True).reduction(cny(100)) == cny(-30)
    with pytest.raises(CurrencyMismatch):
        Change(Money(1, currency("EUR")), replaces=True).reduction(cny(100))


@pytest.mark.parametrize(
    ("status", "held", "reduction", "expected"),
    [
        (Status.RECORDED, 0, 30, Measure(Act.RECORD_ANEW, 30)),
        (Status.RECORDED, 0, 100, Measure(Act.WITHDRAW, 100)),
        (Status.RECORDED, 0, 101, Measure(reason=TaskReason.LARGER_THAN_ORIGINAL)),
        (Status.RECORDED, 0, 0, Measure()),
        (Status.RECORDED, 0, -1, Measure(reason=TaskReason.RAISES_THE_AMOUNT)),
        (Status.CONFIRMED, 100, 30, Measure(Act.PROPOSE, 30)),
        (Status.CONFIRMED, 100, 100, Measure(Act.PROPOSE, 100)),
        (Status.TOKENISED, 20, 30, Measure(Act.PROPOSE, 20, claim=10)),
        (Status.TOKENISED, 0, 30, Measure(claim=30, reason=TaskReason.CLAIM_ON_SUPPLIER)),
        (Status.TOKENISED, 20, 101, Measure(reason=TaskReason.LARGER_THAN_ORIGINAL)),
        (Status.SETTLED, 0, 30, Measure(reason=TaskReason.ORIGINAL_SETTLED)),
        (Status.REJECTED, 0, 30, Measure(reason=TaskReason.ORIGINAL_REJECTED)),
        (Status.CANCELLED, 0, -1, Measure(reason=TaskReason.ORIGINAL_CANCELLED)),
    ],
)
def test_what_the_rules_allow(status: Status, held: int, reduction: int, expected: Measure) -> None:
    assert measure(status, 100, held, reduction) == expected


@given(
    st.sampled_from([status for status in Status if status]),
    st.integers(1, 1_000),
    st.integers(0, 1_000),
    st.integers(-10, 1_100),
)
def test_no_more_is_taken_than_is_stated_and_held(
    status: Status, face: int, held: int, reduction: int
) -> None:
    allowed = measure(status, face, min(held, face), reduction)
    assert 0 <= allowed.amount <= face
    if allowed.act is Act.PROPOSE:
        assert allowed.amount <= held
    if allowed.act is not None or allowed.claim:
        assert allowed.amount + allowed.claim == reduction
    if status is Status.RECORDED:
        assert allowed.claim == 0, "nothing was promised yet"


def test_every_reason_comes_with_what_to_do() -> None:
    assert set(ADVICE) == set(TaskReason)
    assert set(MEANING) == set(NextStep)
    assert all(text.endswith(".") for text in (*ADVICE.values(), *MEANING.values()))


def test_what_may_be_done_about_the_later_of_two() -> None:
    assert next_step(Status.RECORDED, whole=True) is NextStep.WITHDRAW
    assert next_step(Status.CONFIRMED, whole=True) is NextStep.CANCEL_TOGETHER
    assert next_step(Status.TOKENISED, whole=False) is NextStep.CREDIT_NOTE
    for ended in (Status.SETTLED, Status.REJECTED, Status.CANCELLED):
        assert next_step(ended, whole=True) is NextStep.NOTHING


def test_ids_say_what_they_are_of() -> None:
    identity = credit_note_id(bytes(32))
    assert check_matter_id(identity, CREDIT_NOTE) == identity
    assert matter_id(TASK, "a", "b") != matter_id(TASK, "ab"), "parts are kept apart"
    for wrong in (identity.upper(), identity + "0", identity[:-1], f"{identity}\n", ""):
        with pytest.raises(IdMalformed):
            check_matter_id(wrong, CREDIT_NOTE)
    with pytest.raises(IdMalformed):
        check_matter_id(identity, TASK)
