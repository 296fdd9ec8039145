"""A claim, and what can be said of it on a day. Amounts in minor units."""

from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple

from tests.reference.lists import Terms
from tests.reference.money import MOST, interest


class Status(IntEnum):
    """How far it has come. Due, overdue and defaulted are derived, never stored."""

    NONE = 0
    RECORDED = 1
    CONFIRMED = 2
    TOKENISED = 3
    SETTLED = 4
    REJECTED = 5
    CANCELLED = 6


class AskedNote(NamedTuple):
    """A credit note that one party has asked for."""

    by: int
    amount: int
    note: bytes


@dataclass
class Receivable:
    """One claim in one round. `claims` is what holders have coming of what was paid so far."""

    obligor: int
    supplier: int
    currency: int
    terms: Terms
    terms_number: int
    face: int
    due_day: int
    round: int = 0
    status: Status = Status.RECORDED
    units: dict[int, int] = field(default_factory=dict)
    claims: dict[int, Fraction] = field(default_factory=dict)
    asked_to_cancel: set[int] = field(default_factory=set)
    disputed: int = 0
    marked_default: bool = False
    asked_note: AskedNote | None = None
    paid: int = 0
    penalty_paid: int = 0
    penalty_owed: int = 0
    posted_to: int = 0
    redeemed: int = 0
    plain: bool = True
    """Whether it was not paid, or paid in full in one sum by the due day."""

    @property
    def unpaid(self) -> int:
        """Principal that is not paid."""
        return self.face - self.paid

    @property
    def is_owed(self) -> bool:
        """Whether the obligor has promised it and not yet paid it all."""
        return self.status in (Status.CONFIRMED, Status.TOKENISED)

    @property
    def collected(self) -> int:
        """All cash that came in."""
        return self.paid + self.penalty_paid

    def held(self, holder: int) -> int:
        """Units of a holder."""
        return self.units.get(holder, 0)

    def claim(self, holder: int) -> Fraction:
        """What a holder has coming, to the last fraction."""
        return self.claims.get(holder, Fraction(0))

    def redeemable(self, holder: int) -> int:
        """Whole minor units that a holder has coming."""
        return floor(self.claim(holder))

    def accrues_from(self) -> int:
        """The last day up to which no more interest is to be posted: grace, or what was posted."""
        return max(self.due_day + self.terms.grace, self.posted_to)

    def accrued(self, today: int) -> int:
        """Penalty interest since the last posting: on the unpaid part, for the days after grace."""
        days = max(0, today - self.accrues_from())
        new = interest(self.unpaid, self.terms.rate, days, self.terms.basis)
        return min(new, MOST - self.face - self.penalty_paid - self.penalty_owed)

    def due(self, today: int) -> tuple[int, int]:
        """Principal and penalty interest that a payment today has to cover at most."""
        if not self.is_owed:
            return 0, 0
        return self.unpaid, self.penalty_owed + self.accrued(today)


NEVER_RECORDED = Receivable(0, 0, 0, Terms(0, 0, 0), 0, 0, 0, status=Status.NONE)
"""What can be said of a key under which there is nothing."""
