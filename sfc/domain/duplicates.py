"""The same invoice in several documents: does the later one repeat the earlier, or contradict it?

Across documents a party may be named by other identifiers each time, so here two parties are one
if they share an identifier or the name. On the ledger the registered legal ids decide.
"""

from collections.abc import Iterable
from dataclasses import dataclass
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


def duplicate_of(document: InvoiceDocument, earlier: Iterable[InvoiceDocument]) -> Duplicate | None:
    """Tell the first of the earlier documents that is of the same invoice, if there is one."""
    first = next((one for one in earlier if is_same_invoice(one, document)), None)
    return None if first is None else Duplicate(first, compare(first, document))


def is_same_invoice(one: InvoiceDocument, other: InvoiceDocument) -> bool:
    """Tell whether number, issue date and type agree, and both parties are the same."""
    mine, theirs = one.key, other.key
    return (
        (mine.number, mine.issued, mine.document_type)
        == (theirs.number, theirs.issued, theirs.document_type)
        and one.seller.is_same_as(other.seller)
        and one.buyer.is_same_as(other.buyer)
    )


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
