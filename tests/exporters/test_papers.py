import csv
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import Engine

from sfc.app import exports as use
from sfc.app.exports import Exports
from sfc.domain.currency import CURRENCIES
from sfc.domain.errors import NotFound
from sfc.domain.ids import ReceivableId, format_receivable
from sfc.domain.money import Money
from sfc.domain.outgoing import OutgoingFile
from sfc.domain.references import reference
from sfc.exporters.amounts import capitals, figures
from sfc.exporters.registration import months_to_cover
from sfc.store import SqlStore
from tests.exporters.samples import CITY_BANK, OTHER

Lived = tuple[Exports, dict[str, ReceivableId]]


def _text(file: OutgoingFile) -> str:
    """All text of a PDF, as another library reads it, without blanks."""
    reader = PdfReader(BytesIO(file.content), strict=True)
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def test_a_notice_names_parties_claim_amounts_days_and_where_to_pay(lived: Lived) -> None:
    exports, named = lived
    exports = replace(exports, paid_to={"CNY": CITY_BANK})
    file = use.assignment_notice(exports, use.fill_of(exports, named["sold"], 1))
    text = _text(file)
    for expected in (
        "应收账款转让通知书",
        "NoticeofAssignmentofaReceivable",
        "锚汽车制造股份有限公司",
        "远航座椅系统有限公司",
        "江海银行股份有限公司",
        format_receivable(named["sold"]),
        reference(named["sold"]),
        "发票INV-2026/0001",
        "CNY10,000.00",
        "CNY6,000.00·人民币陆仟元整",
        "2024-07-10",
        "2024-10-04",
        CITY_BANK.number,
        CITY_BANK.bic,
        "Withoutrecourse",
    ):
        assert expected in text, expected
    assert "5,400" not in text  # the price is no business of the debtor's
    assert len(PdfReader(BytesIO(file.content)).pages) == 1


def test_recourse_is_told(lived: Lived) -> None:
    exports, named = lived
    exports = replace(exports, with_recourse=lambda sale: sale.nonce == 1)
    first, second = (
        _text(use.assignment_notice(exports, use.fill_of(exports, named["sold"], number)))
        for number in (1, 2)
    )
    assert "无追索权" in first and "有追索权" in second


def test_names_of_all_scripts_are_in_it(lived: Lived, database: Engine) -> None:
    exports, named = lived
    fill = use.fill_of(exports, named["sold"], 2)
    for name in ("Łódź Tekstyl", "Dvořák & Syn", "Şişli Çelik", "Ģirts Ķēniņš", "Завод", "ΕΛΛΑΣ"):
        SqlStore(database).name_participant(OTHER, name, "5493000IBP32UQZ0KL24")
        shown = _text(use.assignment_notice(exports, fill))
        assert "".join(name.split()) in shown, name
    SqlStore(database).name_participant(OTHER, "नमस्ते <b>&", "x")
    assert "[U+0928]" in _text(use.assignment_notice(exports, fill))


def test_the_sheet_and_its_data_have_the_same_fields(lived: Lived) -> None:
    exports, named = lived
    fill = use.fill_of(exports, named["sold"], 1)
    data = use.registration_data(exports, fill)
    rows = list(csv.DictReader(StringIO(data.content.decode("utf-8-sig"), newline="")))
    values = {(row["section_en"], row["field_en"]): row["value"] for row in rows}
    assert values["Assignor", "Name"] == "远航座椅系统有限公司"
    assert values["Assignor", "Legal id"] == "91990000DEMA0003XE"
    assert values["Assignee (factor)", "Name"] == "江海银行股份有限公司"
    assert values["Account debtor", "Name"] == "锚汽车制造股份有限公司"
    assert values["Assignment contract", "Value assigned"] == "6000.00"
    assert values["Property assigned", "Confirmed amount"] == "10000.00"
    assert values["Property assigned", "Due date"] == "2024-10-04"
    assert values["Property assigned", "Receivable id"] == format_receivable(named["sold"])
    assert values["Registration", "Term"].startswith("3 个月")
    text = _text(use.registration_sheet(exports, fill))
    for row in rows:
        for part in (row["section_zh"], row["field_zh"], row["field_en"]):
            assert "".join(part.split()) in text, part


def test_sales_are_counted_from_one(lived: Lived) -> None:
    exports, named = lived
    for number in (0, 3):
        with pytest.raises(NotFound):
            use.fill_of(exports, named["sold"], number)
    strange = replace(use.fill_of(exports, named["sold"], 1), units=1)
    with pytest.raises(NotFound):
        use.assignment_notice(exports, strange)


_AGAIN = """
import sys
from hashlib import sha256
from tests.exporters.samples import everything
for name, digest in everything():
    print(name, digest)
"""


def test_another_process_writes_the_same_bytes() -> None:
    """Under other hash seeds, zones and locales: all formats."""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _AGAIN],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PYTHONPATH": "."},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "America/Lima"))
    }
    (output,) = outputs
    assert len(output.splitlines()) == 22


def test_papers_have_no_time_of_making_and_nothing_compressed(lived: Lived) -> None:
    exports, named = lived
    fill = use.fill_of(exports, named["sold"], 1)
    for file in (use.assignment_notice(exports, fill), use.registration_sheet(exports, fill)):
        assert b"FlateDecode" not in file.content and b"FontFile" not in file.content
        information = PdfReader(BytesIO(file.content)).metadata
        assert information is not None
        assert information.creation_date == information.modification_date
        assert information.creation_date is not None and information.creation_date.year == 2000


@pytest.mark.parametrize(
    ("minor", "written"),
    [
        (0, "人民币零元整"),
        (1, "人民币壹分"),
        (10, "人民币壹角整"),
        (105, "人民币壹元零伍分"),
        (12_345, "人民币壹佰贰拾叁元肆角伍分"),
        (6_007_014, "人民币陆万零柒拾元壹角肆分"),
        (1_050_007_003, "人民币壹仟零伍拾万零柒拾元零叁分"),
        (10_010_001_000, "人民币壹亿零壹拾万零壹拾元整"),
        (100_000_100_000_000, "人民币壹万亿零壹佰万元整"),
    ],
)
def test_amounts_in_characters(minor: int, written: str) -> None:
    assert capitals(Money(minor, CURRENCIES["CNY"])) == written
    assert capitals(Money(minor, CURRENCIES["EUR"])) == ""


_VALUES = dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True))
_UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def _spoken(text: str) -> int:
    """Read the characters back."""
    for name, unit in (("亿", 10**8), ("万", 10**4)):
        high, found, low = text.rpartition(name) if name == "亿" else text.partition(name)
        if found:
            return _spoken(high) * unit + _spoken(low)
    total = digit = 0
    for character in text:
        if character in _UNITS:
            total, digit = total + digit * _UNITS[character], 0
        else:
            digit = _VALUES[character]
    return total + digit


@given(st.integers(0, 2**64 - 1))
def test_amounts_in_characters_read_back(minor: int) -> None:
    text = capitals(Money(minor, CURRENCIES["CNY"])).removeprefix("人民币").removesuffix("整")
    yuan, found, rest = text.partition("元")
    if not found:
        yuan, rest = "", text
    jiao = rest.partition("角")[0][-1:] if "角" in rest else "零"
    fen = rest[-2] if rest.endswith("分") else "零"
    assert _spoken(yuan) * 100 + _VALUES[jiao] * 10 + _VALUES[fen] == minor


@given(st.integers(-(2**64) + 1, 2**64 - 1), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_figures_lose_nothing(minor: int, code: str) -> None:
    money = Money(minor, CURRENCIES[code])
    assert figures(money).replace(",", "") == f"{code} {money.amount}"


@settings(max_examples=200)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 400))
def test_the_term_covers_the_due_date(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    months = months_to_cover(first, last)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    assert (last.year, last.month, last.day) <= (year, month + 1, first.day)
