"""The same invoice in several documents: does the later one repeat the earlier, or contradict it?

Across documents a party may be named by other identifiers each time, so here two parties are one
if they share an identifier or the name. On the ledger the registered legal ids decide.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sfc.domain.intake import InvoiceDocument
from sfc.domain.spelling import canonical


class DuplicateKind(StrEnum):
    """How a later document of the same invoice relates to the earlier one."""

    SAME = "same"
    CONFLICT = "conflict"
    OTHER_PAYEE = "same-but-other-payee"
    OTHER_ACCOUNT = "same-but-other-bank-account"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The earlier document of the same invoice, and how the later one relates to it."""

    of: InvoiceDocument
    kind: DuplicateKind


class Seen:
    """The invoices seen so far, by what makes them the same."""

    def __init__(self) -> None:
        self._documents: dict[tuple[str, date, str], list[InvoiceDocument]] = defaultdict(list)

    def add(self, document: InvoiceDocument) -> Duplicate | None:
        """Remember a document; tell the first one of the same invoice, if there was one."""
        key = document.key
        earlier = self._documents[key.number, key.issued, key.document_type]
        first = next((one for one in earlier if _between_same_parties(one, document)), None)
        if first is None:
            earlier.append(document)
            return None
        return Duplicate(first, compare(first, document))


def compare(first: InvoiceDocument, later: InvoiceDocument) -> DuplicateKind:
    """Tell how two documents of one invoice agree.

    CONFLICT if the amounts differ, or the due dates where both have one; then OTHER_PAYEE;
    OTHER_ACCOUNT if both name bank accounts and have none in common.
    """
    due_dates = {document.due for document in (first, later) if document.due}
    if first.total != later.total or len(due_dates) > 1:
        return DuplicateKind.CONFLICT
    if not (first.payee or first.seller).is_same_as(later.payee or later.seller):
        return DuplicateKind.OTHER_PAYEE
    one, other = (set(map(canonical, document.accounts)) for document in (first, later))
    if one and other and not one & other:
        return DuplicateKind.OTHER_ACCOUNT
    return DuplicateKind.SAME


def _between_same_parties(one: InvoiceDocument, other: InvoiceDocument) -> bool:
    return one.seller.is_same_as(other.seller) and one.buyer.is_same_as(other.buyer)
