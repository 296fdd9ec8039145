"""Ledgers damaged in every way: no crash, nothing without an end, no wrong import.

A damaged ledger may lose rows to problems. What is still imported from it must be what an
independent reader finds in the damaged file.
"""

import csv
import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sfc.domain.imports import Reading
from sfc.domain.intake import InvoiceDraft, Problem
from sfc.importers.files import Files
from sfc.importers.ledger_profile import EXAMPLES
from tests.importers.workbooks import written

Result = InvoiceDraft | Problem
FILES = Files()
START = date(2026, 1, 2)


def read(content: bytes, name: str, **profile: str) -> list[Result]:
    declared = replace(EXAMPLES, **profile) if profile else EXAMPLES  # type: ignore[arg-type]
    stream, reading = io.BytesIO(content), Reading(declared)
    FILES.doubts(stream, name, reading)
    FILES.offer(stream, name)
    results = list(FILES.read(stream, name, reading))
    assert all(isinstance(result, InvoiceDraft | Problem) for result in results)
    return results


def _rows(count: int) -> Iterator[list[Any]]:
    yield list(EXAMPLES.columns)
    for number in range(count):
        issued = START + timedelta(number)
        days = (issued.isoformat(), (issued + timedelta(60)).isoformat())
        yield [
            f"N-{number:04}",
            "S1",
            "B1",
            *days,
            f"{number + 1}.{number % 100:02}",
            "CNY",
            "卖",
            "B",
        ]


def _text(count: int = 12) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(_rows(count))
    return out.getvalue().encode()


def _workbook(count: int = 12) -> bytes:
    header, *rows = _rows(count)
    for row in rows:
        row[3:5] = [date.fromisoformat(text) for text in row[3:5]]
        row[5] = float(row[5])
    return written([header, *rows])


TEXT, WORKBOOK = _text(), _workbook()


def facts(draft: InvoiceDraft) -> tuple[Any, ...]:
    parties = (draft.seller.legal_id, draft.buyer.legal_id)
    return (draft.number, *parties, draft.issued, draft.due, Decimal(draft.total.amount))


def independent(content: bytes) -> list[tuple[Any, ...]]:
    """What another reader finds in each row of a text that it can make sense of."""
    found = []
    text = content.decode("utf-8-sig", "replace")
    for row in csv.reader(io.StringIO(text, newline=""), strict=False):
        if len(row) == len(EXAMPLES.columns):
            cells = [cell.strip() for cell in row]
            try:
                days = [date.fromisoformat(cell) for cell in cells[3:5]]
                found.append((*cells[:3], *days, Decimal(cells[5])))
            except (ArithmeticError, ValueError):
                continue
    return found


damages = st.tuples(
    st.integers(0, len(TEXT)),
    st.integers(0, 40),
    st.one_of(
        st.binary(max_size=6), st.sampled_from([b'"', b"\n", b",", b"-", b"\x00", b"9" * 40])
    ),
)


@given(st.lists(damages, min_size=1, max_size=3))
def test_a_damaged_text_gives_no_wrong_import(changes: list[tuple[int, int, bytes]]) -> None:
    content = TEXT
    for at, length, put in changes:
        content = content[:at] + put + content[at + length :]
    drafts = [each for each in read(content, "l.csv") if isinstance(each, InvoiceDraft)]
    if content.count(b'"') == 0:  # with a stray quotation mark readers differ in what a row is
        others = independent(content)
        assert all(facts(draft) in others for draft in drafts)


@given(st.integers(0, len(TEXT)))
def test_a_text_cut_off_loses_only_its_end(at: int) -> None:
    whole = {facts(each) for each in read(TEXT, "l.csv") if isinstance(each, InvoiceDraft)}
    drafts = [each for each in read(TEXT[:at], "l.csv") if isinstance(each, InvoiceDraft)]
    assert all(facts(draft) in whole for draft in drafts)


@pytest.mark.parametrize(
    "lie", ["utf-16", "utf-32", "utf-7", "gb18030", "latin-1", "cp037", "big5"]
)
@pytest.mark.parametrize("truth", ["utf-8", "utf-16", "gb18030"])
def test_an_encoding_lie_gives_no_wrong_amount(lie: str, truth: str) -> None:
    content = TEXT.decode().encode(truth)
    right = {facts(each)[3:] for each in read(TEXT, "l.csv") if isinstance(each, InvoiceDraft)}
    for each in read(content, "l.csv", encoding=lie):
        if isinstance(each, InvoiceDraft):
            assert facts(each)[3:] in right


amounts = st.one_of(
    st.integers(-(10**30), 10**30).map(str),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
    st.floats().map(repr),
    st.text(max_size=6),
)


@given(amounts)
def test_no_amount_is_taken_for_another(text: str) -> None:
    header, row = _rows(1)
    row[5] = text
    out = io.StringIO()
    csv.writer(out).writerows([header, row])
    for each in read(out.getvalue().encode("utf-8", "replace"), "l.csv"):
        if isinstance(each, InvoiceDraft):
            assert Decimal(each.total.amount) == Decimal(text) > 0


@given(st.one_of(st.floats(), st.integers(-(2**70), 2**70), st.booleans()))
def test_no_number_of_a_workbook_is_taken_for_another(value: float) -> None:
    header, row = _rows(1)
    row[5] = value
    try:
        content = written([header, row])
    except (ValueError, OverflowError):
        return
    for each in read(content, "l.xlsx"):
        if isinstance(each, InvoiceDraft):
            assert not isinstance(value, bool)
            assert Decimal(each.total.amount) == Decimal(repr(value)) or (
                float(each.total.amount) == float(f"{value:.15g}")
            )


@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), max_size=8))
def test_flipped_bytes_of_a_workbook_give_no_wrong_import(changes: list[tuple[int, int]]) -> None:
    content = bytearray(WORKBOOK)
    for at, byte in changes:
        content[at] = byte
    right = {facts(each) for each in read(WORKBOOK, "l.xlsx") if isinstance(each, InvoiceDraft)}
    for each in read(bytes(content), "l.xlsx"):
        if isinstance(each, InvoiceDraft):
            assert facts(each) in right, "the archive's checksums show every flip"


@given(st.integers(0, len(WORKBOOK)))
def test_a_workbook_cut_off_is_no_workbook(at: int) -> None:
    if at < len(WORKBOOK):
        assert all(isinstance(each, Problem) for each in read(WORKBOOK[:at], "l.xlsx"))


@given(st.integers(0, 2**32))
@example(64_090)  # the namespace: nobody else reads such a sheet
def test_damaged_sheets_that_are_packed_again_give_no_wrong_import(seed: int) -> None:
    """Damage inside the parts, which no checksum shows."""
    chance = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith(("sheet1.xml", "styles.xml")):
                at = chance.randrange(len(data))
                put = chance.choice([b"<", b">", b"</c>", b"9", b"", b'"', b"&#0;", b"-", b"\xff"])
                data = data[:at] + put + data[at + chance.randrange(3) :]
            new.writestr(entry.filename, data)
    drafts = [d for d in read(out.getvalue(), "l.xlsx") if isinstance(d, InvoiceDraft)]
    if drafts:
        others = _read_by_openpyxl(out.getvalue())
        assert others is None or all(facts(draft) in others for draft in drafts)


def _read_by_openpyxl(content: bytes) -> list[tuple[Any, ...]] | None:
    """What the other reader finds; None if it gives up."""
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
        found = []
        for row in sheet.iter_rows(values_only=True):
            days = [getattr(cell, "date", lambda cell=cell: cell)() for cell in row[3:5]]
            if all(isinstance(day, date) for day in days) and isinstance(row[5], int | float):
                parties = [str(cell).strip() for cell in row[:3]]
                found.append((*parties, *days, Decimal(repr(row[5]))))
        return found
    except Exception:  # it raises all sorts of things
        return None


@given(st.binary(max_size=200))
def test_no_bytes_crash_it(data: bytes) -> None:
    for content in (data, b"PK\x03\x04" + data, TEXT[:80] + data):
        read(content, "l.csv")
