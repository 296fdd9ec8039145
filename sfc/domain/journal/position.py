"""A participant's position in one receivable: what it holds, sold with recourse, and may redeem.

Amounts follow from units: a unit stands for unpaid/face minor units. An account shows the exact
sum rounded down, so that entries are differences of what accounts show before and after.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from sfc.domain.entitlement import Entitlement
from sfc.domain.journal.accounts import Account


@dataclass(frozen=True, slots=True)
class Holding:
    """Units that came in together, on an asset account; `unearned` is what they were bought below.

    `deferred` is the cost of what was borrowed on them, if they were sold with recourse.
    """

    account: Account
    units: int
    unearned: int = 0
    deferred: int = 0

    def split(self, units: int) -> tuple["Holding", "Holding"]:
        """Take units off: these, and those that stay."""
        part = self.unearned * units // self.units
        return (
            replace(self, units=units, unearned=part),
            replace(self, units=self.units - units, unearned=self.unearned - part),
        )


@dataclass(slots=True)
class Position:
    """What stands in the books of one participant about one receivable."""

    face: int
    unpaid: int
    collected: int = 0
    held: list[Holding] = field(default_factory=list)
    sold_with_recourse: list[Holding] = field(default_factory=list)
    entitlement: Entitlement = field(default_factory=Entitlement)

    @property
    def units(self) -> int:
        """Units held."""
        return sum(holding.units for holding in self.held)

    def value(self, units: int) -> int:
        """What units still stand for, rounded down."""
        return units * self.unpaid // self.face if self.face else 0

    def shown(self) -> Counter[Account]:
        """What the accounts of the position show: credits negative."""
        units: Counter[Account] = Counter()
        for holding in (*self.held, *self.sold_with_recourse):
            units[holding.account] += holding.units
        total = Counter({account: self.value(count) for account, count in units.items()})
        for holding in (*self.held, *self.sold_with_recourse):
            total[Account.UNEARNED_DISCOUNT] -= holding.unearned
            total[Account.DEFERRED_FINANCE_COST] += holding.deferred
        borrowed = sum(holding.units for holding in self.sold_with_recourse)
        total[Account.SECURED_BORROWINGS] -= self.value(borrowed)
        total[Account.COLLECTED] += self.entitlement.claim // self.face if self.face else 0
        return total

    def receive(self, holding: Holding) -> None:
        """Units come in."""
        self._count()
        self.held.append(holding)

    def give(self, units: int) -> list[Holding]:
        """Units go out, oldest first; gives what they were. Never more than is held."""
        self._count()
        gone: list[Holding] = []
        while units and self.held:
            oldest = self.held.pop(0)
            part = oldest
            if oldest.units > units:
                part, rest = oldest.split(units)
                self.held.insert(0, rest)
            gone.append(part)
            units -= part.units
        return gone

    def pay(self, principal: int, penalty: int, unpaid: int) -> None:
        """Cash comes in for everybody: units stand for less, and what was deferred is earned."""
        before, self.unpaid = unpaid + principal, unpaid
        self.collected += principal + penalty
        self._count()
        self.held = [_released(each, before, unpaid) for each in self.held]
        self.sold_with_recourse = [
            _released(each, before, unpaid) for each in self.sold_with_recourse
        ]

    def redeem(self, amount: int) -> None:
        """Cash goes out to the participant; once all is paid its units are burnt with that."""
        self._count()
        settled = self.unpaid == 0
        self.entitlement = self.entitlement.redeemed(amount, self.face, settled=settled)
        if settled:
            self.held = []

    def _count(self) -> None:
        self.entitlement = self.entitlement.counted(self.units, self.collected)


def _released(holding: Holding, before: int, after: int) -> Holding:
    if not before:
        return holding
    return replace(
        holding,
        unearned=holding.unearned * after // before,
        deferred=holding.deferred * after // before,
    )
