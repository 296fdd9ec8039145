"""The state of a receivable: what is stored, and what follows from it on a given day."""

from dataclasses import dataclass
from enum import IntEnum

from sfc.domain.days import Day


class Status(IntEnum):
    """What is stored; values as in the contract. Due, overdue and defaulted are never stored."""

    NONE = 0
    RECORDED = 1
    CONFIRMED = 2
    TOKENISED = 3
    SETTLED = 4
    REJECTED = 5
    CANCELLED = 6

    @property
    def api_name(self) -> str:
        """The name in the API and in messages, such as `recorded`."""
        return self.name.lower()


UNDERTAKEN = frozenset({Status.CONFIRMED, Status.TOKENISED})
"""Statuses in which the obligor owes what is not yet paid."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A receivable as it stands at the close of `today`; all amounts in minor units."""

    status: Status
    due_day: Day
    grace_days: int
    face: int
    paid: int
    today: Day

    @property
    def unpaid(self) -> int:
        """What the obligor still owes: nothing before confirmation and after the end."""
        return self.face - self.paid if self.status in UNDERTAKEN else 0

    @property
    def is_due(self) -> bool:
        """Owed and payable: the due day has come."""
        return self.unpaid > 0 and self.today >= self.due_day

    @property
    def days_overdue(self) -> int:
        """Days since the due day on which something was still owed; paying that day is in time."""
        return self.today - self.due_day if self.is_due else 0

    @property
    def is_overdue(self) -> bool:
        """Owed after the due day, within grace or beyond."""
        return self.days_overdue > 0

    @property
    def is_in_grace(self) -> bool:
        """Overdue without consequence yet: 1 to `grace_days` days."""
        return 0 < self.days_overdue <= self.grace_days

    @property
    def penalty_days(self) -> int:
        """Days overdue beyond grace, which bear penalty interest."""
        return max(0, self.days_overdue - self.grace_days)

    @property
    def is_defaulted(self) -> bool:
        """Overdue beyond grace. It can still be paid, and then no longer is."""
        return self.penalty_days > 0

    @property
    def is_expired(self) -> bool:
        """Recorded and not confirmed before its due day, from when it can no longer be."""
        return self.status is Status.RECORDED and self.today >= self.due_day
