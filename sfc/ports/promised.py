"""What stands in batches that were confirmed by a Merkle root, kept so that it can be proved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.statements import Statement


@dataclass(frozen=True, slots=True)
class Promised:
    """One receivable of a batch, in its `place`: what is stated of it, and the round it counts as.

    `root` is 0x-hex.
    """

    root: str
    place: int
    receivable: ReceivableId
    obligor: ParticipantId
    supplier: ParticipantId
    round: int
    number: str
    statement: Statement


class PromisedBook(Protocol):
    """The items of batches. Each method is its own database transaction."""

    def keep(self, items: Sequence[Promised]) -> None:
        """Keep all items of a batch, before its root is posted; again changes nothing."""

    def promised(self, obligor: ParticipantId, root: str) -> Sequence[Promised]:
        """The items of a batch in their order."""

    def promised_to(self, supplier: ParticipantId) -> Sequence[Promised]:
        """What stands in batches for a supplier."""
