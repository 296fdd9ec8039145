import csv
import tomllib
from collections import defaultdict
from decimal import Decimal
from importlib.resources import files
from io import StringIO

import pytest

from sfc.app import exports as use
from sfc.app.exports import Exports
from sfc.domain.days import Day
from sfc.domain.errors import RequestMalformed
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.journal import Account, Treatment
from sfc.exporters import default_chart, read_chart
from tests.exporters.ledger import FIRST_DAY
from tests.exporters.samples import BANK, OBLIGOR, OTHER, SUPPLIER

Lived = tuple[Exports, dict[str, ReceivableId]]
LAST = Day(FIRST_DAY + 120)
SHIPPED = files("sfc.exporters").joinpath("chart.toml").read_text(encoding="utf-8")


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode(), newline=""), strict=True))


@pytest.mark.parametrize("owner", [OBLIGOR, SUPPLIER, OTHER, BANK])
def test_every_entry_balances_and_cash_is_the_balance(lived: Lived, owner: ParticipantId) -> None:
    exports, _ = lived
    rows = _rows(use.journal(exports, owner, FIRST_DAY, LAST).content)
    entries: dict[str, Decimal] = defaultdict(Decimal)
    accounts: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        assert bool(row["debit"]) != bool(row["credit"])
        amount = Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
        entries[row["entry"]] += amount
        accounts[row["account"]] += amount
        assert row["ifrs9"] in {treatment.value for treatment in Treatment}
    assert entries and set(entries.values()) == {Decimal(0)}
    (balance, _) = exports.read.balances(owner)
    assert accounts["cash"] == Decimal(balance.cash.amount)


def test_periods_put_together_are_the_whole(lived: Lived) -> None:
    exports, _ = lived
    whole = _rows(use.journal(exports, BANK, FIRST_DAY, LAST).content)
    middle = Day(FIRST_DAY + 50)
    parts = [
        *_rows(use.journal(exports, BANK, FIRST_DAY, middle).content),
        *_rows(use.journal(exports, BANK, Day(middle + 1), LAST).content),
    ]
    assert parts == whole


def test_a_sale_without_recourse_is_derecognised_and_says_so(lived: Lived) -> None:
    exports, _ = lived
    rows = _rows(use.journal(exports, SUPPLIER, FIRST_DAY, LAST).content)
    sale = [row for row in rows if row["text"].startswith("units sold")]
    assert {row["account"]: row["debit"] or f"-{row['credit']}" for row in sale} == {
        "cash": "5400.00",
        "derecognition_result": "600.00",
        "held_receivables": "-6000.00",
    }
    assert {row["ifrs9"] for row in sale} == {Treatment.DERECOGNISED.value}
    assert {row["counterparty_name"] for row in sale} == {"江海银行股份有限公司"}


def test_a_sale_with_recourse_is_a_secured_borrowing_and_says_so(lived: Lived) -> None:
    from dataclasses import replace

    exports = replace(lived[0], with_recourse=lambda sale: True)
    rows = _rows(use.journal(exports, SUPPLIER, FIRST_DAY, LAST).content)
    sale = [row for row in rows if row["text"].startswith("units sold")]
    assert {row["account"]: row["debit"] or f"-{row['credit']}" for row in sale} == {
        "cash": "5400.00",
        "deferred_finance_cost": "600.00",
        "transferred_receivables": "6000.00",
        "held_receivables": "-6000.00",
        "secured_borrowings": "-6000.00",
    }
    assert {row["ifrs9"] for row in sale} == {Treatment.SECURED_BORROWING.value}
    repaid = [row for row in rows if "borrowing repaid" in row["text"]]
    total: dict[str, Decimal] = defaultdict(Decimal)
    for row in repaid:
        total[row["account"]] += Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
    assert total["secured_borrowings"] == Decimal("6000.00")
    assert total["transferred_receivables"] == Decimal("-6000.00")
    assert total["finance_cost"] == Decimal("600.00") == -total["deferred_finance_cost"]
    bank = _rows(use.journal(exports, BANK, FIRST_DAY, LAST).content)
    lent = [row for row in bank if row["account"] == "secured_loans" and row["debit"]]
    assert [row["debit"] for row in lent] == ["6000.00", "1000.00"]
    assert {row["ifrs9"] for row in lent} == {Treatment.SECURED_LOAN.value}


def test_a_chart_of_ones_own(lived: Lived) -> None:
    exports, _ = lived
    own = "account,code,name\n" + "".join(
        f"{a.value},{n},=Own {a.value}\n" for n, a in enumerate(Account)
    )
    chart = read_chart("\ufeff" + own)
    assert chart[Account.CASH].code == "0"
    rows = _rows(use.journal(exports, BANK, FIRST_DAY, LAST, own).content)
    assert {row["account_name"] for row in rows if row["account"] == "cash"} == {"'=Own cash"}


def test_the_shipped_chart_has_every_account_under_a_code_of_its_own() -> None:
    chart = default_chart()
    assert set(chart) == set(Account)
    assert len({each.code for each in chart.values()}) == len(chart)
    assert all(each.name for each in chart.values())
    assert all(account.meaning for account in Account)


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        (SHIPPED.replace("cash =", "money =", 1), "cash is missing, money is unknown"),
        (SHIPPED.replace('code = "1002"', 'code = " "'), "cash has no code"),
        ("[accounts", "neither TOML nor CSV"),
        ("", "cash is missing"),
        ("account,code,name\ncash,1,x\n", "collected is missing"),
    ],
)
def test_a_chart_with_mistakes_is_refused_with_all_of_them(declared: str, told: str) -> None:
    with pytest.raises(RequestMalformed, match=told):
        read_chart(declared)


def test_the_shipped_chart_is_toml() -> None:
    assert set(tomllib.loads(SHIPPED)) == {"accounts"}
