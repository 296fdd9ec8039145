"""What people decide about entries, kept with who, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NoReturn

from sfc.app.context import Context
from sfc.app.reconcile import alone, owned
from sfc.app.reconcile_items import expected_items
from sfc.domain.errors import DecisionImpossible
from sfc.domain.ids import ParticipantId, ReceivableId, format_receivable
from sfc.domain.money import Money
from sfc.domain.reconciliation import (
    Allocation,
    Expected,
    Finding,
    Policy,
    Proposal,
    Rule,
    State,
    match,
)
from sfc.ports.reconciliation import Decision, FiledEntry, FiledStatement


class Action(StrEnum):
    """What may be decided."""

    ACCEPT = "accept"  # one of the proposals
    ASSIGN = "assign"  # receivables and amounts by hand
    REJECT = "reject"  # all proposals: the money is parked
    PARK = "park"  # take back what was matched, as long as it is not posted
    REMATCH = "rematch"  # look again, as the ledger stands now
    RETRY = "retry"  # a payment in doubt is known to have failed


@dataclass(frozen=True, slots=True)
class Assigned:
    """An amount, as positive money, that belongs to a receivable."""

    receivable: ReceivableId
    amount: Money


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision as it is asked for: `proposal` counts from 1, `fee` is what banks kept."""

    action: Action
    note: str = ""
    proposal: int = 1
    assigned: Sequence[Assigned] = ()
    fee: Money | None = None


UNDECIDED = (State.PROPOSED, State.PARKED)


def decide(
    context: Context,
    owner: ParticipantId | None,
    statement: str,
    number: int,
    choice: Choice,
    policy: Policy,
) -> FiledEntry:
    """Decide about an entry, and give it as it stands then.

    Raises NotFound, Forbidden, DecisionImpossible (what is wrong, and what stays as it was).
    """
    by = "operator" if owner is None else f"par_{owner}"
    with alone(context, owner):
        filed = owned(context, owner, statement)
        before = context.reconciling.book.entry(statement, number)
        finding = _Deciding(context, filed, before).decided(choice, policy)
        decision = Decision(choice.action.value, by, context.clock.now(), choice.note)
        sent_after = None if choice.action is Action.RETRY else before.sent_after
        context.reconciling.book.settle(statement, finding, decision, sent_after)
        return context.reconciling.book.entry(statement, number)


class _Deciding:
    def __init__(self, context: Context, filed: FiledStatement, before: FiledEntry) -> None:
        self._context = context
        self._filed = filed
        self._entry = before.entry
        self._finding = before.finding
        self._sent_after = before.sent_after

    def decided(self, choice: Choice, policy: Policy) -> Finding:
        match choice.action:
            case Action.ACCEPT:
                self._require(State.PROPOSED)
                return self._chosen(self._offered(choice.proposal))
            case Action.ASSIGN:
                self._require(*UNDECIDED, State.DUPLICATE)
                return self._chosen(self._by_hand(choice))
            case Action.REJECT:
                self._require(State.PROPOSED)
                return self._parked("its proposals were rejected")
            case Action.PARK:
                self._require(State.MATCHED, State.EXPLAINED)
                if self._sent_after is not None:
                    self._refuse("its payment may be on its way to the ledger")
                return self._parked("what it was matched to was taken back")
            case Action.REMATCH:
                self._require(*UNDECIDED)
                return self._again(policy)
            case Action.RETRY:
                if self._sent_after is None:
                    self._refuse("no payment of it is in doubt")
                return self._finding

    def _offered(self, place: int) -> Proposal:
        offered = self._finding.proposals
        if not 1 <= place <= len(offered):
            self._refuse(f"it has {len(offered)} proposals, and none of number {place}")
        return offered[place - 1]

    def _chosen(self, proposal: Proposal) -> Finding:
        """Take a proposal, if all its items are still to be had."""
        items = self._items()
        for each in proposal.allocations:
            item = items.get(each.item)
            if item is None or abs(item.amount) < abs(each.amount):
                left = Money(abs(item.amount) if item else 0, self._filed.statement.currency)
                what = format_receivable(each.receivable) if each.receivable else each.item
                self._refuse(f"only {left} of {what} are left to match: rematch the entry")
        return replace(
            self._finding, state=proposal.state, chosen=proposal, proposals=(), reasons=()
        )

    def _by_hand(self, choice: Choice) -> Proposal:
        if not choice.assigned:
            self._refuse("name at least one receivable and its amount")
        if len({each.receivable for each in choice.assigned}) < len(choice.assigned):
            self._refuse("name each receivable once")
        fee = -choice.fee.minor if choice.fee else 0
        parts = tuple(map(self._part, choice.assigned))
        rest = self._entry.amount - fee - sum(each.amount for each in parts)
        if rest and (rest < 0) != (self._entry.amount < 0):
            over = Money(abs(rest), self._filed.statement.currency)
            self._refuse(f"the amounts are {over} more than it has")
        return Proposal(Rule.BY_HAND, 100, parts, fee, rest, ("assigned by hand",))

    def _part(self, assigned: Assigned) -> Allocation:
        """The payment of just that amount if there is one, else what is due."""
        unit = self._filed.statement.currency
        if assigned.amount.currency != unit or assigned.amount.minor <= 0:
            self._refuse(f"{assigned.amount} is not a positive amount in {unit}")
        signed = assigned.amount.minor * (-1 if self._entry.amount < 0 else 1)
        found = [
            each
            for each in self._items().values()
            if each.receivable == assigned.receivable
            and each.currency == unit
            and (each.amount == signed or not each.done)
        ]
        if not found:
            name = format_receivable(assigned.receivable)
            self._refuse(f"{name} is not owed, and no payment of {assigned.amount} is known")
        item = min(found, key=lambda each: (not each.done, each.day, each.id))
        if (item.amount < 0) != (signed < 0):
            self._refuse(f"{format_receivable(assigned.receivable)} moves money the other way")
        return Allocation(item.id, item.kind, item.receivable, signed)

    def _again(self, policy: Policy) -> Finding:
        alone_ = replace(self._filed.statement, entries=(self._entry,))
        (found,) = match(alone_, self._items().values(), {}, policy, self._filed.id)
        return found

    def _items(self) -> dict[str, Expected]:
        owner, statement = self._filed.owner, self._filed.statement
        allocated = self._context.reconciling.book.allocated(owner)
        items = expected_items(self._context, owner, statement, allocated)
        return {item.id: item for item in items}

    def _parked(self, reason: str) -> Finding:
        return replace(
            self._finding, state=State.PARKED, chosen=None, proposals=(), reasons=(reason,)
        )

    def _require(self, *states: State) -> None:
        if self._finding.state not in states:
            wanted = " or ".join(state.value for state in states)
            self._refuse(f"it is {self._finding.state.value}, not {wanted}")

    def _refuse(self, reason: str) -> NoReturn:
        raise DecisionImpossible(self._entry.number, reason)
