"""What was read, as JSON says it: one object for every document and row, always of one shape."""

from typing import Any

from sfc.domain.due_dates import DueAdjustment, DueDateProposal
from sfc.domain.duplicates import Duplicate
from sfc.domain.intake import Fault, InvoiceDocument, InvoiceDraft, Party, PartyId, Problem


def describe(result: InvoiceDraft | Problem, duplicate: Duplicate | None = None) -> dict[str, Any]:
    """Describe a result: outcome and reasons, the fields read, warnings, faults, duplicates.

    What could not be read, or does not apply, is null or an empty list. Amounts are texts exact to
    the currency, dates ISO 8601. `due_date` is as stated; what a calendar makes of it and what is
    proposed in place of none stand beside it.
    """
    problem = result if isinstance(result, Problem) else None
    document = result.document if isinstance(result, Problem) else result
    return {
        "source": str(result.source),
        "file": result.source.file,
        "row": result.source.row,
        "outcome": problem.outcome.value if problem else "import",
        "reasons": list(problem.reasons) if problem else [],
        **describe_duplicate(duplicate),
        **_facts(document),
        "warnings": [describe_fault(each) for each in document.warnings] if document else [],
        "faults": [describe_fault(each) for each in problem.faults] if problem else [],
    }


def describe_duplicate(duplicate: Duplicate | None) -> dict[str, Any]:
    """Name the earlier document of the same invoice, and how this one relates to it."""
    earlier = duplicate.of.source if duplicate else None
    return {
        "duplicate_of": earlier.file if earlier else None,
        "duplicate_of_row": earlier.row if earlier else None,
        "duplicate_kind": duplicate.kind.value if duplicate else None,
    }


def describe_fault(fault: Fault) -> dict[str, Any]:
    """Give the parts of a fault or warning, and the sentence made of them."""
    return {
        "code": fault.code,
        "place": fault.place,
        "value": fault.value,
        "expected": fault.expected,
        "message": str(fault),
    }


def _facts(document: InvoiceDocument | None) -> dict[str, Any]:
    if document is None:
        return dict.fromkeys(_FACTS)
    due, adjustment = document.due, document.adjustment
    facts = (
        document.number,
        document.document_type,
        document.issued.isoformat(),
        due.isoformat() if due else None,
        adjustment.due.isoformat() if adjustment else None,
        _adjustment(adjustment),
        _proposal(document.proposal),
        document.total.amount,
        document.total.currency.code,
        _party(document.seller),
        _party(document.buyer),
        _party(document.payee),
        list(document.accounts),
        list(document.preceding),
        document.terms,
    )
    return dict(zip(_FACTS, facts, strict=True))


_FACTS = (
    "number",
    "document_type",
    "issue_date",
    "due_date",
    "due_date_adjusted",
    "adjustment",
    "proposal",
    "amount",
    "currency",
    "seller",
    "buyer",
    "payee",
    "accounts",
    "preceding",
    "terms",
)


def _adjustment(adjustment: DueAdjustment | None) -> dict[str, Any] | None:
    if adjustment is None:
        return None
    return {
        "calendar": adjustment.calendar,
        "convention": adjustment.convention.value,
        "reason": adjustment.reason,
    }


def _proposal(proposal: DueDateProposal | None) -> dict[str, Any] | None:
    if proposal is None:
        return None
    return {
        "due_date": proposal.due.isoformat(),
        "from_text": proposal.from_text,
        "rule": proposal.rule,
        "accepted": proposal.accepted,
    }


def _party(party: Party | None) -> dict[str, Any] | None:
    if party is None:
        return None
    return {
        "legal_id": party.legal_id,
        "name": party.name,
        "ids": [_party_id(party_id) for party_id in party.ids],
    }


def _party_id(party_id: PartyId) -> dict[str, str]:
    return {"kind": party_id.kind.value, "value": party_id.value, "scheme": party_id.scheme}
