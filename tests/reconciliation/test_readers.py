"""Statements as banks send them: what is read, and what is refused with where it differs."""

from dataclasses import replace
from datetime import date

import pytest

from sfc.domain.days import day_of
from sfc.domain.errors import StatementMalformed, StatementUnbalanced
from sfc.domain.reconciliation.csv_profile import EXAMPLES, BankProfile
from sfc.domain.reconciliation.statement import BankStatement
from sfc.importers.bank_file import read_bank_file
from tests.reconciliation.statements import DAY, Line, Tx, camt

REFERENCE = "rcv" + "5f" * 16


def read(content: bytes, profile: BankProfile | None = None) -> BankStatement:
    (found,) = read_bank_file(content, "file", profile)
    return found


@pytest.mark.parametrize("version", [f"{number:02}" for number in range(2, 14)])
def test_every_version_says_the_same(version: str) -> None:
    line = Line(
        "1234.56",
        REFERENCE,
        "Invoice INV-1",
        invoice="INV-1",
        creditor_reference="RF18539007547034",
        bank_reference="B1",
        party="锚汽车",
        charges="1.50",
    )
    found = read(camt([line, Line("-0.01", bank_reference="B2")], version=version, opening="-5.00"))
    assert (found.opening, found.closing, found.number) == (-500, 122_955, "ST-1")
    assert found.account == "DE89370400440532013000"
    first, second = found.entries
    assert (first.number, first.amount, first.charges) == (1, 123_456, 150)
    assert first.booked == first.value == day_of(DAY)
    assert first.references == (REFERENCE, "RF18539007547034")
    assert first.documents == ("INV-1",)
    assert first.texts == ("Invoice INV-1",)
    assert (first.bank_reference, first.counterparty) == ("B1", "锚汽车")
    assert (second.amount, second.references) == (-1, ())


def test_a_batch_is_its_transactions() -> None:
    batch = (Tx("10.00", "A"), Tx("20.00", "B", bank_reference="own"))
    for version in ("02", "08"):
        line = Line("30.00", bank_reference="N", batch=batch)
        first, second = read(camt([line], version=version)).entries
        assert (first.amount, first.references, first.bank_reference) == (1000, ("A",), "N/1")
        assert (second.amount, second.references, second.bank_reference) == (2000, ("B",), "own")


def test_a_batch_whose_parts_are_not_the_whole_stays_one_entry() -> None:
    line = Line("29.00", bank_reference="N", batch=(Tx("10.00", "A"), Tx("20.00", "B")))
    (entry,) = read(camt([line])).entries
    assert (entry.amount, entry.references, entry.bank_reference) == (2900, ("A", "B"), "N")


def test_what_is_pending_is_in_no_balance() -> None:
    found = read(camt([Line("5.00", status="PDNG"), Line("7.00", reversal=True)]))
    pending, reversal = found.entries
    assert pending.pending and not pending.reversal
    assert reversal.reversal and not reversal.pending
    assert found.closing == 700


def test_a_statement_that_does_not_add_up_says_by_how_much() -> None:
    with pytest.raises(StatementUnbalanced) as refused:
        read(camt([Line("5.00"), Line("-2.00")], opening="10.00", closing="13.01"))
    assert refused.value.fields() == {
        "place": "file, statement ST-1",
        "opening": "10.00",
        "entries": "3.00",
        "closing": "13.01",
        "difference": "0.01",
    }


def mutated(old: str, new: str) -> bytes:
    content = camt([Line("5.00", "A", bank_reference="B")])
    assert old.encode() in content
    return content.replace(old.encode(), new.encode())


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("<Cd>OPBD</Cd>", "<Cd>OPAV</Cd>", "statement ST-1"),
        ("camt.053.001.08", "camt.052.001.08", "file: /"),
        ("<Cd>BOOK</Cd>", "<Cd>MAYB</Cd>", "Ntry/c:Sts"),
        (
            "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>",
            "</Amt><CdtDbtInd>CREDIT</CdtDbtInd><Sts>",
            "CdtDbtInd",
        ),
        ('<Ntry><Amt Ccy="CNY">5.00', '<Ntry><Amt Ccy="EUR">5.00', "Amt"),
        ('<Ntry><Amt Ccy="CNY">5.00', '<Ntry><Amt Ccy="CNY">5.001', "Amt"),
        ('<Ntry><Amt Ccy="CNY">5.00', '<Ntry><Amt Ccy="CNY">-5.00', "Amt"),
        ('<Ntry><Amt Ccy="CNY">5.00', '<Ntry><Amt Ccy="CNY">5e2', "Amt"),
        ("<BookgDt><Dt>2026-03-02", "<BookgDt><Dt>2026-02-30", "BookgDt"),
        ("<Ccy>CNY</Ccy>", "<Ccy>XXX</Ccy>", "statement ST-1"),
        ("<IBAN>DE89370400440532013000</IBAN>", "", "Acct"),
        ("<?xml", "<!DOCTYPE d [<!ENTITY e 'x'>]><?xml", "file"),
        ("</Document>", "", "file"),
    ],
)
def test_what_cannot_be_read_says_where(old: str, new: str, place: str) -> None:
    with pytest.raises(StatementMalformed) as refused:
        read_bank_file(mutated(old, new), "file", None)
    assert place in refused.value.place


CSV = """\
booked,value,amount,currency,account,balance,bank_reference,reference,text,counterparty,\
counterparty_account,charges
2026-03-02,2026-03-03,1234.56,CNY,6217 0001,1334.56,B1,R1,"Invoice INV-1, thanks",Anchor,DE89,1.50
2026-03-02,,-34.56,CNY,6217 0001,1300.00,B2,,,,,
2026-03-02,,7.00,USD,6217 0001,7.00,B3,,,,,
"""


def test_csv_by_the_declared_profile() -> None:
    yuan, dollars = read_bank_file(CSV.encode("utf-8-sig"), "file", EXAMPLES)
    assert (yuan.account, yuan.opening, yuan.closing) == ("62170001", 10_000, 130_000)
    assert (dollars.currency.code, dollars.opening, dollars.closing) == ("USD", 0, 700)
    first = yuan.entries[0]
    assert (first.amount, first.charges, first.value) == (123_456, 150, first.booked + 1)
    assert (first.references, first.texts) == (("R1",), ("Invoice INV-1, thanks",))


def test_csv_names_the_row_whose_balance_is_wrong() -> None:
    with pytest.raises(StatementUnbalanced) as refused:
        read_bank_file(CSV.replace("1300.00", "1300.01").encode(), "file", EXAMPLES)
    assert refused.value.place == "file, row 3"
    assert refused.value.difference == "0.01"


def test_csv_in_other_styles() -> None:
    other = BankProfile(
        name="other",
        booked="Tag",
        credit="Haben",
        debit="Soll",
        currency_code="EUR",
        account_number="DE1",
        date_format="%d.%m.%Y",
        decimal_sign=",",
        grouping_sign=".",
        delimiter=";",
        encoding="latin-1",
        texts=("Zweck",),
    )
    text = "Tag;Soll;Haben;Zweck\n31.03.2026;;1.234,50;für RE-1\n01.04.2026;2,00;;\n"
    found = read(text.encode("latin-1"), other)
    assert [entry.amount for entry in found.entries] == [123_450, -200]
    assert found.entries[0].texts == ("für RE-1",)
    assert (found.opening, found.closing) == (None, None)
    assert found.last == day_of(date(2026, 4, 1))
    words = replace(other, credit="", debit="", amount="Betrag", indicator="SH")
    words = replace(words, credit_word="H", debit_word="S", newest_first=True, texts=())
    text = "Tag;Betrag;SH\n02.04.2026;2,00;S\n01.04.2026;1,00;H\n"
    assert [entry.amount for entry in read(text.encode(), words).entries] == [100, -200]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("2026-13-01,,1,CNY,A,1,,,,,,", "column booked"),
        ("2026-03-01,,1.001,CNY,A,1,,,,,,", "column amount"),
        ('2026-03-01,,"1,0",CNY,A,1,,,,,,', "column amount"),
        ("2026-03-01,,1,cny,A,1,,,,,,", "column currency"),
        ("2026-03-01,,1,CNY,,1,,,,,,", "column account"),
        ("2026-03-01,,1,CNY,A,1,,,,,,-2", "column charges"),
        ("2026-03-01,,1", "row 2"),
        ('2026-03-01,"', "row 2"),
        ("2026-03-01,,99999999999999999999,CNY,A,1,,,,,,", "column amount"),
    ],
)
def test_csv_says_which_cell_cannot_be_read(row: str, place: str) -> None:
    text = CSV.splitlines()[0] + "\n" + row + "\n"
    with pytest.raises(StatementMalformed) as refused:
        read_bank_file(text.encode(), "file", EXAMPLES)
    assert place in refused.value.place


def test_csv_without_its_columns_or_a_profile() -> None:
    with pytest.raises(StatementMalformed, match="booked"):
        read_bank_file(b"a,b\n1,2\n", "file", EXAMPLES)
    with pytest.raises(StatementMalformed, match="profile"):
        read_bank_file(b"a,b\n1,2\n", "file", None)
    with pytest.raises(StatementMalformed, match="a text in utf-8"):
        read_bank_file(CSV.encode("utf-16"), "file", EXAMPLES)
    with pytest.raises(StatementMalformed, match="a statement"):
        read_bank_file(CSV.splitlines()[0].encode(), "file", EXAMPLES)


@pytest.mark.parametrize(
    "changes",
    [
        {"booked": ""},
        {"amount": ""},
        {"credit": "c"},
        {"amount": "", "credit": "c"},
        {"indicator": "i", "credit_word": "D"},
        {"currency_code": "CNY"},
        {"account": ""},
        {"decimal_sign": "x"},
        {"grouping_sign": "."},
        {"delimiter": ""},
        {"date_format": "%Y-%m"},
        {"date_format": "%Y-%m-%d %H"},
        {"encoding": "no such"},
        {"encoding": "base64"},
    ],
)
def test_a_profile_with_which_nothing_can_be_read(changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=":"):
        replace(EXAMPLES, **changes)  # type: ignore[arg-type]
