"""Rules of confirmation by date: how long a promise may run, and how much may be promised.

The contracts enforce the rule in force on the day of a confirmation. What they only carry is the
warning: above that tenor people are asked to look, and nothing is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sfc.domain.days import Day
from sfc.domain.errors import RuleNameMalformed

_NAME_SIZE = 32


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `name` is what people call it, such as `CN-77`; days are ledger days.

    `valid_to` is its last day, None if it is open; tenors are days from the confirmation to the due
    date, `max_line` is in minor units of any one currency; None where there is no limit.
    """

    name: str
    valid_from: Day
    valid_to: Day | None = None
    max_tenor: int | None = None
    warning_tenor: int | None = None
    max_line: int | None = None

    @property
    def id(self) -> bytes:
        """The name as the contracts have it: ASCII, 32 bytes, zeros at the end.

        Raises RuleNameMalformed for a name that would not come back as it was.
        """
        name = self.name
        sound = name.isascii() and name.isprintable() and name == name.strip()
        if not sound or not 0 < len(name) <= _NAME_SIZE:
            raise RuleNameMalformed(name)
        return name.encode("ascii").ljust(_NAME_SIZE, b"\0")

    def warns(self, confirmed: Day, due: Day) -> bool:
        """Whether people should look at a receivable confirmed on a day and due on another."""
        return self.warning_tenor is not None and due - confirmed > self.warning_tenor

    def allows(self, confirmed: Day, due: Day) -> bool:
        """Whether a receivable confirmed on a day may fall due on another."""
        return self.max_tenor is None or due - confirmed <= self.max_tenor


def in_force(rules: Iterable[Rule], day: Day) -> Rule | None:
    """Give the rule that applies on a day, of rules in order of their dates; None if none does.

    Each ends where the next begins, or on its last day.
    """
    begun = [rule for rule in rules if rule.valid_from <= day]
    latest = begun[-1] if begun else None
    ended = latest is not None and latest.valid_to is not None and latest.valid_to < day
    return None if ended else latest
