"""What a supplier's document asks to be taken off, whether stated or read from a file."""

from dataclasses import dataclass, replace
from datetime import date

from sfc.app.context import Context
from sfc.app.originals import Preceding, registered
from sfc.app.parties import participant, positive
from sfc.domain.adjustment import CREDIT_NOTE, Change, stated_change
from sfc.domain.credit_note import credit_note_id
from sfc.domain.ids import ParticipantId, format_receivable
from sfc.domain.intake import InvoiceDocument
from sfc.domain.invoice import InvoiceKey
from sfc.domain.money import Money
from sfc.domain.views import Participant, Receivable


@dataclass(frozen=True, slots=True)
class CreditNoteDraft:
    """A credit note as its supplier states it: `amount`, above zero, is to be taken off."""

    obligor: ParticipantId
    number: str
    issued: date
    amount: Money
    preceding: tuple[Preceding, ...]
    document_type: str = CREDIT_NOTE


@dataclass(frozen=True, slots=True)
class Correction:
    """What is asked for.

    `reference` is the digest of `key`, the document's own. `obligor` is None where the document is
    not between the supplier and a participant, `change` where it does not say clearly what is to
    be taken off.
    """

    supplier: Participant
    obligor: Participant | None
    key: InvoiceKey
    reference: bytes
    number: str
    total: Money
    change: Change | None
    preceding: tuple[Preceding, ...]

    @property
    def id(self) -> str:
        """The id of the document, `crn_…`."""
        return credit_note_id(self.reference)

    def facts(self, fitting: tuple[Receivable, ...] = (), claim: int = 0) -> dict[str, str]:
        """What a person has to know: the document, what fits it, what is claimed (minor units)."""
        facts = {
            "number": self.number,
            "issue_date": self.key.issued.isoformat(),
            "document_type": self.key.document_type,
            "amount": self.total.amount,
            "currency": self.total.currency.code,
            "preceding": ", ".join(one.number for one in self.preceding),
            "fitting": " ".join(format_receivable(each.id) for each in fitting),
            "claim": replace(self.total, minor=claim).amount if claim else "",
        }
        return {name: text for name, text in facts.items() if text}


def stated(context: Context, by: ParticipantId, draft: CreditNoteDraft) -> Correction:
    """Take a credit note as the supplier `by` states it.

    Raises UnknownParticipant, AmountNotPositive, InvoiceFieldMalformed.
    """
    positive(draft.amount)
    supplier, obligor = participant(context, by), participant(context, draft.obligor)
    key = InvoiceKey(
        supplier.legal_id, obligor.legal_id, draft.number, draft.issued, draft.document_type
    )
    return Correction(
        supplier,
        obligor,
        key,
        key.digest(context.secret),
        draft.number,
        draft.amount,
        Change(draft.amount),
        draft.preceding,
    )


def read_from(context: Context, by: ParticipantId, document: InvoiceDocument) -> Correction:
    """Take a document that the supplier `by` sent. Raises UnknownParticipant."""
    supplier, obligor = participant(context, by), registered(context, document.buyer)
    seller = registered(context, document.seller)
    if obligor is not None and seller is not None and seller.id == supplier.id:
        key = document.key_between(supplier.legal_id, obligor.legal_id)
    else:
        key, obligor = document.key, None
    return Correction(
        supplier,
        obligor,
        key,
        key.digest(context.secret),
        document.number,
        document.total,
        stated_change(document.document_type, document.total),
        tuple(Preceding(number) for number in document.preceding),
    )
