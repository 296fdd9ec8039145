"""What becomes of an invoice that could be read: recorded, or not, and why.

    H-PAYEE      hold: somebody else than the seller shall be paid, so it may be assigned already
    H-NODUE      hold: no due date; one that the terms name in words is proposed to a person
    H-DUE<ISSUE  hold: due before it was issued
    N-ZERO       nothing to finance: nothing remains to be paid
    N-TENOR0     nothing to finance: due on the day of issue
    A-CREDIT     adjust: a credit note
    A-CORRECTED  adjust: a corrected invoice
    A-NEGATIVE   adjust: the seller owes the amount

What makes a document unreadable has reasons that begin with `R`, each given where it is found:

    R-XML R-DTD R-ROOT R-LIMIT   not well-formed, has a DOCTYPE, is no invoice, is too large or deep
    R-XSD R-EN R-FIELD           a field is missing or unreadable; breaks a rule of EN 16931; is
                                 beyond what the system carries
    R-PDF                        is a PDF without exactly one invoice in it, or cannot be read
    R-FILE R-ROW                 a ledger or a row of it cannot be read
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from sfc.domain.adjustment import CORRECTED_INVOICE, CREDIT_NOTES
from sfc.domain.errors import DueDateNotProposed
from sfc.domain.intake import Fault, InvoiceDocument, InvoiceDraft, Outcome, Problem
from sfc.importers.check_digits import check_digit_warnings
from sfc.importers.payment_terms import propose_due_date


def judge(
    document: InvoiceDocument, places: Mapping[str, str] | None = None
) -> InvoiceDraft | Problem:
    """Give the draft to record, or the problem that stands in the way of it.

    Adds to the document what a person should see: a due date proposed from its terms, and warnings
    of check digits. `places` says where in the file each field of the document was read, for the
    faults.
    """
    warnings = document.warnings + check_digit_warnings(document)
    document = replace(document, warnings=warnings) if warnings else document
    result = _judged(document, places or {})
    if isinstance(result, InvoiceDraft) or document.due or result.outcome is not Outcome.HOLD:
        return result
    proposal = propose_due_date(document.terms, document.issued)
    return replace(result, document=replace(document, proposal=proposal))


def accept_due_date(held: Problem, due: date) -> InvoiceDraft | Problem:
    """Take a proposed due date for the due date: a person has said so, naming the day.

    Gives the draft, or what else holds the document back. Raises DueDateNotProposed if this is not
    the day that was proposed for it.
    """
    document = held.document
    proposal = document.proposal if document else None
    if document is None or proposal is None or proposal.due != due:
        raise DueDateNotProposed(due, str(proposal.due) if proposal else "")
    accepted = replace(document, due=due, proposal=replace(proposal, accepted=True))
    places = {fault.code: fault.place for fault in held.faults}
    return _judged(accepted, {"payee": places.get("payee_not_seller", "payee")})


def _judged(document: InvoiceDocument, places: Mapping[str, str]) -> InvoiceDraft | Problem:
    for outcome, found in (
        (Outcome.ADJUST, _adjusting(document)),
        (Outcome.NOTHING_TO_FINANCE, _nothing_to_finance(document)),
        (Outcome.HOLD, _holding(document)),
    ):
        if found:
            faults = tuple(
                replace(fault, place=places.get(fault.place, fault.place))
                for fault in found.values()
            )
            return Problem(document.source, outcome, tuple(found), faults, document)
    return InvoiceDraft(**{f.name: getattr(document, f.name) for f in fields(document) if f.init})


def _adjusting(document: InvoiceDocument) -> dict[str, Fault]:
    code, value = "document_type_unsuitable", document.document_type
    if value in CREDIT_NOTES:
        return {"A-CREDIT": Fault(code, "document_type", value, "an invoice, not a credit note")}
    if value == CORRECTED_INVOICE:
        return {"A-CORRECTED": Fault(code, "document_type", value, "an original invoice")}
    if document.total.minor < 0:
        return {"A-NEGATIVE": _not_positive(document)}
    return {}


def _nothing_to_finance(document: InvoiceDocument) -> dict[str, Fault]:
    if document.total.minor == 0:
        return {"N-ZERO": _not_positive(document)}
    if document.due == document.issued:
        return {"N-TENOR0": _due_not_after_issue(document)}
    return {}


def _holding(document: InvoiceDocument) -> dict[str, Fault]:
    found = {}
    if document.payee:
        expected = f"the seller {document.seller.name}: perhaps it is assigned already"
        found["H-PAYEE"] = Fault("payee_not_seller", "payee", document.payee.name, expected)
    if document.due is None:
        found["H-NODUE"] = Fault("due_date_missing", "due", document.terms, "a due date")
    elif document.due < document.issued:
        found["H-DUE<ISSUE"] = _due_not_after_issue(document)
    return found


def _not_positive(document: InvoiceDocument) -> Fault:
    return Fault("amount_not_positive", "total", document.total.amount, "an amount above zero")


def _due_not_after_issue(document: InvoiceDocument) -> Fault:
    return Fault(
        "due_not_after_issue",
        "due",
        str(document.due),
        f"a due date later than the issue date {document.issued}",
    )
