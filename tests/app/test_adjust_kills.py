"""A kill at any moment: the credit note is applied once when it is stated again."""

from itertools import count

import pytest

from sfc.app.adjust import AdjustmentOutcome, credit
from sfc.app.confirm import confirm
from sfc.app.credit_notes import agree
from sfc.domain.adjustment import Act
from sfc.domain.credit_note import Progress
from sfc.domain.receivable import Status
from sfc.domain.task import TaskReason
from tests.app.conftest import Town, cny
from tests.app.killing import survives
from tests.app.test_adjust import confirmed, needs_credit_notes, note, recorded, state, viewer


@pytest.mark.parametrize(
    ("amount", "outcome"),
    [("30.00", AdjustmentOutcome.REDUCED), ("100.00", AdjustmentOutcome.WITHDRAWN)],
)
def test_killed_anywhere_it_is_applied_once(
    town: Town, amount: str, outcome: AdjustmentOutcome
) -> None:
    context = town.context
    for lives in count():
        number = f"{outcome} {lives}"
        identity = recorded(town, number, "100.00")
        draft = note(town, number, amount)
        whole = survives(context, lives, lambda mortal, d=draft: credit(mortal, town.supplier, d))
        done = credit(context, town.supplier, draft)
        assert done.outcome is outcome
        after = state(town, identity)
        if outcome is AdjustmentOutcome.REDUCED:
            assert (after.status, after.asked_face, after.round) == (
                Status.RECORDED,
                cny("70.00"),
                1,
            )
        else:
            assert after.status is Status.CANCELLED
        assert credit(context, town.supplier, draft).repeated
        assert state(town, identity) == after
        if whole:
            break
    assert lives > 4, "there were moments to die at"


def test_the_next_credit_note_finishes_the_one_before(town: Town) -> None:
    """Of equal amounts, so that only the order tells whether each took effect."""
    context = town.context
    for lives in count():
        number = f"next {lives}"
        identity = recorded(town, number, "100.00")
        first, second = (note(town, number, "30.00", number=f"{number} {x}") for x in "ab")
        whole = survives(context, lives, lambda mortal, d=first: credit(mortal, town.supplier, d))
        kept = bool(context.matters.credit_notes_on(identity))
        credit(context, town.supplier, second)
        left = cny("40.00") if kept else cny("70.00")
        assert state(town, identity).asked_face == left
        credit(context, town.supplier, first)
        assert state(town, identity).asked_face == cny("40.00")
        if whole:
            break


def test_what_was_changed_by_hand_meanwhile_is_for_people(town: Town) -> None:
    context = town.context
    identity = recorded(town, "by hand", "100.00")
    draft = note(town, "by hand", "30.00")
    started = 2  # it is kept as started, and the ledger was not asked
    assert not survives(context, started, lambda mortal: credit(mortal, town.supplier, draft))
    [kept] = context.matters.credit_notes_on(identity)
    assert (kept.act, kept.progress) == (Act.RECORD_ANEW, Progress.STARTED)
    confirm(context, town.core, identity)
    done = credit(context, town.supplier, draft)
    assert done.outcome is AdjustmentOutcome.ABANDONED
    assert [task.reason for task in done.tasks] == [TaskReason.CHANGED_MEANWHILE]
    assert state(town, identity).face == cny("100.00")


@needs_credit_notes
def test_killed_while_both_agree_it_is_applied_once(town: Town) -> None:
    context = town.context
    for lives in count():
        number = f"agree {lives}"
        identity = confirmed(town, number, "100.00")
        draft = note(town, number, "30.00")
        proposed = survives(
            context, lives, lambda mortal, d=draft: credit(mortal, town.supplier, d)
        )
        done = credit(context, town.supplier, draft)
        assert done.outcome is AdjustmentOutcome.PROPOSED
        assert state(town, identity).face == cny("100.00")
        whole = survives(
            context, lives, lambda mortal, d=done: agree(mortal, viewer(town.core), d.id)
        )
        assert agree(context, viewer(town.core), done.id).progress is Progress.AGREED
        assert state(town, identity).face == cny("70.00")
        assert not any(task.is_open for task in context.matters.tasks_about(done.id))
        if whole and proposed:
            break
