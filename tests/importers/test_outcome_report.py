"""The report of outcomes: readable, complete, and red where something is not as expected."""

import csv
from pathlib import Path

import pytest

from scripts.outcomes import main


def test_the_examples_and_their_twins_are_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "outcomes.md"
    absent = tmp_path / "absent.csv"
    assert main(["--expected", str(absent), "--report", str(report)]) == 0
    assert "4 files, 0 not as expected" in capsys.readouterr().out
    text = report.read_text(encoding="utf-8")
    assert "| ✓ | cable-0412.pdf | import; same of cable-0412.cii.xml |" in text
    assert "2026-06-14 from “Payable within 90 days net”" in text
    twins = text.split("## One invoice in any clothes")[1].splitlines()
    keys = {line.split("`")[1] for line in twins if "cable-0412." in line}
    assert len(keys) == 1


def test_the_acceptance_table_is_green_and_can_be_red(shared: Path, tmp_path: Path) -> None:
    report = tmp_path / "outcomes.md"
    expected = shared / "einvoice_expected.csv"
    assert main(["--expected", str(expected), "--report", str(report)]) == 0
    assert report.read_text(encoding="utf-8").count("| ✓ |") == 58
    with expected.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))[:3]
    rows[2]["expected"] = "HOLD"
    (tmp_path / "einvoice").symlink_to(shared / "einvoice")
    wrong = tmp_path / "expected.csv"
    with wrong.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert main(["--expected", str(wrong), "--report", str(report)]) == 1
    assert "| ✗ hold | cu__ubl-tc434-example3.xml | import |" in report.read_text(encoding="utf-8")
