"""What was told, in its place. Places only ever grow; what was told stays as it was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sfc.domain.feed.kinds import TYPES
from sfc.domain.ids import ReceivableId, format_receivable

REMOVED = "event.removed"
"""The type of what says that an event did not happen after all."""

PING = "webhook.ping"
"""The type of what is sent only to see whether it arrives."""

_DIGITS = 32


def event_id(number: int, block_hash: str, log_index: int) -> str:
    """Make the id of what is told in a place about the log there: `evt_` and 32 digits.

    The same log can be told, taken back and told again: each has an id of its own.
    """
    said = f"{number}\n{block_hash}\n{log_index}"
    return "evt_" + sha256(said.encode()).hexdigest()[:_DIGITS]


@dataclass(frozen=True, slots=True)
class Entry:
    """What was told about one event of the ledger, as one reader may see it.

    `type` is that of the event also where the entry says that it did not happen: `removes` is the
    id of what is taken back then. `whole` says that the reader sees the private fields too.
    `timestamp` is the block's unix second.
    """

    number: int
    id: str
    type: str
    timestamp: int
    block: int
    transaction: str
    receivable: ReceivableId | None
    data: Mapping[str, Any]
    removes: str | None
    whole: bool

    @property
    def group(self) -> str:
        """Entries of one group are delivered in their order: those of one receivable are."""
        return self.receivable or self.id

    def document(self) -> dict[str, Any]:
        """The entry as JSON values, without what the reader may not see."""
        if self.removes is None:
            kind, told = self.type, self._seen()
        else:
            kind, told = REMOVED, {"event": self.removes, "type": self.type}
        moment = datetime.fromtimestamp(self.timestamp, UTC).isoformat().replace("+00:00", "Z")
        return {
            "id": self.id,
            "type": kind,
            "timestamp": moment,
            "block": self.block,
            "transaction": self.transaction,
            "receivable": format_receivable(self.receivable) if self.receivable else None,
            "data": told,
        }

    def _seen(self) -> dict[str, Any]:
        withheld = () if self.whole else TYPES[self.type].private
        return {name: None if name in withheld else value for name, value in self.data.items()}
