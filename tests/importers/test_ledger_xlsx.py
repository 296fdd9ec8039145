"""Workbooks: the same rows as in a text, exact, bounded, and no cell taken for what it is not."""

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from sfc.domain.intake import InvoiceDraft, Problem
from sfc.importers.ledger_profile import EXAMPLES
from sfc.importers.ledger_xlsx import MOST_COLUMNS, read_workbook
from sfc.importers.xlsx_package import MOST_BYTES
from tests.importers.workbooks import cells, packed, parts, written

HEADER = EXAMPLES.columns
GOOD: dict[str, Any] = {
    "invoice_number": "A-1",
    "seller_id": "S1",
    "buyer_id": "B1",
    "issue_date": date(2026, 1, 2),
    "due_date": date(2026, 5, 2),
    "amount": 100.5,
    "currency": "CNY",
    "seller_name": "Seller",
    "buyer_name": None,
}
RAW = {name: cells(str(value or "")) for name, value in GOOD.items()} | {
    "issue_date": '<c s="1"><v>46024</v></c>',
    "due_date": '<c s="1"><v>46144</v></c>',
    "amount": "<c><v>100.5</v></c>",
}


def read(content: bytes, **profile: str) -> list[InvoiceDraft | Problem]:
    declared = replace(EXAMPLES, **profile) if profile else EXAMPLES  # type: ignore[arg-type]
    return list(read_workbook(io.BytesIO(content), declared, "ledger.xlsx"))


def values(**changes: object) -> list[object]:
    return [{**GOOD, **changes}[name] for name in HEADER]


def one(**changes: object) -> InvoiceDraft | Problem:
    (found,) = read(written([HEADER, values(**changes)]))
    return found


def raw(**changes: str) -> InvoiceDraft | Problem:
    """Read a row of which some cells are written in XML here."""
    row = "".join({**RAW, **changes}[name] for name in HEADER)
    (found,) = read(packed(parts(f"<row>{cells(*HEADER)}</row><row>{row}</row>", ["shared"])))
    return found


def fault(found: InvoiceDraft | Problem) -> tuple[str, str]:
    assert isinstance(found, Problem), found
    (only,) = found.faults
    assert only.expected
    return only.code, only.place


def refused(content: bytes, **profile: str) -> str:
    (found,) = read(content, **profile)
    assert isinstance(found, Problem) and found.reasons == ("R-FILE",)
    return found.faults[0].code


def test_a_row_is_read_as_from_a_text() -> None:
    found = one()
    assert isinstance(found, InvoiceDraft)
    assert (found.number, found.issued, found.due) == ("A-1", date(2026, 1, 2), date(2026, 5, 2))
    assert (found.total.minor, found.total.currency.code) == (10050, "CNY")
    assert (found.seller.name, found.buyer.name) == ("Seller", "B1")
    assert str(found.source) == "ledger.xlsx, row 2"
    assert raw() == replace(found, source=found.source)


@pytest.mark.parametrize(
    ("value", "minor"), [(7, 700), (1234.56, 123456), (0.1, 10), (99999999999.99, 9999999999999)]
)
def test_numbers_are_exact(value: object, minor: int) -> None:
    found = one(amount=value)
    assert isinstance(found, InvoiceDraft) and found.total.minor == minor


@pytest.mark.parametrize(
    ("text", "minor"),
    [("100.50", 10050), ("1.5E2", 15000), ("1234.5599999999999", 123456), ("7.0000", 700)],
)
def test_a_number_is_the_shortest_that_its_binary_value_stands_for(text: str, minor: int) -> None:
    found = raw(amount=f"<c><v>{text}</v></c>")
    assert isinstance(found, InvoiceDraft) and found.total.minor == minor


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("<c><v>0.125</v></c>", "amount_not_exact"),
        ("<c><v>0.30000000000000004</v></c>", "number_not_exact"),
        ("<c><v>1e300</v></c>", "number_not_exact"),
        ("<c><v>nan</v></c>", "number_not_exact"),
        ("<c><v>12 345</v></c>", "cell_unusable"),
        ('<c t="e"><v>#REF!</v></c>', "cell_unusable"),
        ('<c t="b"><v>1</v></c>', "cell_unusable"),
        ('<c t="s"><v>99</v></c>', "cell_unusable"),
        ('<c t="s"><v>-1</v></c>', "cell_unusable"),
        ('<c t="new"><v>1</v></c>', "cell_unusable"),
        ('<c s="1"><v>46024</v></c>', "cell_unusable"),
        ("<c><f>A1*2</f></c>", "field_blank"),
        ("<c/>", "field_blank"),
    ],
)
def test_no_cell_is_taken_for_an_amount_that_is_none(cell: str, code: str) -> None:
    assert fault(raw(amount=cell)) == (code, "amount")


def test_signs_are_of_texts_and_not_of_numbers() -> None:
    rows = [HEADER, values(amount=1234.5), values(amount="1.234,5")]
    number, text = read(written(rows), decimal_sign=",", grouping_sign=".")
    for found in (number, text):
        assert isinstance(found, InvoiceDraft) and found.total.amount == "1234.50"


def test_of_a_formula_the_saved_value_counts() -> None:
    found = raw(amount="<c><f>SUM(A1:A9)</f><v>12.5</v></c>")
    assert isinstance(found, InvoiceDraft) and found.total.amount == "12.50"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("<c><v>20260001</v></c>", "20260001"),
        ('<c s="2"><v>42</v></c>', "00042"),
        ('<c t="str"><f>"A"</f><v>A</v></c>', "A"),
        ('<c t="s"><v>0</v></c>', "shared"),
        ('<c t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r></is></c>', "rich"),
        ('<c t="inlineStr"><is><t>読</t><rPh><t>yomi</t></rPh></is></c>', "読"),
    ],
)
def test_texts_are_read_as_they_are_shown(cell: str, number: str) -> None:
    found = raw(invoice_number=cell)
    assert isinstance(found, InvoiceDraft) and found.number == number


@pytest.mark.parametrize(
    "cell", ['<c s="1"><v>46024</v></c>', "<c><v>12345678901234567890</v></c>"]
)
def test_an_invoice_number_that_the_workbook_has_spoilt_is_told(cell: str) -> None:
    assert fault(raw(invoice_number=cell))[1] == "invoice_number"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (datetime(2026, 1, 2, 13, 30), "cell_unusable"),  # noqa: DTZ001  # a workbook has no zones
        ("2026-13-01", "date_malformed"),
        (46024, "date_malformed"),
        (True, "cell_unusable"),
    ],
)
def test_only_whole_days_are_dates(value: object, code: str) -> None:
    assert fault(one(issue_date=value)) == (code, "issue_date")


def test_dates_may_be_days_or_texts() -> None:
    found = one(issue_date="2026-01-02", due_date=datetime(2026, 5, 2))  # noqa: DTZ001
    assert isinstance(found, InvoiceDraft) and found.due == date(2026, 5, 2)
    iso = raw(issue_date='<c t="d"><v>2026-01-02</v></c>')
    assert isinstance(iso, InvoiceDraft) and iso.issued == date(2026, 1, 2)


def test_days_may_count_from_1904() -> None:
    made = parts(f"<row>{cells(*HEADER)}</row><row>{''.join(RAW[n] for n in HEADER)}</row>")
    book = made["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    (found,) = read(packed(made | {"xl/workbook.xml": book}))
    assert isinstance(found, InvoiceDraft) and found.issued == date(2030, 1, 3)


def test_a_title_above_the_headings_and_blank_rows_are_passed_over() -> None:
    rows = [["Ledger of 2026"], [], HEADER, [], values(), [None, " "], values(invoice_number="A-2")]
    first, other = read(written(rows))
    assert (first.source.row, other.source.row) == (5, 7)


@pytest.mark.parametrize(
    "bad",
    [
        "<row><c><v>1</v></c></row>",
        '<row r="1">' + cells("again") + "</row>",
        '<row r="99999999">' + cells("far") + "</row>",
        '<row><c r="C9"><v>1</v></c><c r="B9"><v>1</v></c></row>',
        f'<row><c r="ZZZ9" t="inlineStr"><is><t>{MOST_COLUMNS}</t></is></c></row>',
        "<row>" + cells(*"0123456789abcdef") + "</row>",
        '<row><c t="s"><v>x</v></c></row>',
    ],
)
def test_one_bad_row_never_stops_the_others(bad: str) -> None:
    good = "".join(RAW[name] for name in HEADER)
    data = f"<row>{cells(*HEADER)}</row><row>{good}</row>{bad}<row>{good}</row>"
    first, spoilt, last = read(packed(parts(data)))
    assert isinstance(first, InvoiceDraft) and isinstance(last, InvoiceDraft)
    assert isinstance(spoilt, Problem) and spoilt.reasons == ("R-ROW",)
    assert (spoilt.source.row, last.source.row) == (3, 4)


def test_the_sheet_is_declared_where_there_are_several() -> None:
    content = written([HEADER, values()], "März", Other=None)
    assert refused(content) == "sheet_missing"
    assert refused(content, sheet="May") == "sheet_missing"
    assert isinstance(read(content, sheet="März")[0], InvoiceDraft)
    assert refused(content, sheet="Other") == "column_missing"


def test_what_is_no_workbook_is_told() -> None:
    assert refused(b"") == "workbook_malformed"
    assert refused(b"PK\x03\x04 and no more") == "workbook_malformed"
    assert refused(b"\xd0\xcf\x11\xe0 an old or encrypted one") == "workbook_encrypted"
    assert refused(b"x" * (MOST_BYTES + 1)) == "workbook_too_large"
    assert refused(packed({"a.txt": "no workbook"})) == "workbook_malformed"
    assert refused(packed(parts("", **{"xl/workbook.xml": "<workbook/>"}))) == "sheet_missing"


BOMB = (
    '<!DOCTYPE a [<!ENTITY b "1234567890"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels"]
)
def test_a_doctype_is_refused_in_every_part(part: str) -> None:
    made = parts(f"<row>{cells(*HEADER)}</row>")
    assert refused(packed(made | {part: BOMB + made[part]})) == "xml_doctype"


def test_a_part_in_a_foreign_namespace_is_refused() -> None:
    made = parts(f"<row>{cells(*HEADER)}</row>")
    sheet = made["xl/worksheets/sheet1.xml"].replace("spreadsheetml", "otherml")
    assert refused(packed(made | {"xl/worksheets/sheet1.xml": sheet})) == "workbook_malformed"


@pytest.mark.parametrize(
    "data",
    [
        "<x>" * 40 + "</x>" * 40,
        "<!--" + "x" * 3_000_000 + "-->",
        f'<row a="{"x" * 3_000_000}"/>',
    ],
)
def test_what_is_deep_or_endless_is_refused(data: str) -> None:
    assert refused(packed(parts(data))) in ("xml_too_deep", "workbook_malformed", "xml_malformed")


def test_what_would_unpack_to_too_much_is_refused_unopened() -> None:
    content = bytearray(packed(parts("")))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (2**31).to_bytes(4, "little")  # what the directory says of it
    assert refused(bytes(content)) == "workbook_too_large"


def test_a_part_that_is_longer_than_the_directory_says_is_cut_and_refused() -> None:
    made = parts(f"<row>{cells(*HEADER)}</row>")
    content = bytearray(packed(made))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(content)) in ("workbook_malformed", "xml_malformed")


def test_a_name_twice_is_refused() -> None:
    twice = packed(parts("") | {"xl/workbook.xmm": "<other/>"})
    content = twice.replace(b"xl/workbook.xmm", b"xl/workbook.xml")
    assert refused(content) == "workbook_malformed"
