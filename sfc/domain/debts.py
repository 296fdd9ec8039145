"""What an obligor owes on a day, as the ledger stood when that day began."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sfc.domain.days import Day
from sfc.domain.discount import penalty_interest
from sfc.domain.events import (
    Cancelled,
    Confirmed,
    CreditNoteAgreed,
    Located,
    Paid,
    PenaltyPosted,
    Recorded,
)
from sfc.domain.ids import ReceivableId


@dataclass(frozen=True, slots=True)
class Debt:
    """One receivable to be paid: minor units of the currency of that number.

    `stood` is the unix second since which it has stood so.
    """

    receivable: ReceivableId
    currency: int
    terms: int
    due_day: Day
    principal: int
    penalty: int
    accrued_to: Day
    undertaken: bool
    stood: int

    @property
    def total(self) -> int:
        """Principal and penalty interest together."""
        return self.principal + self.penalty

    def on(self, day: Day, grace_days: int, penalty_rate_ppm: int, basis: int) -> "Debt":
        """Add the penalty interest up to a day, by the terms of the receivable."""
        start = max(self.due_day + grace_days, self.accrued_to)
        accrued = penalty_interest(self.principal, penalty_rate_ppm, day - start, basis)
        return replace(self, penalty=self.penalty + accrued)


def debts(events: Iterable[Located], day: Day) -> list[Debt]:
    """Fold events, given in order, into what is undertaken, unpaid and due by the day.

    Penalty interest is what was posted: `Debt.on` adds the rest. In order of due day, then of id.
    """
    found: dict[ReceivableId, Debt] = {}
    for located in events:
        event, at = located.event, located.timestamp
        if isinstance(event, Recorded):
            found[event.receivable] = Debt(
                receivable=event.receivable,
                currency=event.currency,
                terms=event.terms,
                due_day=event.due_day,
                principal=event.face,
                penalty=0,
                accrued_to=Day(0),
                undertaken=event.confirmed,
                stood=at,
            )
            continue
        if not isinstance(event, Confirmed | Cancelled | CreditNoteAgreed | PenaltyPosted | Paid):
            continue
        debt = replace(found[event.receivable], stood=at)
        match event:
            case Confirmed():
                debt = replace(debt, principal=event.amount, undertaken=True)
            case Cancelled():
                debt = replace(debt, undertaken=False)
            case CreditNoteAgreed():
                debt = replace(debt, principal=debt.principal - event.reduced)
            case PenaltyPosted():
                debt = replace(debt, penalty=debt.penalty + event.amount, accrued_to=event.to_day)
            case Paid():
                debt = replace(debt, principal=event.unpaid, penalty=debt.penalty - event.penalty)
        found[event.receivable] = debt
    open_ones = (d for d in found.values() if d.undertaken and d.principal and d.due_day <= day)
    return sorted(open_ones, key=lambda debt: (debt.due_day, debt.receivable))
