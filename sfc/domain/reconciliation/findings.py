"""What matching finds: proposals that add up, each with its rule and its reasons."""

from dataclasses import dataclass
from enum import StrEnum

from sfc.domain.ids import ReceivableId
from sfc.domain.reconciliation.expected import ItemKind


class State(StrEnum):
    """Where an entry stands."""

    MATCHED = "matched"  # decided, and still to be posted
    EXPLAINED = "explained"  # decided, and all of it was on the ledger before
    POSTED = "posted"  # decided, and paid on the ledger because of it
    PROPOSED = "proposed"
    PARKED = "parked"
    DUPLICATE = "duplicate"
    REVERSED = "reversed"  # an entry, and the one that takes it back
    PENDING = "pending"  # not booked by the bank


class Rule(StrEnum):
    """Why an entry belongs to items. The first three are exact and need nobody's consent."""

    REFERENCE = "reference"  # names the item by reference, and has its amount
    INVOICE_NUMBER = "invoice_number"  # names one invoice, and has its amount
    NAMED_SUM = "named_sum"  # names several items, and has the sum of all of them
    FEES_STATED = "fees_stated"  # what is missing is what the entry says that banks kept
    FEES_TOLERATED = "fees_tolerated"  # what is missing is within the tolerance
    WITHOUT_PENALTY = "without_penalty"  # the principal, and penalty interest stays due
    PENALTY_TO_VALUE_DAY = "penalty_to_value_day"  # penalty interest up to the value day only
    ONE_OF_SEVERAL = "one_of_several"  # names several items that have its amount
    PART = "part"
    TOGETHER = "together"  # with other entries pays one item
    MORE_THAN_DUE = "more_than_due"
    NAMED_IN_TURN = "named_in_turn"  # names several, and covers the oldest
    AMOUNT_AND_DAY = "amount_and_day"
    AMOUNT_NEAR = "amount_near"
    SUM = "sum"  # is the sum of several that it does not name
    BY_HAND = "by_hand"


EXACT = frozenset({Rule.REFERENCE, Rule.INVOICE_NUMBER, Rule.NAMED_SUM})

SCORES = {
    Rule.REFERENCE: 100,
    Rule.INVOICE_NUMBER: 100,
    Rule.NAMED_SUM: 100,
    Rule.BY_HAND: 100,
    Rule.FEES_STATED: 90,
    Rule.WITHOUT_PENALTY: 85,
    Rule.PENALTY_TO_VALUE_DAY: 85,
    Rule.TOGETHER: 80,
    Rule.PART: 75,
    Rule.FEES_TOLERATED: 70,
    Rule.ONE_OF_SEVERAL: 65,
    Rule.MORE_THAN_DUE: 60,
    Rule.NAMED_IN_TURN: 55,
    Rule.AMOUNT_AND_DAY: 60,
    Rule.SUM: 50,
    Rule.AMOUNT_NEAR: 40,
}
"""How much a rule is worth, of 100; `rated` adds and subtracts what speaks for and against."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """An amount of an entry that belongs to an item, with the entry's sign.

    `transaction` is that of the ledger, empty as long as it is to be posted.
    """

    item: str
    kind: ItemKind
    receivable: ReceivableId | None
    amount: int
    transaction: str = ""

    @property
    def to_post(self) -> bool:
        """Whether the ledger has yet to hear of it."""
        return self.kind is ItemKind.DUE


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way to explain an entry: allocations, `fee` (never positive) and `rest` are its amount.

    `rest` would be parked.
    """

    rule: Rule
    score: int
    allocations: tuple[Allocation, ...]
    fee: int = 0
    rest: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def amount(self) -> int:
        """What it explains, which is the entry's amount."""
        return sum(each.amount for each in self.allocations) + self.fee + self.rest

    @property
    def state(self) -> State:
        """Where an entry stands that is decided so."""
        if any(each.to_post for each in self.allocations):
            return State.MATCHED
        posted = self.allocations and all(each.transaction for each in self.allocations)
        return State.POSTED if posted else State.EXPLAINED


@dataclass(frozen=True, slots=True)
class Finding:
    """What becomes of an entry: `chosen` where it is decided, else what there is to decide on.

    `place` names the entry that it repeats, takes back or is taken back by.
    """

    number: int
    state: State
    chosen: Proposal | None = None
    proposals: tuple[Proposal, ...] = ()
    reasons: tuple[str, ...] = ()
    place: str = ""
