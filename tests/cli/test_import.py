"""`sfc import --dry-run`: one object for every document and row."""

from pathlib import Path

from tests.cli.conftest import Sfc


def test_ledger_and_invoices(sfc: Sfc, root: Path) -> None:
    files = [root / "examples" / "ledger.csv", *sorted((root / "examples" / "invoices").iterdir())]
    ran = sfc("import", *files, "--dry-run", "--json")
    assert ran.code == 0
    assert [found["outcome"] for found in ran.lines] == ["import"] * 16
    first = ran.lines[0]
    assert (first["file"], first["row"]) == ("ledger.csv", 2)
    assert (first["number"], first["amount"]) == ("YH-2026-0103", "2260000.00")
    assert first["seller"]["legal_id"] == "91990000DEMA0003XE"
    by_file = {found["file"]: found for found in ran.lines}
    assert by_file["seats-0103-again.xml"]["warnings"] == ["the same as ledger.csv, row 2"]
    assert any(
        "resembles ledger.csv, row 2" in w for w in by_file["seats-0103-twin.xml"]["warnings"]
    )


def test_what_cannot_be_read_says_why_and_fails(sfc: Sfc, root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<Invoice>", encoding="utf-8")
    ran = sfc("import", root / "examples" / "ledger.csv", broken, "--dry-run", "--json")
    assert ran.code == 1
    last = ran.lines[-1]
    assert last["outcome"] == "reject" and last["reasons"] == ["R-XML"] and last["faults"]


def test_what_is_held_back_is_no_failure(sfc: Sfc, root: Path, tmp_path: Path) -> None:
    example = (root / "examples" / "ledger.csv").read_text(encoding="utf-8")
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(example.replace("2026-06-30", "", 1), encoding="utf-8")
    ran = sfc("import", ledger, "--dry-run", "--json")
    assert ran.code == 0
    assert ran.lines[0]["outcome"] == "hold" and ran.lines[0]["due_date"] is None


def test_people_read_a_table(sfc: Sfc, root: Path) -> None:
    ran = sfc("import", root / "examples" / "ledger.csv", "--dry-run")
    assert "YH-2026-0103" in ran.out and "CNY 2,260,000.00" in ran.out
    assert "12 read: 12 import" in ran.err


def test_a_profile_is_offered_for_a_look_and_declared_for_good(sfc: Sfc, root: Path) -> None:
    ledger = root / "examples" / "ledger.csv"
    assert "read as profile examples" in sfc("import", ledger, "--dry-run").err
    ran = sfc("import", ledger)
    assert ran.code == 1 and "--profile examples" in ran.err
    assert sfc("import", ledger, "--profile", "lost", "--json").json["error"] == "profile_unknown"
