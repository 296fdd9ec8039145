"""The invoice inside of a Factur-X or ZUGFeRD PDF, read by a process that may fail."""

import json
import os
import subprocess
import sys
from pathlib import Path

from sfc.importers import pdf_worker
from sfc.importers.pdf_worker import MOST_BYTES, MOST_SECONDS, PdfRefused

__all__ = ["MOST_BYTES", "PDF_MARK", "PdfRefused", "extract_xml"]

PDF_MARK = b"%PDF-"
_PATIENCE_SECONDS = 20  # the worker's own limit is in seconds of work; this is for a stuck machine
_ENVIRONMENT = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def extract_xml(pdf: bytes) -> bytes:
    """Give the XML attached to `pdf`, unparsed.

    Raises PdfRefused: R-LIMIT over 16 MiB, 64 attachments, two seconds of work or 1 GiB of memory;
    R-PDF where there is not exactly one attachment named as Factur-X, ZUGFeRD or XRechnung name
    theirs, where that is no Cross Industry Invoice, and for a PDF that is encrypted or cannot be
    read.
    """
    if len(pdf) > MOST_BYTES:
        expected = f"at most {MOST_BYTES} bytes"
        raise PdfRefused("R-LIMIT", "pdf_too_large", f"{len(pdf)} bytes", expected)
    try:
        ran = subprocess.run(
            [sys.executable, "-P", str(Path(pdf_worker.__file__))],
            input=pdf,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # pypdf has much to say of a damaged PDF
            timeout=_PATIENCE_SECONDS,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_costly() from None
    if ran.returncode != 0:
        raise _too_costly()
    said, _, xml = ran.stdout.partition(b"\n")
    if refused := json.loads(said):
        raise PdfRefused(**refused)
    return xml


def _too_costly() -> PdfRefused:
    expected = f"a PDF that is read within {MOST_SECONDS} seconds"
    return PdfRefused("R-LIMIT", "pdf_too_costly", "more work than that", expected)
