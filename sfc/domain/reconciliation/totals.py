"""Where the money of a statement went: every minor unit once, or it is said that it is not so."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields

from sfc.domain.reconciliation.findings import Proposal, State


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry as far as sums go: `chosen` where it is decided."""

    amount: int
    state: State
    chosen: Proposal | None


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a statement in minor units, credits positive.

    `to_post`, `explained` and `posted` are what decided entries have in items, by what became of
    it; `fees` what banks kept of it. `parked` has unknown money, and rests. `pending` is in no
    balance and in no other sum.
    """

    entries: int
    to_post: int
    explained: int
    posted: int
    fees: int
    proposed: int
    parked: int
    duplicates: int
    reversed: int
    pending: int
    opening: int | None
    closing: int | None

    @property
    def balanced(self) -> bool:
        """Whether the parts are the whole, and the whole is what the balances say."""
        parts = self.to_post + self.explained + self.posted + self.fees
        parts += self.proposed + self.parked + self.duplicates + self.reversed
        if self.opening is None or self.closing is None:
            return parts == self.entries
        return parts == self.entries and self.opening + self.entries == self.closing


def totals(
    entries: Iterable[Standing], opening: int | None = None, closing: int | None = None
) -> Totals:
    """Add up. A decided entry counts by its parts, any other by its amount."""
    sums = Counter[str]()
    for entry in entries:
        if entry.state is State.PENDING:
            sums["pending"] += entry.amount
            continue
        sums["entries"] += entry.amount
        if entry.chosen is None:
            sums[_UNDECIDED[entry.state]] += entry.amount
            continue
        sums["fees"] += entry.chosen.fee
        sums["parked"] += entry.chosen.rest
        for each in entry.chosen.allocations:
            done = "posted" if each.transaction else "explained"
            sums["to_post" if each.to_post else done] += each.amount
    return Totals(**{name: sums[name] for name in _SUMS}, opening=opening, closing=closing)


_SUMS = tuple(field.name for field in fields(Totals) if field.type is int)
_UNDECIDED = {
    State.PROPOSED: "proposed",
    State.PARKED: "parked",
    State.DUPLICATE: "duplicates",
    State.REVERSED: "reversed",
}
