"""A credit note or corrected invoice on its way to the ledger, as it is kept."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sfc.domain.adjustment import Act, Change
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.matter_ids import CREDIT_NOTE, matter_id
from sfc.domain.money import Money


class Progress(StrEnum):
    """How far it has come: `started` says that the ledger was or is about to be asked."""

    STARTED = "started"
    APPLIED = "applied"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class CreditNote:
    """What is being done for one document, known by its `reference` and done once.

    `reference` is the keyed digest of the document's own invoice key (32 bytes): the same document
    has the same, in whatever format and spelling it comes. `face` is what the receivable had in
    its `round` before, `amount` what is taken off, `claim` what is beyond the supplier's holding.
    `made` is a unix second.
    """

    reference: bytes
    number: str
    issued: date
    document_type: str
    stated: Change
    supplier: ParticipantId
    obligor: ParticipantId
    receivable: ReceivableId
    round: int
    act: Act
    face: Money
    amount: Money
    claim: Money
    made: int
    progress: Progress = Progress.STARTED
    transaction: str | None = None

    @property
    def id(self) -> str:
        """`crn_` and 32 digits of the reference."""
        return credit_note_id(self.reference)

    @property
    def face_after(self) -> Money:
        """What is left of the face once it took effect."""
        return self.face - self.amount


def credit_note_id(reference: bytes) -> str:
    """Make the id of the document with this reference."""
    return matter_id(CREDIT_NOTE, reference.hex())
