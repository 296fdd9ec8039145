"""One invoice in any clothes is one invoice: UBL, CII, PDF; blanks, case and Unicode forms."""

from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.duplicates import DuplicateKind
from sfc.domain.intake import InvoiceDraft
from sfc.importers.detect import read_document, read_document_file
from sfc.store.seen import Seen
from tests.importers.pdfs import pdf_with

SYNTAXES = ("cable-0412.ubl.xml", "cable-0412.cii.xml", "cable-0412.pdf")


def read(data: bytes, name: str = "twin") -> InvoiceDraft:
    result = read_document(data, name)
    assert isinstance(result, InvoiceDraft), result
    return result


@pytest.fixture(scope="module")
def trio(examples: Path) -> list[InvoiceDraft]:
    drafts = [read_document_file(examples / "e-invoices" / name) for name in SYNTAXES]
    return [draft for draft in drafts if isinstance(draft, InvoiceDraft)]


def test_the_examples_are_one_invoice(trio: list[InvoiceDraft]) -> None:
    assert [draft.source.file for draft in trio] == [*SYNTAXES]
    assert len({draft.number for draft in trio}) == 3, "they are not even written alike"
    assert len({draft.key for draft in trio}) == 1
    assert len({(draft.due, draft.total) for draft in trio}) == 1
    assert len({draft.key.digest(b"a secret of 16 bytes") for draft in trio}) == 1


def test_whichever_comes_first_the_others_repeat_it(trio: list[InvoiceDraft]) -> None:
    for first, *others in (trio, trio[::-1], trio[1:] + trio[:1]):
        with Seen() as seen:
            assert seen.add(first) is None
            found = [seen.add(other) for other in others]
        assert [each and (each.of, each.kind) for each in found] == [
            (first, DuplicateKind.SAME),
            (first, DuplicateKind.SAME),
        ]


def test_the_published_twins_are_one_invoice_each(shared: Path) -> None:
    folder = shared / "einvoice"
    for one, other in (
        ("xs__01.07a-INVOICE_ubl.xml", "xs__01.07a-INVOICE_uncefact.xml"),
        ("zfp__Facture_FR_BASICWL.pdf", "zff__Facture_FR_EN16931.pdf"),
        ("cu__ubl-tc434-example8.xml", "mu__m23_whitespace_in_number.xml"),
    ):
        first, second = read_document_file(folder / one), read_document_file(folder / other)
        assert isinstance(first, InvoiceDraft) and isinstance(second, InvoiceDraft)
        assert first.key == second.key


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


CLOTHES: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "lower case": str.lower,
    "full width": full_width,
    "decomposed": lambda text: normalize("NFD", text),
    "blanks": lambda text: "\n  " + " ".join(text) + "\t",
    "invisible": lambda text: "\u200b".join(text) + "\u00ad\ufeff",
}
DRESSED = {
    "number": "JT-2026-0412",
    "seller id": "91990000DEMA00072Y",
    "buyer id": "91990000DEMA00021N",
}


@pytest.mark.parametrize("syntax", ["cable-0412.ubl.xml", "cable-0412.cii.xml", "pdf"])
@pytest.mark.parametrize("clothes", CLOTHES)
def test_clothes_make_no_other_invoice(
    examples: Path, trio: list[InvoiceDraft], syntax: str, clothes: str
) -> None:
    ubl = (examples / "e-invoices" / "cable-0412.ubl.xml").read_text(encoding="utf-8")
    text = ubl
    if syntax != "cable-0412.ubl.xml":
        text = (examples / "e-invoices" / "cable-0412.cii.xml").read_text(encoding="utf-8")
        text = text.replace("ｊｔ－２０２６－０４１２", DRESSED["number"])
    for plain in DRESSED.values():
        text = text.replace(f">{plain}<", f">{CLOTHES[clothes](plain)}<")
    data = text.encode()
    if syntax == "pdf":
        data = pdf_with(("factur-x.xml", data))
    assert read(data).key == trio[0].key


@given(number=st.text(alphabet="aÀßﬁΩ０-/ 1", min_size=1, max_size=12))
def test_any_number_has_one_key_in_both_syntaxes(examples: Path, number: str) -> None:
    if not number.strip():
        return
    folder = examples / "e-invoices"
    ubl = (folder / "cable-0412.ubl.xml").read_text(encoding="utf-8")
    cii = (folder / "cable-0412.cii.xml").read_text(encoding="utf-8")
    one = read(ubl.replace("JT-2026-0412", number).encode())
    other = read(cii.replace("ｊｔ－２０２６－０４１２", normalize("NFD", number).upper()).encode())
    assert one.key == other.key
