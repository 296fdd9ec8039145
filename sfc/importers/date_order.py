"""Day and month exchanged in a whole ledger: what its dates say for and against it.

A date such as 04/03/2026 can be read in two ways, one such as 25/03/2026 in one only. A ledger read
in the wrong order is recognised by

- dates that can be read only the other way round (`dates_swapped`);
- due dates that lie before the issue dates as declared, and after them the other way round
  (`dates_swapped`);
- days from issue to due that are all sorts of numbers as declared, and few the other way round: who
  grants 30, 60 or 90 days grants them always (`dates_swapped`).
Each of these holds a run back. A ledger of which no date is decided either way is only told of
(`dates_ambiguous`): nothing in it shows which comes first.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sfc.domain.imports import Doubt
from sfc.domain.intake import InvoiceDraft, Problem, Source
from sfc.domain.ledger_profile import LedgerProfile, read_date, swapped

_MOST_SHOWN = 5
FEWEST_FOR_TENORS = 5
_SHARE_OF_STRAYS = 20  # one in so many is more than a slip of the pen
_WHOLE_YEAR_DAYS = 366
_SHORTEST_USUAL_TENOR = 7
_SPREAD_OF_MONTHS_END = 20  # three months are 89 to 92 days
_MONTHS = 12


class DateOrder:
    """Collects what the dates of a ledger say. Its size does not grow with the ledger."""

    def __init__(self, profile: LedgerProfile) -> None:
        self._columns = {profile.issue_date.name, profile.due_date.name}
        self._declared, self._other = profile.date_format, swapped(profile.date_format)
        self._ambiguous = 0
        self._only_declared = 0
        self._only_other: list[str] = []
        self._others = 0
        self._due_too_early: list[str] = []
        self._too_early = 0
        self._other_too_early = 0
        self._tenors: Counter[int] = Counter()
        self._other_tenors: Counter[int] = Counter()

    def see(self, result: InvoiceDraft | Problem) -> None:
        """Look at the dates of a row, also of one that could not be read."""
        document = result.document if isinstance(result, Problem) else result
        if document is not None:
            self._see_date(document.issued)
            if document.due is not None:
                self._see_date(document.due)
                self._see_tenor(result.source, document.issued, document.due)
            return
        for fault in result.faults if isinstance(result, Problem) else ():
            if fault.code == "date_malformed" and fault.place in self._columns:
                self._see_malformed(result.source, fault.value)

    def doubts(self) -> Iterator[Doubt]:
        """What a person should look at."""
        both = f"{self._declared} as declared, {self._other} the other way round"
        if self._others and (not self._only_declared or self._many_others):
            text = (
                f"{self._others} dates can be read only the other way round "
                f"({_some(self._only_other)}), {self._only_declared} only as declared: {both}"
            )
            yield Doubt("dates_swapped", text, holds=True)
        elif self._only_declared:
            return
        elif self._too_early and not self._other_too_early:
            text = (
                f"{self._too_early} due dates lie before the issue date ("
                f"{_some(self._due_too_early)}), and none the other way round: {both}"
            )
            yield Doubt("dates_swapped", text, holds=True)
        elif self._tenors_are_stray:
            usual = ", ".join(f"{days}" for days, _ in self._other_tenors.most_common(3))
            text = (
                f"from issue to due there are {len(self._tenors)} different numbers of days, and "
                f"{len(self._other_tenors)} the other way round ({usual} …): {both}"
            )
            yield Doubt("dates_swapped", text, holds=True)
        elif self._ambiguous and not self._declared.startswith("%Y"):
            yield Doubt("dates_ambiguous", f"every date can be read in two ways: {both}")

    @property
    def _many_others(self) -> bool:
        dates = self._others + self._only_declared + self._ambiguous
        return self._others * _SHARE_OF_STRAYS >= dates

    @property
    def _tenors_are_stray(self) -> bool:
        """The other reading has at most a third as many tenors, and they are usual ones."""
        pairs = self._tenors.total()
        if pairs < FEWEST_FOR_TENORS or self._other_tenors.total() < pairs:
            return False
        spread = max(self._tenors) - min(self._tenors)
        usual = min(self._other_tenors) >= _SHORTEST_USUAL_TENOR
        fewer = len(self._other_tenors) * 3 <= len(self._tenors)
        return usual and fewer and spread > _SPREAD_OF_MONTHS_END

    def _see_date(self, day: date) -> None:
        if other_way(day) is None:
            self._only_declared += 1
        elif day.day != day.month:
            self._ambiguous += 1

    def _see_tenor(self, source: Source, issued: date, due: date) -> None:
        issued_other, due_other = other_way(issued), other_way(due)
        if due < issued:
            self._too_early += 1
            if len(self._due_too_early) < _MOST_SHOWN:
                self._due_too_early.append(f"{source}: {issued} to {due}")
        elif (due - issued).days <= _WHOLE_YEAR_DAYS:
            self._tenors[(due - issued).days] += 1
        if issued_other is not None and due_other is not None:
            if due_other < issued_other:
                self._other_too_early += 1
            elif (due_other - issued_other).days <= _WHOLE_YEAR_DAYS:
                self._other_tenors[(due_other - issued_other).days] += 1

    def _see_malformed(self, source: Source, text: str) -> None:
        try:
            read_date(text, self._other)
        except ValueError:
            return
        self._others += 1
        if len(self._only_other) < _MOST_SHOWN:
            self._only_other.append(f"{source}: {text}")


def other_way(day: date) -> date | None:
    """The date with day and month exchanged, if there is one."""
    return date(day.year, day.day, day.month) if day.day <= _MONTHS else None


def _some(places: list[str]) -> str:
    return "; ".join(places)
