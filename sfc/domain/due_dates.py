"""Due dates that need a person's word: one written in words, one that is no business day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DueDateProposal:
    """A due date that an invoice gives in words only, for a person to accept.

    `from_text` are the words that it was read from, `rule` is how (`sfc.importers.payment_terms`).
    `accepted` is set once somebody has said that `due` is the due date.
    """

    due: date
    from_text: str
    rule: str
    accepted: bool = False


class Convention(StrEnum):
    """What happens to a due date that is no business day (ISDA's business day conventions)."""

    NONE = "none"
    FOLLOWING = "following"
    MODIFIED_FOLLOWING = "modified-following"


@dataclass(frozen=True, slots=True)
class DueAdjustment:
    """The business day `due` on which is paid what was due on another day, and the `reason`."""

    due: date
    calendar: str
    convention: Convention
    reason: str
