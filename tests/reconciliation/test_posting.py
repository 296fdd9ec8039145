"""From the statement to the ledger: each payment once, whatever happens on the way."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sfc.app import reconcile_post
from sfc.app.context import Context
from sfc.app.query import Viewer
from sfc.app.reconcile import decisions, reconciliation
from sfc.app.reconcile_decide import Action, Assigned, Choice, decide
from sfc.app.reconcile_post import Posting, post
from sfc.app.settle import pay
from sfc.domain.errors import (
    ChainUnavailable,
    DecisionImpossible,
    Forbidden,
    NotFound,
    PostingInDoubt,
)
from sfc.domain.ids import ParticipantId
from sfc.domain.receivable import Status
from sfc.domain.reconciliation import State
from sfc.domain.roles import Role
from tests.app.conftest import cny
from tests.reconciliation.conftest import POLICY, Town, line
from tests.reconciliation.statements import Line

OPERATOR = Viewer(None, Role.OPERATOR)


def state(town: Town, identity: str, number: int = 1) -> State:
    return town.context.reconciling.book.entry(identity, number).finding.state


def outcomes(done: list[Posting]) -> list[str]:
    return [each.outcome for each in done]


def test_the_settlement_bank_posts_what_came_in(town: Town) -> None:
    whole, part = town.owed("100.00", "50.00")
    found = town.file(None, line(whole, "100.00"), line(part, "20.00"), line(part, "30.00"))
    identity = found.reconciliation.filed.id
    assert found.reconciliation.totals.to_post == 10_000
    assert found.reconciliation.totals.proposed == 5_000
    for number in (2, 3):
        town.decide(None, found, number, Choice(Action.ACCEPT))
    assert town.paid(whole) == "0.00", "nothing moves before it is posted"
    assert outcomes(post(town.context, None, identity)) == ["posted"] * 3
    assert town.context.read.receivable(whole).status is Status.SETTLED
    assert town.context.read.receivable(part).status is Status.SETTLED
    assert post(town.context, None, identity) == []
    summed = reconciliation(town.context, OPERATOR, identity)
    assert summed.totals.posted == summed.totals.entries == 15_000
    entry, _ = decisions(town.context, OPERATOR, identity, 1)
    assert entry.finding.chosen is not None
    (allocation,) = entry.finding.chosen.allocations
    history = town.context.read.history(whole)
    assert allocation.transaction == next(e.transaction for e in history if e.name == "Paid")


def test_an_obligor_posts_its_own_debits_from_its_own_cash(town: Town) -> None:
    (owed,) = town.owed("70.00")
    (before,) = town.context.read.balances(town.core)
    found = town.file(town.core, line(owed, "-70.00"))
    assert outcomes(post(town.context, town.core, found.reconciliation.filed.id)) == ["posted"]
    (after,) = town.context.read.balances(town.core)
    assert before.cash - after.cash == cny("70.00")


def test_what_was_paid_through_the_system_is_explained_for_both_sides(town: Town) -> None:
    (owed,) = town.owed("80.00")
    pay(town.context, town.core, owed)
    for owner, amount in ((None, "80.00"), (town.core, "-80.00")):
        found = town.file(owner, line(owed, amount))
        assert found.entries[0].finding.state is State.EXPLAINED
        assert post(town.context, owner, found.reconciliation.filed.id) == []
    assert town.times_paid(owed) == 1


def test_a_payment_of_the_bank_explains_the_obligors_debit(town: Town) -> None:
    (owed,) = town.owed("90.00")
    bank = town.file(None, line(owed, "90.00"))
    own = town.file(town.core, line(owed, "-90.00"))
    assert {each.entries[0].finding.state for each in (bank, own)} == {State.MATCHED}
    assert outcomes(post(town.context, None, bank.reconciliation.filed.id)) == ["posted"]
    assert outcomes(post(town.context, town.core, own.reconciliation.filed.id)) == ["explained"]
    assert town.times_paid(owed) == 1
    assert state(town, own.reconciliation.filed.id) is State.EXPLAINED


def test_the_same_statement_again_changes_nothing(town: Town) -> None:
    (owed,) = town.owed("10.00")
    entry = line(owed, "4.00")
    first = town.file(None, entry, number="AGAIN")
    town.decide(None, first, 1, Choice(Action.ACCEPT))
    second = town.file(None, entry, number="AGAIN")
    assert (first.repeated, second.repeated) == (False, True)
    assert first.reconciliation.filed == second.reconciliation.filed
    assert second.entries[0].finding.state is State.MATCHED
    identity = first.reconciliation.filed.id
    post(town.context, None, identity)
    assert post(town.context, None, identity) == []
    assert town.paid(owed) == "4.00"


def test_an_overlapping_statement_knows_its_entries(town: Town) -> None:
    first, second = town.owed("11.00", "12.00")
    shared, fresh = line(first, "11.00"), line(second, "12.00")
    one = town.file(None, shared)
    two = town.file(None, shared, fresh, opening="0.00")
    states = [each.finding.state for each in two.entries]
    assert states == [State.DUPLICATE, State.MATCHED]
    assert two.entries[0].finding.place == f"{one.reconciliation.filed.id}/1"
    assert two.reconciliation.totals.duplicates == 1_100


def test_a_dry_run_keeps_nothing(town: Town) -> None:
    (owed,) = town.owed("13.00")
    entry = line(owed, "13.00")
    found = town.file(None, entry, dry_run=True)
    assert found.entries[0].finding.state is State.MATCHED
    with pytest.raises(NotFound):
        town.context.reconciling.book.filed(found.reconciliation.filed.id)
    assert town.file(None, entry).entries[0].finding.state is State.MATCHED


class Killed(BaseException):
    """The process ends here."""


def _dies_after(real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        real(*arguments, **named)
        raise Killed

    return call


def _dies_instead(_real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*_arguments: Any, **_named: Any) -> Any:
        raise Killed

    return call


@pytest.mark.parametrize("owner", ["bank", "obligor"])
@pytest.mark.parametrize("dies", [_dies_after, _dies_instead])
@pytest.mark.parametrize("step", ["_settle", "_pay", "_mint"])
@pytest.mark.parametrize("time", [1, 2])
def test_a_kill_at_any_step_ends_with_one_payment(
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    owner: str,
    dies: Callable[[Callable[..., Any]], Callable[..., Any]],
    step: str,
    time: int,
) -> None:
    who: ParticipantId | None = None if owner == "bank" else town.core
    first, second = town.owed("1000.00", "1000.00")
    amount = "400.00" if who is None else "-400.00"  # a part: the contract would take it twice
    found = town.file(who, line(first, amount), line(second, amount))
    identity = found.reconciliation.filed.id
    for number in (1, 2):
        town.decide(who, found, number, Choice(Action.ACCEPT))
    real = getattr(reconcile_post._Posting, step)
    calls = 0

    def nth(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        return (dies(real) if calls == time else real)(*arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(reconcile_post._Posting, step, nth)
        try:
            post(town.context, who, identity)
            died = False
        except Killed:
            died = True
    post(town.context, who, identity)
    post(town.context, who, identity)
    assert died or step == "_mint", "only a bank with cash left need not mint"
    assert [town.times_paid(each) for each in (first, second)] == [1, 1]
    assert [town.paid(each) for each in (first, second)] == ["400.00", "400.00"]
    summed = reconciliation(town.context, OPERATOR, identity)
    assert abs(summed.totals.posted) == 80_000


def on_a_remote_chain(context: Context) -> Context:
    """The same without what the sandbox promises: that what was sent is in a block."""
    return replace(context, sandbox=None)


def test_in_doubt_on_a_remote_chain_a_person_decides(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = on_a_remote_chain(town.context)
    (owed,) = town.owed("1000.00")
    found = town.file(town.core, line(owed, "-400.00"))
    identity = found.reconciliation.filed.id
    town.decide(town.core, found, 1, Choice(Action.ACCEPT))

    def silent(*_: Any) -> Any:
        raise ChainUnavailable("in no block after 60 seconds")

    with monkeypatch.context() as patched:
        patched.setattr(reconcile_post._Posting, "_pay", silent)
        assert outcomes(post(context, town.core, identity)) == ["in_doubt"]
    (again,) = post(context, town.core, identity)
    assert isinstance(again.error, PostingInDoubt)
    with pytest.raises(DecisionImpossible, match="on its way"):
        town.decide(town.core, found, 1, Choice(Action.PARK))
    town.decide(town.core, found, 1, Choice(Action.RETRY, "looked at the node: dropped"))
    assert outcomes(post(context, town.core, identity)) == ["posted"]
    assert town.times_paid(owed) == 1
    _, kept = decisions(town.context, OPERATOR, identity, 1)
    assert [(each.action, each.by, each.note) for each in kept] == [
        ("accept", f"par_{town.core}", ""),
        ("retry", f"par_{town.core}", "looked at the node: dropped"),
    ]


def test_what_the_ledger_refuses_stays_matched_and_says_why(town: Town) -> None:
    (owed,) = town.owed("100.00")
    found = town.file(None, line(owed, "100.00"))
    pay(town.context, town.core, owed, cny("60.00"))
    (refused,) = post(town.context, None, found.reconciliation.filed.id)
    assert refused.outcome == "refused"
    assert refused.error is not None and refused.error.code == "overpayment"
    assert state(town, found.reconciliation.filed.id) is State.MATCHED
    parked = town.decide(None, found, 1, Choice(Action.PARK, "the obligor paid 60 meanwhile"))
    assert parked.finding.state is State.PARKED
    again = town.decide(None, found, 1, Choice(Action.REMATCH))
    assert again.finding.state is State.PROPOSED


def test_deciding_by_hand(town: Town) -> None:
    one, two = town.owed("30.00", "40.00")
    found = town.file(None, Line("65.00", text="thank you", bank_reference="unknown"))
    assert found.entries[0].finding.state is State.PARKED
    wrong = [
        Choice(Action.ACCEPT),
        Choice(Action.PARK),
        Choice(Action.RETRY),
        Choice(Action.ASSIGN),
        Choice(Action.ASSIGN, assigned=[Assigned(one, cny("30.01"))]),
        Choice(Action.ASSIGN, assigned=[Assigned(one, cny("1.00")), Assigned(one, cny("1.00"))]),
        Choice(Action.ASSIGN, assigned=[Assigned(one, cny("30.00")), Assigned(two, cny("40.00"))]),
    ]
    for choice in wrong:
        with pytest.raises(DecisionImpossible):
            town.decide(None, found, 1, choice)
    assigned = [Assigned(one, cny("30.00")), Assigned(two, cny("36.00"))]
    choice = Choice(Action.ASSIGN, "by phone", assigned=assigned, fee=cny("1.00"))
    decided = town.decide(None, found, 1, choice)
    assert decided.finding.state is State.MATCHED
    summed = reconciliation(town.context, OPERATOR, found.reconciliation.filed.id)
    assert (summed.totals.to_post, summed.totals.fees) == (6_600, -100)
    assert outcomes(post(town.context, None, found.reconciliation.filed.id)) == ["posted"]
    assert (town.paid(one), town.paid(two)) == ("30.00", "36.00")
    with pytest.raises(DecisionImpossible, match="it is posted"):
        town.decide(None, found, 1, Choice(Action.PARK))


def test_two_proposals_for_one_item_cannot_both_be_accepted(town: Town) -> None:
    (owed,) = town.owed("33.00")
    found = town.file(None, line(owed, "20.00"), line(owed, "21.00"))
    town.decide(None, found, 1, Choice(Action.ACCEPT))
    with pytest.raises(DecisionImpossible, match=r"only 13\.00 CNY"):
        town.decide(None, found, 2, Choice(Action.ACCEPT))
    rejected = town.decide(None, found, 2, Choice(Action.REJECT))
    assert rejected.finding.state is State.PARKED


def test_only_its_owner_acts_on_a_statement(town: Town) -> None:
    (owed,) = town.owed("5.00")
    found = town.file(town.core, line(owed, "-5.00"))
    identity = found.reconciliation.filed.id
    with pytest.raises(Forbidden):
        post(town.context, None, identity)
    with pytest.raises(NotFound):
        post(town.context, town.supplier, identity)
    with pytest.raises(NotFound):
        decide(town.context, town.supplier, identity, 1, Choice(Action.PARK), POLICY)
    with pytest.raises(NotFound):
        reconciliation(town.context, Viewer(town.supplier, Role.SUPPLIER), identity)
