"""Tells what kind of document a file is, by its content, and has it read."""

from pathlib import Path

from sfc.domain.intake import Fault, InvoiceDraft, Outcome, Problem, Source
from sfc.importers import cii, ubl
from sfc.importers.safe_xml import MOST_BYTES, XmlRefused, parse_xml

_PDF = b"%PDF-"


def read_document_file(path: Path) -> InvoiceDraft | Problem:
    """Read one document from disk. Raises OSError if the file cannot be opened or read."""
    with path.open("rb") as stream:
        return read_document(stream.read(MOST_BYTES + 1), path.name)


def read_document(data: bytes, file: str) -> InvoiceDraft | Problem:
    """Give the draft of an electronic invoice, or why there is none; `file` is for the reports.

    Never raises for what the document contains. R-PDF for a PDF, whose embedded XML is not read
    yet; R-XML, R-DTD or R-LIMIT if it is not XML that is read here; R-ROOT if it is XML but no
    invoice.
    """
    source = Source(file)
    if data.startswith(_PDF):
        fault = Fault("document_unknown", "", "a PDF", "XML: take the invoice out of the PDF")
        return Problem(source, Outcome.REJECT, ("R-PDF",), (fault,))
    try:
        root = parse_xml(data)
    except XmlRefused as refusal:
        fault = Fault(refusal.code, "", refusal.value, refusal.expected)
        return Problem(source, Outcome.REJECT, (refusal.reason,), (fault,))
    if root.tag in ubl.KINDS:
        return ubl.read_ubl(root, source)
    if root.tag == cii.ROOT:
        return cii.read_cii(root, source)
    fault = Fault("document_unknown", "/", str(root.tag), "an invoice or credit note, UBL or CII")
    return Problem(source, Outcome.REJECT, ("R-ROOT",), (fault,))
