"""What becomes of an electronic invoice, judged alike in every syntax."""

from sfc.domain.currency import currency
from sfc.domain.errors import SfcError
from sfc.domain.intake import Fault, InvoiceDocument, InvoiceDraft, Outcome, Problem, Source
from sfc.importers.amounts import money
from sfc.importers.en16931 import broken_rules
from sfc.importers.en_model import EInvoice
from sfc.importers.outcomes import judge

_TERMS = {"total": "BT-115", "due": "BT-9", "payee": "BT-59", "document_type": "BT-3"}


def conclude(source: Source, invoice: EInvoice) -> InvoiceDraft | Problem:
    """Give the draft, or why there is none: R-XSD, then R-EN, R-FIELD, then what `judge` finds."""
    if invoice.faults:
        return Problem(source, Outcome.REJECT, ("R-XSD",), tuple(dict.fromkeys(invoice.faults)))
    if faults := tuple(broken_rules(invoice)):
        return Problem(source, Outcome.REJECT, ("R-EN",), faults)
    try:
        document = _document(source, invoice)
    except SfcError as error:
        fault = Fault(error.code, "", str(next(iter(error.fields().values()), "")), error.message)
        return Problem(source, Outcome.REJECT, ("R-FIELD",), (fault,))
    return judge(document, {name: invoice.places.get(term, term) for name, term in _TERMS.items()})


def _document(source: Source, invoice: EInvoice) -> InvoiceDocument:
    if invoice.issued is None or invoice.totals.payable is None:
        raise AssertionError("BR-03 and BR-15 have been checked")
    seller, payee = invoice.seller.party, invoice.payee and invoice.payee.party
    return InvoiceDocument(
        source=source,
        number=invoice.number,
        issued=invoice.issued,
        due=invoice.due,
        total=money(invoice.totals.payable, currency(invoice.currency)),
        seller=seller,
        buyer=invoice.buyer.party,
        document_type=invoice.document_type,
        payee=payee if payee and not payee.is_same_as(seller) else None,
        accounts=invoice.accounts,
        preceding=invoice.preceding,
        terms=invoice.terms,
    )
