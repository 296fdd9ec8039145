"""CSV ledgers: every row becomes a draft or a problem that says what is wrong where."""

import csv
import dataclasses
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.intake import InvoiceDraft, Outcome, Problem
from sfc.importers.csv_records import LONGEST_LINE
from sfc.importers.ledger_csv import read_ledger
from sfc.importers.ledger_profile import EXAMPLES, Column, Constant, LedgerProfile

HEADER = ",".join(EXAMPLES.columns)
GOOD = {
    "invoice_number": "A-1",
    "seller_id": "S1",
    "buyer_id": "B1",
    "issue_date": "2026-01-02",
    "due_date": "2026-05-02",
    "amount": "100.50",
    "currency": "CNY",
    "seller_name": "Seller",
    "buyer_name": "Buyer",
}


def row(**changes: str) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([{**GOOD, **changes}[column] for column in EXAMPLES.columns])
    return out.getvalue().removesuffix("\r\n")


def read(text: str | bytes, profile: LedgerProfile = EXAMPLES) -> list[InvoiceDraft | Problem]:
    data = text if isinstance(text, bytes) else text.encode(profile.encoding)
    return list(read_ledger(io.BytesIO(data), profile, "ledger.csv"))


def read_row(**changes: str) -> InvoiceDraft | Problem:
    (result,) = read(f"{HEADER}\n{row(**changes)}\n")
    return result


def test_a_good_row_is_read_whole() -> None:
    draft = read_row()
    assert isinstance(draft, InvoiceDraft)
    assert (draft.number, draft.issued, draft.due) == ("A-1", date(2026, 1, 2), date(2026, 5, 2))
    assert (draft.total.minor, draft.total.currency.code) == (10050, "CNY")
    assert (draft.seller.legal_id, draft.seller.name) == ("S1", "Seller")
    assert (draft.buyer.legal_id, draft.buyer.name) == ("B1", "Buyer")
    assert str(draft.source) == "ledger.csv, row 2"


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("invoice_number", "", "field_blank"),
        ("invoice_number", "\u200b", "invoice_field_malformed"),
        ("invoice_number", "x" * 300, "invoice_field_malformed"),
        ("seller_id", " ", "field_blank"),
        ("buyer_id", "", "field_blank"),
        ("issue_date", "", "field_blank"),
        ("issue_date", "2026-02-30", "date_malformed"),
        ("issue_date", "01/02/2026", "date_malformed"),
        ("issue_date", "1969-12-31", "day_out_of_range"),
        ("due_date", "soon", "date_malformed"),
        ("amount", "", "field_blank"),
        ("amount", "1,000.00", "amount_malformed"),
        ("amount", "1e5", "amount_malformed"),
        ("amount", "١٢", "amount_malformed"),
        ("amount", "100.505", "amount_not_exact"),
        ("amount", "10.000", "amount_not_exact"),
        ("amount", "9" * 30, "amount_too_large"),
        ("currency", "XXA", "currency_unknown"),
        ("currency", "cny", "currency_unknown"),
        ("currency", "", "field_blank"),
    ],
)
def test_a_fault_names_its_column_its_value_and_what_was_expected(
    column: str, value: str, code: str
) -> None:
    problem = read_row(**{column: value})
    assert isinstance(problem, Problem)
    assert (problem.source.file, problem.source.row) == ("ledger.csv", 2)
    assert (problem.outcome, problem.reasons) == (Outcome.REJECT, ("R-ROW",))
    (fault,) = problem.faults
    assert (fault.code, fault.place, fault.value) == (code, column, value.strip())
    assert fault.expected
    assert str(problem).startswith("ledger.csv, row 2: reject R-ROW: ")


@pytest.mark.parametrize(
    ("column", "value", "outcome", "reason", "code"),
    [
        ("due_date", "", Outcome.HOLD, "H-NODUE", "due_date_missing"),
        ("due_date", "2026-01-01", Outcome.HOLD, "H-DUE<ISSUE", "due_not_after_issue"),
        ("due_date", "2026-01-02", Outcome.NOTHING_TO_FINANCE, "N-TENOR0", "due_not_after_issue"),
        ("amount", "0", Outcome.NOTHING_TO_FINANCE, "N-ZERO", "amount_not_positive"),
        ("amount", "-5", Outcome.ADJUST, "A-NEGATIVE", "amount_not_positive"),
    ],
)
def test_what_can_be_read_but_not_financed_is_told_apart(
    column: str, value: str, outcome: Outcome, reason: str, code: str
) -> None:
    problem = read_row(**{column: value})
    assert isinstance(problem, Problem)
    assert (problem.outcome, problem.reasons) == (outcome, (reason,))
    assert [(fault.code, fault.place) for fault in problem.faults] == [(code, column)]
    assert problem.document is not None and problem.document.number == "A-1"


def test_all_faults_of_a_row_are_told_at_once() -> None:
    problem = read_row(invoice_number="", issue_date="x", amount="y")
    assert isinstance(problem, Problem)
    places = [fault.place for fault in problem.faults]
    assert places == ["invoice_number", "issue_date", "amount"]


@pytest.mark.parametrize(
    "bad",
    [
        row(amount="?"),
        "too,few",
        row() + ",one too many",
        row().replace("A-1", '"A-1'),
        row().replace("A-1", '"A"-1'),
        row().replace("A-1", "A" * (LONGEST_LINE + 5)),
    ],
)
def test_one_bad_row_never_stops_the_others(bad: str) -> None:
    others = [row(invoice_number=f"B-{n}") for n in range(100)]
    results = read("\n".join((HEADER, *others[:50], bad, *others[50:])))
    assert [type(result) for result in results] == [InvoiceDraft] * 50 + [Problem] + [
        InvoiceDraft
    ] * 50
    assert results[50].source.row == 52
    assert results[51].source.row == 53


def test_a_text_in_quotation_marks_may_have_several_lines() -> None:
    name = "Seller\n" * 40
    one, other = read("\n".join((HEADER, row(seller_name=name), row(invoice_number="A-2"))))
    assert isinstance(one, InvoiceDraft) and one.seller.name == name.strip()
    assert (one.source.row, other.source.row) == (2, 43)


def test_a_bad_byte_spoils_its_own_row_only() -> None:
    text = "\n".join((HEADER, row(), row(seller_name="Müller"), row(buyer_name="é")))
    good, bad, worse = read(text.encode("latin-1"))
    assert isinstance(good, InvoiceDraft)
    for result, column in ((bad, "seller_name"), (worse, "buyer_name")):
        assert isinstance(result, Problem)
        assert [(f.code, f.place) for f in result.faults] == [("encoding_wrong", column)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "latin-1"])
def test_the_declared_encoding_is_used(encoding: str) -> None:
    name = "Müller" if encoding == "latin-1" else "小河纱线厂"
    profile = dataclasses.replace(EXAMPLES, encoding=encoding)
    (draft,) = read(f"{HEADER}\n{row(seller_name=name)}\n", profile)
    assert isinstance(draft, InvoiceDraft) and draft.seller.name == name


def test_a_file_in_another_encoding_is_one_problem() -> None:
    profile = dataclasses.replace(EXAMPLES, encoding="utf-16")
    (problem,) = read(f"{HEADER}\n{row()}\n".encode(), profile)
    assert isinstance(problem, Problem) and problem.reasons == ("R-FILE",)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "column_missing"),
        (HEADER.replace("amount", "sum"), "column_missing"),
        (HEADER + ",amount", "column_repeated"),
        ('"' + HEADER, "row_malformed"),
    ],
)
def test_a_file_without_the_columns_is_one_problem(header: str, code: str) -> None:
    (problem,) = read(f"{header}\n")
    assert isinstance(problem, Problem) and problem.reasons == ("R-FILE",)
    assert problem.faults[0].code == code


def test_columns_may_stand_in_any_order_and_others_between_them() -> None:
    columns = [*reversed(EXAMPLES.columns), "remark"]
    line = ",".join([*(GOOD[column] for column in columns[:-1]), "urgent"])
    (draft,) = read(f"{','.join(columns)}\r\n\r\n{line}\r\n,,,,,,,,,\r\n")
    assert isinstance(draft, InvoiceDraft) and draft.source.row == 3


def test_a_profile_declares_signs_dates_and_constants() -> None:
    profile = LedgerProfile(
        name="de",
        number=Column("Nr"),
        seller=Constant("S1"),
        buyer=Column("Kunde"),
        issue_date=Column("vom"),
        due_date=Column("bis"),
        amount=Column("Betrag"),
        currency=Constant("EUR"),
        date_format="%d.%m.%Y",
        decimal_sign=",",
        grouping_sign=".",
        delimiter=";",
        encoding="cp1252",
    )
    text = "Nr;Kunde;vom;bis;Betrag\n7;Käufer;1.2.2026;03.04.2026;01.234,5\n"
    (draft,) = read(text, profile)
    assert isinstance(draft, InvoiceDraft)
    assert (draft.issued, draft.due) == (date(2026, 2, 1), date(2026, 4, 3))
    assert draft.total.amount == "1234.50"
    assert (draft.seller.legal_id, draft.buyer.legal_id) == ("S1", "Käufer")


@pytest.mark.parametrize(
    "change",
    [
        {"date_format": "%d.%m.%y"},
        {"date_format": "%d %b %Y"},
        {"date_format": ""},
        {"decimal_sign": ""},
        {"decimal_sign": ";"},
        {"grouping_sign": "."},
        {"grouping_sign": "1"},
        {"delimiter": ""},
        {"delimiter": '"'},
        {"encoding": "klingon"},
    ],
)
def test_a_profile_that_reads_nothing_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"must|not known"):
        dataclasses.replace(EXAMPLES, **change)  # type: ignore[arg-type]


cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["2026-01-02", "2026-05-02", "100.50", "CNY", '"', '""', "\n", "9" * 25, "-1"]),
)


@given(st.lists(st.lists(cells, min_size=9, max_size=9), max_size=8))
def test_every_row_is_accounted_for(rows: list[list[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(EXAMPLES.columns)
    writer.writerows(rows)
    results = read(text.getvalue().encode("utf-8", "replace"))
    assert len(results) == sum(any(cell.strip() for cell in cells) for cells in rows)
    lines = [result.source.row or 0 for result in results]
    assert lines == sorted(set(lines))


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "utf-16", "gb18030", "latin-1"]))
def test_no_bytes_crash_it(data: bytes, encoding: str) -> None:
    profile = dataclasses.replace(EXAMPLES, encoding=encoding)
    read(data, profile)
    read(f"{HEADER}\n".encode(encoding) + data, profile)


@given(st.integers(0, len(HEADER) + 120), st.binary(max_size=3))
def test_a_damaged_ledger_gives_no_wrong_amount(at: int, damage: bytes) -> None:
    text = f"{HEADER}\n{row()}\n{row(invoice_number='A-2')}\n".encode()
    results = read(text[:at] + damage + text[at:])
    assert all(isinstance(result, InvoiceDraft | Problem) for result in results)
