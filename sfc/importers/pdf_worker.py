"""Takes the XML out of one Factur-X or ZUGFeRD PDF; runs as a process of its own.

    python -P pdf_worker.py < invoice.pdf

writes a line of JSON, `{}` or what is wrong with the PDF, and then the XML. A PDF from a stranger
may make its reader loop or swell, so this process has little time and memory to spend, knows no
secrets, and whoever started it (`sfc.importers.facturx`) survives its end. It imports nothing of
sfc, which makes it quick to start.
"""

import hashlib
import json
import sys
from dataclasses import dataclass
from io import BytesIO

MOST_BYTES = 16 * 1024 * 1024
MOST_ATTACHMENTS = 64
MOST_SECONDS = 2
MOST_MEMORY = 1024 * 1024 * 1024
NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
"""What the attachment with the invoice is called, in any case."""

_CHECKSUM_LENGTHS = (16, 32)  # of an MD5, which writers give as bytes or as hexadecimal digits


@dataclass(eq=False)
class PdfRefused(Exception):
    """The PDF gives no invoice."""

    reason: str
    code: str
    value: str
    expected: str


def embedded_xml(pdf: bytes) -> bytes:
    """Give the only invoice attached to a PDF. Raises PdfRefused, and what pypdf raises.

    The XML has been recognised by its root and is as it was attached, if the PDF has a checksum of
    it. It is not validated: that is for the readers.
    """
    from facturx.facturx import get_xml_from_pdf
    from pypdf import Configuration, apply_configuration

    limits = Configuration(
        maximum_declared_stream_length=MOST_BYTES,
        array_based_stream_maximum_output_length=MOST_BYTES,
        lzw_maximum_output_length=MOST_BYTES,
        run_length_maximum_output_length=MOST_BYTES,
        zlib_maximum_output_length=MOST_BYTES,
        zlib_maximum_recovery_input_length=0,  # what is damaged is not repaired
        brotli_maximum_output_length=MOST_BYTES,
        jbig2dec_binary=None,  # it starts no program
        disable_legacy_handling=True,
    )
    with apply_configuration(limits):
        name, checksum = _only_invoice(pdf)
        _, xml = get_xml_from_pdf(pdf, check_xsd=False, check_schematron=False, filenames=[name])
    if not isinstance(xml, bytes):
        raise PdfRefused("R-PDF", "pdf_without_invoice", name, "a Cross Industry Invoice")
    md5 = hashlib.md5(xml, usedforsecurity=False)
    fits = checksum in (md5.digest(), md5.hexdigest().encode())
    if len(checksum) in _CHECKSUM_LENGTHS and not fits:
        found = f"{name} is damaged"
        raise PdfRefused("R-PDF", "pdf_malformed", found, "an attachment that fits its checksum")
    return xml


def refusal_of(error: Exception) -> PdfRefused:
    """Say what a reader's own error means."""
    from pypdf.errors import LimitReachedError

    value = f"{type(error).__name__}: {error}"[:200]
    if isinstance(error, MemoryError | LimitReachedError):
        return PdfRefused("R-LIMIT", "pdf_too_costly", value, "a PDF that unpacks to less")
    return PdfRefused("R-PDF", "pdf_malformed", value, "a PDF that can be read")


def _only_invoice(pdf: bytes) -> tuple[str, bytes]:
    """Give name and stated checksum, if any, of the only attachment that is named as an invoice."""
    from pypdf import PdfReader

    reader, found = PdfReader(BytesIO(pdf)), []
    if reader.is_encrypted:
        raise PdfRefused("R-PDF", "pdf_encrypted", "an encrypted PDF", "a PDF without password")
    for count, attachment in enumerate(reader.attachment_list, 1):
        if count > MOST_ATTACHMENTS:
            expected = f"at most {MOST_ATTACHMENTS} attachments"
            raise PdfRefused("R-LIMIT", "pdf_too_large", f"over {MOST_ATTACHMENTS}", expected)
        if attachment.name.lower() in NAMES:
            found.append((attachment.name, getattr(attachment.checksum, "original_bytes", b"")))
    expected = f"one attachment named {', '.join(NAMES[:-1])} or {NAMES[-1]}"
    if not found:
        raise PdfRefused("R-PDF", "pdf_without_invoice", "no such attachment", expected)
    if len(found) > 1:
        raise PdfRefused("R-PDF", "pdf_ambiguous", f"{len(found)} of them", expected)
    return found[0]


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the starter's patience remains
        return
    for limit, most in (
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):  # macOS does not take each of them
            continue


def main() -> None:
    """Read a PDF from standard input and answer on standard output."""
    _limit_resources()
    pdf, xml, said = sys.stdin.buffer.read(), b"", {}
    try:
        xml = embedded_xml(pdf)
    except PdfRefused as refused:
        said = vars(refused)
    except Exception as error:  # whatever a damaged PDF makes its reader raise
        said = vars(refusal_of(error))
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + xml)


if __name__ == "__main__":
    main()
