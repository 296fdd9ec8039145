"""What was told to those whom it concerns, to be read from any place on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sfc.domain.feed import Entry
from sfc.domain.ids import ParticipantId, ReceivableId


@dataclass(frozen=True, slots=True)
class FeedFilter:
    """Which entries; None means any, and no types all of them.

    `reader` is the participant that reads, None who sees everything. An entry that takes an event
    back is of that event's type. `since` is a unix second.
    """

    reader: ParticipantId | None = None
    receivable: ReceivableId | None = None
    types: tuple[str, ...] = ()
    since: int | None = None


class Feed(Protocol):
    """Entries in the order in which they were told. What was told is never changed."""

    def newest(self) -> int:
        """The last place that is taken; 0 before the first."""

    def place(self, event_id: str) -> int:
        """Where an entry stands. Raises NotFound."""

    def entries(self, wanted: FeedFilter, after: int = 0, limit: int = 50) -> Sequence[Entry]:
        """The entries after a place, each as the reader may see it."""
