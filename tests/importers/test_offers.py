"""Offers: what fits is offered, what contradicts it is shown, what is not decided is asked."""

import io
from typing import Any

from sfc.domain.profile_body import profile_from
from sfc.importers.ledger_csv import read_ledger
from sfc.importers.ledger_profile import EXAMPLES
from sfc.importers.offers import offer_profile_body
from tests.importers.workbooks import written

COLUMNS = "invoice_number,seller_id,buyer_id,issue_date,due_date,amount,currency"


def offer(text: str | bytes, name: str = "l.csv", **more: str) -> dict[str, Any]:
    data = text if isinstance(text, bytes) else text.encode()
    return offer_profile_body(io.BytesIO(data), name, **more)


def rows(*dates_and_amounts: tuple[str, str, str]) -> str:
    lines = [f'{n},S,B,{i},{d},"{a}",EUR' for n, (i, d, a) in enumerate(dates_and_amounts)]
    return "\n".join((COLUMNS, *lines))


def test_what_fits_without_a_doubt_is_offered_whole_and_reads_the_ledger() -> None:
    text = rows(("25/03/2026", "01/06/2026", "1,234.50"), ("02/04/2026", "01/07/2026", "7"))
    offered = offer(text)
    assert offered["questions"] == []
    assert offered["body"]["date_format"] == "%d/%m/%Y"
    profile = profile_from("ours", offered["body"])
    drafts = list(read_ledger(io.BytesIO(text.encode()), profile, "l.csv"))
    assert [draft.total.amount for draft in drafts] == ["1234.50", "7.00"]  # type: ignore[union-attr]


def test_day_and_month_that_nothing_decides_are_asked_with_the_rows() -> None:
    offered = offer(rows(("01/02/2026", "01/05/2026", "5.00"), ("03/02/2026", "04/05/2026", "5")))
    assert "date_format" not in offered["body"]
    (question,) = offered["questions"]
    assert question.startswith("date_format: it may be %d/%m/%Y or %m/%d/%Y, as row 2: 01/02/2026")


def test_thousands_or_thousandths_are_asked() -> None:
    offered = offer(rows(("2026-01-02", "2026-03-02", "1.234"), ("2026-01-02", "2026-03-02", "5")))
    assert offered["body"]["decimal_sign"] == ",", "no euro has three decimals"
    kuwait = rows(("2026-01-02", "2026-03-02", "1.234")).replace("EUR", "KWD")
    (question,) = offer(kuwait)["questions"]
    assert question.startswith("decimal_sign and grouping_sign: it may be") and "1.234" in question


def test_rows_that_contradict_the_best_are_shown() -> None:
    good = [("25/03/2026", "25/06/2026", "5.00")] * 9
    offered = offer(rows(*good, ("2026-03-01", "02/06/2026", "5.00")))
    best = offered["evidence"]["date_format"][0]
    assert best["value"] == "%d/%m/%Y"
    assert (best["fits"], best["contradicted"], best["rows"]) == (19, 1, ["row 11: 2026-03-01"])


def test_columns_that_are_not_there_are_asked_for() -> None:
    offered = offer("Rechnungsnr;Kunde;Betrag;Summe\n1;K;5,00;5,00\n")
    asked = {question.partition(":")[0] for question in offered["questions"]}
    assert {"seller", "issue_date", "due_date", "currency", "date_format"} <= asked
    assert offered["body"]["delimiter"] == ";"
    assert offered["body"]["columns"]["amount"] == "Betrag"


def test_western_and_chinese_texts_are_told_apart_and_asked_about() -> None:
    for text, encoding in (("Fällig am;Währung\n", "cp1252"), ("到期日;币种\n", "gb18030")):
        offered = offer(text.encode(encoding))
        assert offered["body"]["encoding"] == encoding
        assert any(text.partition(";")[0] in question for question in offered["questions"])
    assert offer("到期日;币种\n")["body"]["encoding"] == "utf-8"


def test_chinese_headings_in_their_own_encoding() -> None:
    text = "发票号码\t开票日期\t到期日\t价税合计\n小河-0038\t2026-03-01\t2026-06-01\t1234.50\n"
    offered = offer(text.encode("gb18030"), "台账.txt")
    body = offered["body"]
    assert (body["encoding"], body["delimiter"]) == ("gb18030", "\t")
    assert set(body["columns"]) == {"number", "issue_date", "due_date", "amount"}


def test_the_shipped_profile_that_fits_is_named() -> None:
    assert offer(",".join(EXAMPLES.columns) + "\n")["profile"] == "examples"


def test_a_workbook_and_its_sheets() -> None:
    content = written([["Title"], COLUMNS.split(",")], "März", Other=None)
    assert offer(content, "l.xlsx")["questions"][0].startswith("'März, Other', expected one sheet")
    body = offer(content, "l.xlsx", sheet="März")["body"]
    assert body["sheet"] == "März" and body["columns"]["number"] == "invoice_number"


def test_nothing_is_offered_for_nothing() -> None:
    for content in (b"", b"\xff\xfe", b"\n\n", b"PK\x03\x04"):
        assert offer(content)["questions"]
