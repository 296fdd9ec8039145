"""Tells what kind of document a file is, by its content, and has it read."""

from pathlib import Path

from sfc.domain.intake import Fault, InvoiceDraft, Outcome, Problem, Source
from sfc.importers import cii, ubl
from sfc.importers.facturx import PDF_MARK, PdfRefused, extract_xml
from sfc.importers.safe_xml import LONGEST_VALUE, MOST_BYTES, XmlRefused, parse_xml

MOST_ELEMENTS = 100_000
"""Of an invoice; those with thousands of lines have fewer."""


def read_document_file(path: Path) -> InvoiceDraft | Problem:
    """Read one document from disk. Raises OSError if the file cannot be opened or read."""
    with path.open("rb") as stream:
        return read_document(stream.read(MOST_BYTES + 1), path.name)


def read_document(data: bytes, file: str) -> InvoiceDraft | Problem:
    """Give the draft of an electronic invoice, or why there is none; `file` is for the reports.

    Never raises for what the document contains. R-PDF for a PDF without exactly one invoice in it;
    R-XML, R-DTD or R-LIMIT if it is not XML that is read here; R-ROOT if it is XML but no invoice.
    """
    source = Source(file)
    try:
        xml = extract_xml(data) if data.startswith(PDF_MARK) else data
        root = parse_xml(xml, MOST_ELEMENTS)
    except (PdfRefused, XmlRefused) as refusal:
        fault = Fault(refusal.code, "", refusal.value, refusal.expected)
        return Problem(source, Outcome.REJECT, (refusal.reason,), (fault,))
    if root.tag in ubl.KINDS:
        return ubl.read_ubl(root, source)
    if root.tag == cii.ROOT:
        return cii.read_cii(root, source)
    found, expected = str(root.tag)[:LONGEST_VALUE], "an invoice or credit note, UBL or CII"
    fault = Fault("document_unknown", "/", found, expected)
    return Problem(source, Outcome.REJECT, ("R-ROOT",), (fault,))
