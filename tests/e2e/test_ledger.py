"""A ledger of any size, from issue to redemption."""

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.e2e.conftest import RunDemo


def totals_by_hand(ledger: Path, rate: str) -> tuple[str, str]:
    """Face and discount of a ledger, each invoice rounded half up to the cent."""
    face = discount = 0
    with ledger.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            cents = int(row["amount"].replace(".", ""))
            issued, due = (date.fromisoformat(row[name]) for name in ("issue_date", "due_date"))
            exact = cents * Fraction(rate) / 100 * (due - issued).days / 360
            face += cents
            discount += int(exact + Fraction(1, 2))
    return f"{face // 100}.{face % 100:02d}", f"{discount // 100}.{discount % 100:02d}"


def test_a_small_ledger(demo: RunDemo, root: Path) -> None:
    ledger = root / "examples" / "ledger.csv"
    ran = demo("--ledger", ledger, "--profile", "examples", "--rate", "3.65", "--json")
    assert ran.code == 0, ran.err
    face, discount = totals_by_hand(ledger, "3.65")
    assert ran.json == {
        "invoices": 12,
        "face_total": face,
        "discount_total": discount,
        "redeemed_total": face,
        "outstanding_units": 0,
        "unclaimed_cash": "0.00",
    }
    assert "Who earned what" in ran.report


def test_repeated_and_useless_rows_become_no_receivable(
    demo: RunDemo, root: Path, tmp_path: Path
) -> None:
    lines = (root / "examples" / "ledger.csv").read_text(encoding="utf-8").splitlines()
    again = lines[1].replace("YH-2026-0103", " yh-2026-0103 ")
    useless = lines[2].replace("1808000.00", "lots")
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("\n".join([*lines[:2], again, useless, lines[4]]), encoding="utf-8")
    ran = demo("--ledger", ledger, "--profile", "examples")
    assert ran.code == 0
    assert "left out: ledger.csv, row 4" in ran.err
    assert "1 row repeats an earlier invoice" in ran.out
    assert "5,650,000.00" in ran.out, "2,260,000.00 and 3,390,000.00"
