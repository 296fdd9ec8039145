"""Damaged and hostile e-invoices: no crash, no hang, and nothing imported that is not there.

SFC_FUZZ=20 runs twenty times as many examples. Whatever is imported must agree, field by field,
with what another parser finds in the same bytes.
"""

import json
import os
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from sfc.domain.intake import InvoiceDraft, Outcome, Problem
from sfc.importers import pdf_worker
from sfc.importers.described import describe
from sfc.importers.detect import MOST_ELEMENTS, read_document
from sfc.importers.safe_xml import MOST_ATTRIBUTES, MOST_BYTES
from tests.importers.conftest import SHARED
from tests.importers.independent import facts_in, facts_of
from tests.importers.pdfs import pdf_with
from tests.importers.test_ubl import PAYEE
from tests.importers.watchdog import watchdog

EFFORT = int(os.environ.get("SFC_FUZZ", "1"))
EXAMPLES = Path(__file__).parents[2] / "examples"
OWN = sorted([*EXAMPLES.glob("invoices/*.xml"), *EXAMPLES.glob("e-invoices/*.xml")])
PUBLISHED = sorted(SHARED.glob("einvoice/*.[xX][mM][lL]"))  # none where they are absent
SEEDS = [path.read_bytes() for path in OWN + PUBLISHED]
PDFS = [path.read_bytes() for path in sorted([*EXAMPLES.rglob("*.pdf"), *SHARED.rglob("*.pdf")])]

fuzzed = settings(
    max_examples=150 * EFFORT, suppress_health_check=[HealthCheck.too_slow], deadline=None
)


def read(data: bytes) -> InvoiceDraft | Problem:
    """Read within its time, and see that the result can be told."""
    with watchdog():
        result = read_document(data, "fuzzed")
        json.dumps(describe(result), ensure_ascii=False)
        assert str(result)
    if isinstance(result, Problem):
        assert result.outcome is not Outcome.IMPORT and result.reasons and result.faults
        assert len(str(result)) < 100_000
    else:
        assert result.total.minor > 0 and result.due > result.issued
    return result


def agree(xml: bytes) -> InvoiceDraft | Problem:
    """Read, and see that what is imported is what a second opinion finds."""
    result = read(xml)
    if isinstance(result, InvoiceDraft):
        assert facts_of(result) == facts_in(xml)
    return result


@st.composite
def damaged(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A few bytes flipped, cut out, put in, or copied from elsewhere."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 300)))
        match draw(st.sampled_from(["flip", "cut", "put", "copy", "end"])):
            case "flip" if start < len(data):
                data[start] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del data[start:end]
            case "put":
                data[start:start] = draw(st.binary(max_size=20))
            case "copy":
                place = draw(st.integers(0, len(data)))
                data[place:place] = data[start:end]
            case "end":
                del data[max(start, 1) :]
    return bytes(data)


def test_undamaged_they_are_imported_and_both_readers_agree() -> None:
    results = [agree(path.read_bytes()) for path in OWN]
    held = [path.name for path, each in zip(OWN, results, strict=True) if isinstance(each, Problem)]
    assert held == ["cable-0419-in-words.ubl.xml"]
    for path in PUBLISHED:
        agree(path.read_bytes())


@fuzzed
@given(damaged(SEEDS))
def test_damaged_xml(xml: bytes) -> None:
    agree(xml)


WORDS = [
    "",
    " ",
    "0",
    "-1",
    "+1.00",
    "1e9",
    "NaN",
    "INF",
    "-0.00",
    "0.001",
    "1,00",
    "١٢٣",
    "９９９",
    "9" * 18,
    "9" * 26,
    "9" * 5000,
    "3706400.00",
    "-3706400.00",
    "2026-07-09",
    "20260709",
    "0000-00-00",
    "99999999",
    "2026-12-31T00:00:00",
    "2026-12-31+14:00",
    "381",
    "384",
    "CNY",
    "JPY",
    "XAU",
    "true",
    "\u202e\ufeffabc",
    "\U0001f4b8",
    "#SKONTO#TAGE=7#",
    "30 days net",
]


@st.composite
def rearranged(draw: st.DrawFn) -> bytes:
    """A well-formed document in which elements are gone, doubled, moved, renamed or reworded."""
    root = etree.fromstring(draw(st.sampled_from(SEEDS_THAT_PARSE)))
    for _ in range(draw(st.integers(1, 3))):
        nodes = [node for node in root.iter("*") if node is not root]
        if not nodes:
            break
        node = nodes[draw(st.integers(0, len(nodes) - 1))]
        parent = node.getparent()
        assert parent is not None
        match draw(st.sampled_from(["reword", "drop", "double", "move", "nest", "rename", "mark"])):
            case "reword":
                node.text = draw(st.sampled_from(WORDS) | st.text("0123456789.-", max_size=9))
            case "drop":
                parent.remove(node)
            case "double":
                parent.insert(draw(st.integers(0, len(parent))), _copy(node))
            case "move":
                nodes[draw(st.integers(0, len(nodes) - 1))].append(_copy(node))
            case "nest":
                inner = etree.SubElement(node, node.tag)
                inner.text, node.text = node.text, None
            case "rename":
                node.tag = nodes[draw(st.integers(0, len(nodes) - 1))].tag
            case "mark":
                name = draw(st.sampled_from(["currencyID", "schemeID", "format"]))
                node.set(name, draw(st.sampled_from(["", "USD", "CNY", "102", "203", "0199"])))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _copy(node: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(node, with_tail=False))


def _parses(data: bytes) -> bool:
    with suppress(etree.XMLSyntaxError):
        etree.fromstring(data)
        return b"<!DOCTYPE" not in data
    return False


SEEDS_THAT_PARSE = [data for data in SEEDS if _parses(data)]


@fuzzed
@given(rearranged())
def test_rearranged_xml(xml: bytes) -> None:
    agree(xml)


@fuzzed
@given(damaged(PDFS))
def test_damaged_pdf(pdf: bytes) -> None:
    """Whatever its reader does with a damaged PDF: the XML it gives is judged as any other."""
    with watchdog():
        try:
            xml = pdf_worker.embedded_xml(pdf)
        except Exception as error:  # the worker answers each of them with a refusal
            refused = error
        else:
            agree(xml)
            return
    if not isinstance(refused, pdf_worker.PdfRefused):
        refused = pdf_worker.refusal_of(refused)
    assert refused.reason in ("R-PDF", "R-LIMIT") and refused.code and refused.expected


def test_damaged_pdf_through_the_worker() -> None:
    """A few of them the whole way; a wrong checksum or a broken stream gives no invoice."""
    chance = random.Random(6)
    whole = (EXAMPLES / "e-invoices" / "cable-0412.pdf").read_bytes()
    right = facts_of(_draft(read(whole)))
    for _ in range(6 * EFFORT):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        result = read(bytes(data))
        if isinstance(result, InvoiceDraft):
            assert facts_of(result) == right


def test_no_flipped_bit_of_a_compressed_attachment_changes_the_invoice() -> None:
    whole = (EXAMPLES / "e-invoices" / "cable-0412.pdf").read_bytes()
    right = pdf_worker.embedded_xml(whole)
    start = whole.index(b"/EmbeddedFile")
    start = whole.index(b"stream", start)
    end = whole.index(b"endstream", start)
    for place in range(start, end, max(1, 7 // EFFORT)):
        data = bytearray(whole)
        data[place] ^= 1 << (place % 8)
        with suppress(Exception):
            assert pdf_worker.embedded_xml(bytes(data)) == right


def _draft(result: InvoiceDraft | Problem) -> InvoiceDraft:
    assert isinstance(result, InvoiceDraft)
    return result


UBL = (EXAMPLES / "invoices" / "drives-0023.xml").read_text(encoding="utf-8")
CII = (EXAMPLES / "e-invoices" / "cable-0412.cii.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [UBL, CII])
@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "gb18030", "iso-8859-1", "ascii", "utf-7"])
@pytest.mark.parametrize("real", ["utf-8", "utf-16", "gb18030", "iso-8859-15", "utf-32"])
def test_a_lie_about_the_encoding_is_no_other_invoice(text: str, declared: str, real: str) -> None:
    told = text.replace('encoding="UTF-8"', f'encoding="{declared}"')
    result = read(told.encode(real, errors="replace"))
    if isinstance(result, InvoiceDraft):
        truth = facts_of(_draft(read(text.encode())))
        found = facts_of(result)
        assert (found.amount, found.issued, found.due) == (truth.amount, truth.issued, truth.due)
        if declared == real:
            assert found == truth


def test_encodings_that_are_told_truly_are_read() -> None:
    for real in ("utf-8", "utf-16", "gb18030"):
        told = UBL.replace('encoding="UTF-8"', f'encoding="{real}"').encode(real)
        assert _draft(read(told)).key == _draft(read(UBL.encode())).key


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('unitCode="C62">400<', 'unitCode="C62">-400<'),
        (">2400000.00<", ">-2400000.00<"),
        (">3706400.00<", ">-3706400.00<"),
        (">3706400.00<", f">{'9' * 25}<"),
        (">3706400.00<", f">{'9' * 5_000_000}<"),
        (">3706400.00<", ">3.7064E6<"),
        ("2026-07-09", "9" * 1000 + "-07-09"),
        ("2026-07-09", "9999-12-31"),
        ("HC-26-0023", "x" * 1_000_000),
        ("恒磁电机有限公司", "ﷺ" * 1_000_000),
    ],
)
def test_huge_and_negative_numbers_and_texts(old: str, new: str) -> None:
    assert old in UBL
    agree(UBL.replace(old, new).encode())


ENTITIES = ("'aaaaaaaaaa'", f"'{'&a;' * 1000}'", f"'{'&b;' * 1000}'")
BOMB = "<!DOCTYPE a [<!ENTITY a {}><!ENTITY b {}><!ENTITY c {}>]>".format(*ENTITIES)
SMALL = '<cac:InvoiceLine><cbc:LineExtensionAmount currencyID="CNY">{}</cbc:LineExtensionAmount>'


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: UBL.replace("<Invoice", f"{BOMB}<Invoice").replace("HC-26-0023", "&c;"), "R-DTD"),
        (lambda: UBL.replace("</Invoice>", "<a>" * 1_000_000), "R-LIMIT"),
        (lambda: UBL.replace("</Invoice>", "<a/>" * 1_000_000), "R-LIMIT"),
        (lambda: UBL.replace("<cbc:ID>", f'<cbc:ID a="{"x" * 11_000_000}">', 1), "R-XML"),
        (lambda: UBL.replace("<cbc:ID>", f"<cbc:ID {_attributes(100_000)}>", 1), "R-LIMIT"),
        (lambda: _before_end(f"<cbc:N {_attributes(MOST_ATTRIBUTES)}/>" * 9_000), "R-LIMIT"),
        (lambda: _before_end("<!--x-->" * 1_500_000), ""),
        (lambda: _before_end("<?x?>" * 2_000_000), ""),
        (lambda: UBL.replace("HC-26-0023", "&#65;" * 2_000_000), "R-XSD"),
        (lambda: _before_end(f"{SMALL.format('1')}</cac:InvoiceLine>" * 45_000), "R-EN"),
        (lambda: _before_end(f"{SMALL.format('x')}</cac:InvoiceLine>" * 45_000), "R-XSD"),
        (lambda: UBL.replace("<cac:TaxTotal>", _accounts(33_000), 1), "R-XSD"),
        (lambda: UBL + " " * MOST_BYTES, "R-LIMIT"),
        (lambda: UBL.replace("<cac:PaymentMeans>", PAYEE.format(name="ﷺ" * 2_000_000)), "R-XSD"),
    ],
)
def test_bombs(make: Callable[[], str], reason: str) -> None:
    result = read(make().encode())
    assert (result.reasons[0] if isinstance(result, Problem) else "") == reason
    assert not isinstance(result, Problem) or len(result.faults) <= 100


def _before_end(text: str) -> str:
    return UBL.replace("</Invoice>", f"{text}</Invoice>")


def _attributes(number: int) -> str:
    return " ".join(f'a{n}=""' for n in range(number))


def _accounts(number: int) -> str:
    account = "<cac:PayeeFinancialAccount><cbc:ID>1</cbc:ID></cac:PayeeFinancialAccount>"
    return f"<cac:PaymentMeans>{account}</cac:PaymentMeans>" * number + "<cac:TaxTotal>"


def test_bombs_inside_of_a_pdf() -> None:
    doctype = f"{BOMB}{CII[CII.index('<rsm:') :]}".replace("ｊｔ", "&c;")
    result = read(pdf_with(("factur-x.xml", doctype.encode())))
    assert isinstance(result, Problem) and result.outcome is Outcome.REJECT
    many = CII.replace("</rsm:Cross", f"{'<a/>' * (MOST_ELEMENTS + 1)}</rsm:Cross")
    result = read(pdf_with(("factur-x.xml", many.encode())))
    assert isinstance(result, Problem) and result.reasons == ("R-LIMIT",)
