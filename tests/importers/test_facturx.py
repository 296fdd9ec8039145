"""Invoices inside of PDFs: found, taken out by a process with little to spend, and then read."""

import hashlib
import os
import socket
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from sfc.domain.intake import InvoiceDraft, Problem
from sfc.importers import facturx, pdf_worker
from sfc.importers.detect import read_document
from sfc.importers.facturx import MOST_BYTES, PdfRefused, extract_xml
from sfc.importers.pdf_worker import MOST_ATTACHMENTS
from tests.importers.pdfs import attached, pdf_with, raw_pdf, stream
from tests.importers.watchdog import watchdog


@pytest.fixture(scope="module")
def cii(examples: Path) -> bytes:
    return (examples / "e-invoices" / "cable-0412.cii.xml").read_bytes()


def refusal(pdf: bytes) -> PdfRefused:
    with pytest.raises(PdfRefused) as refused:
        extract_xml(pdf)
    assert refused.value.expected
    return refused.value


def test_the_invoice_in_the_example_is_read(examples: Path) -> None:
    pdf = (examples / "e-invoices" / "cable-0412.pdf").read_bytes()
    draft = read_document(pdf, "cable.pdf")
    assert isinstance(draft, InvoiceDraft)
    assert (draft.total.amount, draft.total.currency.code) == ("1356000.00", "CNY")
    assert draft.source.file == "cable.pdf"


@pytest.mark.parametrize("name", ["factur-x.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml"])
def test_each_usual_name_is_found_to_the_byte_among_other_attachments(
    cii: bytes, name: str
) -> None:
    pdf = pdf_with(("terms.txt", b"..."), (name, cii), ("delivery.xml", cii))
    assert extract_xml(pdf) == cii


def test_its_own_faults_are_those_of_the_xml(cii: bytes) -> None:
    broken = cii.replace(b">1356000.00</ram:DuePayable", b">1356000.01</ram:DuePayable")
    problem = read_document(pdf_with(("factur-x.xml", broken)), "x.pdf")
    assert isinstance(problem, Problem) and problem.reasons == ("R-EN",)
    assert problem.faults[0].place.startswith("/CrossIndustryInvoice/")


def test_no_schema_is_asked_for(cii: bytes) -> None:
    unknown = cii.replace(b"<ram:TypeCode>380", b"<ram:Unknown/><ram:TypeCode>380")
    pdf = pdf_with(("factur-x.xml", unknown))
    assert isinstance(read_document(pdf, "x.pdf"), InvoiceDraft)


BOMB = zlib.compress(b" " * (MOST_BYTES + 1))


@pytest.mark.parametrize(
    ("pdf", "reason", "code"),
    [
        (b"%PDF-1.7\n", "R-PDF", "pdf_malformed"),
        (b"%PDF-" + b"x" * MOST_BYTES, "R-LIMIT", "pdf_too_large"),
        (pdf_with(), "R-PDF", "pdf_without_invoice"),
        (pdf_with(("invoice.xml", b"<a/>")), "R-PDF", "pdf_without_invoice"),
        (pdf_with(("factur-x.xml", b"<a/>")), "R-PDF", "pdf_without_invoice"),
        (pdf_with(("factur-x.xml", b"no xml")), "R-PDF", "pdf_without_invoice"),
        (
            pdf_with(("factur-x.xml", b"<a/>"), ("ZUGFeRD-invoice.xml", b"<a/>")),
            "R-PDF",
            "pdf_ambiguous",
        ),
        (
            raw_pdf(*attached(*[b"(factur-x.xml) 2 0 R"] * 2), stream(b"", b"<a/>")),
            "R-PDF",
            "pdf_ambiguous",
        ),
        (
            raw_pdf(*attached(*[b"(x) 2 0 R"] * (MOST_ATTACHMENTS + 1)), stream(b"", b"<a/>")),
            "R-LIMIT",
            "pdf_too_large",
        ),
        (
            raw_pdf(*attached(), stream(b"/Filter/FlateDecode", BOMB)),
            "R-LIMIT",
            "pdf_too_costly",
        ),
        (
            raw_pdf(b"<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>", b"<</Kids[2 0 R]>>"),
            "R-PDF",
            "pdf_without_invoice",
        ),
        (
            raw_pdf(b"<</Type/Catalog/X%s%s>>" % (b"[" * 100_000, b"]" * 100_000)),
            "R-PDF",
            "pdf_malformed",
        ),
    ],
)
def test_what_gives_no_invoice_says_why(pdf: bytes, reason: str, code: str) -> None:
    refused = refusal(pdf)
    assert (refused.reason, refused.code) == (reason, code)


def test_an_encrypted_pdf_is_said_to_be_one(cii: bytes) -> None:
    plain, out = PdfReader(BytesIO(pdf_with(("factur-x.xml", cii)))), BytesIO()
    writer = PdfWriter(clone_from=plain)
    writer.encrypt("", algorithm="RC4-128")
    writer.write(out)
    assert refusal(out.getvalue()).code == "pdf_encrypted"


@pytest.mark.parametrize("form", [b"(%s)", b"<%s>"])
@pytest.mark.parametrize("right", [True, False])
def test_an_attachment_that_does_not_fit_its_checksum_is_damaged(
    cii: bytes, form: bytes, right: bool
) -> None:
    md5 = hashlib.md5(cii if right else b"other").hexdigest().encode()
    parameters = b"/Type/EmbeddedFile/Params<</CheckSum %s>>" % (form % md5)
    pdf = raw_pdf(*attached(), stream(parameters, cii))
    if right:
        assert extract_xml(pdf) == cii
    else:
        assert refusal(pdf).value == "factur-x.xml is damaged"


def test_a_worker_that_never_ends_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    limits = (root / "sfc" / "importers" / "pdf_worker.py").read_text(encoding="utf-8")
    looping = tmp_path / "looping.py"
    head, _, _ = limits.partition("if __name__")
    looping.write_text(f"{head}\n_limit_resources()\nwhile True:\n    pass\n", encoding="utf-8")
    monkeypatch.setattr(pdf_worker, "__file__", str(looping))
    monkeypatch.setattr(facturx, "_PATIENCE_SECONDS", 600)
    with watchdog(60):
        assert refusal(b"%PDF-1.7").code == "pdf_too_costly"


def test_a_worker_that_sleeps_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeping = tmp_path / "sleeping.py"
    sleeping.write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    monkeypatch.setattr(pdf_worker, "__file__", str(sleeping))
    monkeypatch.setattr(facturx, "_PATIENCE_SECONDS", 1)
    assert refusal(b"%PDF-1.7").code == "pdf_too_costly"


def _seen_by_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> str:
    spy = tmp_path / "spy.py"
    spy.write_text(f"import os, sys\nsys.stdout.write('{{}}\\n' + {code})\n", encoding="utf-8")
    monkeypatch.setattr(pdf_worker, "__file__", str(spy))
    return extract_xml(b"%PDF-1.7").decode()


def test_the_worker_knows_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFC_API_KEY", "secret")
    seen = _seen_by_worker(tmp_path, monkeypatch, "repr(sorted(os.environ))")
    assert "SFC_API_KEY" in os.environ and "SFC_API_KEY" not in seen


def test_the_worker_imports_nothing_from_where_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(tmp_path) not in _seen_by_worker(tmp_path, monkeypatch, "repr(sys.path)")


@pytest.mark.parametrize("pdf", [b"%PDF-1.7\n", pdf_with(("factur-x.xml", b"<a/>"))])
def test_nothing_is_said_but_the_answer(capfd: pytest.CaptureFixture[str], pdf: bytes) -> None:
    refusal(pdf)
    assert capfd.readouterr() == ("", "")


def test_no_network_is_used(cii: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", closed)
    doctype = b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd">' + cii[cii.index(b"<rsm:") :]
    read: Callable[[bytes], bytes] = pdf_worker.embedded_xml
    assert read(pdf_with(("factur-x.xml", doctype))) == doctype
    problem = read_document(doctype, "x.xml")
    assert isinstance(problem, Problem) and problem.reasons == ("R-DTD",)
