"""`sfc import --dry-run`: one object for every document and row."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Sfc

SHARED = Path(__file__).parents[3] / "shared" / "data"
OUTCOMES = {
    "IMPORT": "import",
    "HOLD": "hold",
    "NOFIN": "nothing_to_finance",
    "ADJUST": "adjust",
    "REJECT": "reject",
}


@pytest.fixture
def shared() -> Path:
    if not SHARED.exists():
        pytest.skip(f"acceptance data are absent: {SHARED}")
    return SHARED


@pytest.fixture
def in_words(root: Path) -> Path:
    return root / "examples" / "e-invoices" / "cable-0419-in-words.ubl.xml"


def test_ledger_and_invoices(sfc: Sfc, root: Path) -> None:
    files = [root / "examples" / "ledger.csv", *sorted((root / "examples" / "invoices").iterdir())]
    ran = sfc("import", *files, "--dry-run", "--json")
    assert ran.code == 0
    assert [found["outcome"] for found in ran.lines] == ["import"] * 16
    first = ran.lines[0]
    assert (first["file"], first["row"]) == ("ledger.csv", 2)
    assert first["path"] == str(files[0])
    assert (first["number"], first["amount"]) == ("YH-2026-0103", "2260000.00")
    assert first["seller"]["legal_id"] == "91990000DEMA0003XE"
    by_file = {found["file"]: found for found in ran.lines}
    again = by_file["seats-0103-again.xml"]
    assert (again["duplicate_of"], again["duplicate_of_row"]) == ("ledger.csv", 2)
    assert (again["duplicate_kind"], again["warnings"]) == ("same", [])
    warning = by_file["seats-0103-twin.xml"]["warnings"][0]
    assert (warning["code"], warning["of"], warning["of_row"]) == ("near_twin", "ledger.csv", 2)
    assert {"number", "amount", "date"} <= set(warning["alike_in"])


def test_all_acceptance_files_in_the_order_of_their_table(sfc: Sfc, shared: Path) -> None:
    with (shared / "einvoice_expected.csv").open(encoding="utf-8", newline="") as text:
        table = list(csv.DictReader(text))
    files = [shared / "einvoice" / row["file"] for row in table]
    ran = sfc("import", *files, "--dry-run", "--json")
    assert ran.code == 1, "some are rejected"
    got = [
        (one["file"], one["outcome"], one["reasons"], one["duplicate_of"], one["duplicate_kind"])
        for one in ran.lines
    ]
    assert got == [
        (
            row["file"],
            OUTCOMES[expected],
            reasons,
            row["duplicate_of"] or None,
            row["dup_kind"] or None,
        )
        for row in table
        for expected, *reasons in [
            row["if_profile_not_enforced"].split()[:2] or [row["expected"], *row["reasons"].split()]
        ]
    ]


def test_the_acceptance_ledger_to_the_cent(sfc: Sfc, shared: Path) -> None:
    ran = sfc("import", shared / "ar" / "ibm_ar_dev.csv", "--dry-run", "--json")
    assert (ran.code, len(ran.lines)) == (0, 1221)
    assert {line["outcome"] for line in ran.lines} == {"import"}
    assert sum(Decimal(line["amount"]) for line in ran.lines) == Decimal("74233.12")


def test_every_object_has_the_same_fields(sfc: Sfc, root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<Invoice>", encoding="utf-8")
    examples = sorted((root / "examples" / "e-invoices").iterdir())
    ran = sfc("import", *examples, broken, "--dry-run", "--json")
    assert len({tuple(line) for line in ran.lines}) == 1
    assert {"file", "outcome", "reasons", "duplicate_of", "duplicate_kind"} <= set(ran.lines[0])


def test_what_cannot_be_read_says_why_and_fails(sfc: Sfc, root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<Invoice>", encoding="utf-8")
    ran = sfc("import", root / "examples" / "ledger.csv", broken, "--dry-run", "--json")
    assert ran.code == 1
    last = ran.lines[-1]
    assert last["outcome"] == "reject" and last["reasons"] == ["R-XML"]
    assert last["faults"][0]["code"] == "xml_malformed" and last["number"] is None


def test_files_of_one_name_are_told_apart(sfc: Sfc, in_words: Path, tmp_path: Path) -> None:
    copy = tmp_path / in_words.name
    copy.write_bytes(in_words.read_bytes())
    ran = sfc("import", in_words, copy, "--dry-run", "--json")
    assert [line["file"] for line in ran.lines] == [str(in_words), str(copy)]
    assert ran.lines[1]["duplicate_of"] == str(in_words)


def test_what_is_held_back_is_no_failure(sfc: Sfc, root: Path, tmp_path: Path) -> None:
    example = (root / "examples" / "ledger.csv").read_text(encoding="utf-8")
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(example.replace("2026-06-30", "", 1), encoding="utf-8")
    ran = sfc("import", ledger, "--dry-run", "--json")
    assert ran.code == 0
    assert ran.lines[0]["outcome"] == "hold" and ran.lines[0]["due_date"] is None


def test_a_due_date_in_words_is_proposed_and_imported_once_accepted(
    sfc: Sfc, in_words: Path
) -> None:
    (held,) = sfc("import", in_words, "--dry-run", "--json").lines
    assert (held["outcome"], held["reasons"], held["due_date"]) == ("hold", ["H-NODUE"], None)
    assert held["proposal"] == {
        "due_date": "2026-06-14",
        "from_text": "Payable within 90 days net",
        "rule": "net-days",
        "accepted": False,
    }
    for file in (in_words, in_words.name):
        accept = f"{file}=2026-06-14"
        (line,) = sfc("import", in_words, "--dry-run", "--json", "--accept-due-date", accept).lines
        assert (line["outcome"], line["due_date"]) == ("import", "2026-06-14")
        assert line["proposal"]["accepted"] is True


@pytest.mark.parametrize(
    ("accept", "code", "error"),
    [
        ("{}=2026-06-15", 1, "due_date_not_proposed"),
        ("other.xml=2026-06-14", 1, "file_unusable"),
        ("{}=14.06.2026", 2, ""),
        ("2026-06-14", 2, ""),
    ],
)
def test_another_day_or_file_cannot_be_accepted(
    sfc: Sfc, in_words: Path, accept: str, code: int, error: str
) -> None:
    accepted = accept.format(in_words.name)
    ran = sfc("import", in_words, "--dry-run", "--json", "--accept-due-date", accepted)
    assert ran.code == code and error in ran.out


def test_a_stated_calendar_moves_the_day_and_says_so(sfc: Sfc, root: Path) -> None:
    file = root / "examples" / "e-invoices" / "cable-0412.ubl.xml"
    (line,) = sfc("import", file, "--dry-run", "--json", "--calendar", "CN").lines
    assert (line["due_date"], line["due_date_adjusted"]) == ("2026-06-20", "2026-06-22")
    assert line["adjustment"]["calendar"] == "CN"
    ran = sfc("import", file, "--dry-run", "--calendar", "CN")
    assert "due 2026-06-20, payable 2026-06-22: 2026-06-20 is a Saturday" in ran.out
    left = sfc("import", file, "--dry-run", "--json", "--calendar", "CN", "--convention", "none")
    assert left.lines[0]["due_date_adjusted"] is None
    assert sfc("import", file, "--dry-run", "--json").lines[0]["adjustment"] is None
    unknown = sfc("import", file, "--dry-run", "--json", "--calendar", "XX")
    assert (unknown.code, unknown.json["error"]) == (1, "calendar_unknown")


def test_people_read_a_table(sfc: Sfc, root: Path, in_words: Path) -> None:
    ran = sfc("import", root / "examples" / "ledger.csv", in_words, "--dry-run")
    assert "YH-2026-0103" in ran.out and "CNY 2,260,000.00" in ran.out
    assert "due date 2026-06-14 proposed from 'Payable within 90 days net'" in ran.out
    assert "13 read: 12 import, 1 hold" in ran.err


def test_of_a_long_list_only_remarks_are_shown(sfc: Sfc, root: Path, tmp_path: Path) -> None:
    head, *rows = (root / "examples" / "ledger.csv").read_text(encoding="utf-8").splitlines()
    first = rows[0].replace(",2260000.00", ",{}.00")
    many = [first.replace("YH-2026-0103", f"N{n}A{n * 7919}").format(n**2) for n in range(9, 79)]
    ledger = tmp_path / "long.csv"
    ledger.write_text("\n".join([head, *many, many[3]]), encoding="utf-8")
    ran = sfc("import", ledger, "--dry-run", "--profile", "examples")
    assert "71 read: 71 import" in ran.err
    assert "long.csv, row 72: same as long.csv, row 5" in ran.out
    assert "row 40" not in ran.out


def test_a_profile_is_offered_for_a_look_and_declared_for_good(sfc: Sfc, root: Path) -> None:
    ledger = root / "examples" / "ledger.csv"
    assert "read as profile examples" in sfc("import", ledger, "--dry-run").err
    ran = sfc("import", ledger)
    assert ran.code == 1 and "--profile examples" in ran.err
    lost = sfc("import", ledger, "--profile", "lost", "--dry-run", "--json")
    assert lost.json["error"] == "profile_unknown"


def test_of_many_rows_that_need_a_look_some_are_shown_and_all_are_counted(
    sfc: Sfc, root: Path, tmp_path: Path
) -> None:
    head, first, *_ = (root / "examples" / "ledger.csv").read_text(encoding="utf-8").splitlines()
    bad = first.replace(",2260000.00", ",much")
    file = tmp_path / "ledger.csv"
    file.write_text("\n".join([head, *[bad] * 230, ""]), encoding="utf-8")
    ran = sfc("import", file, "--dry-run", "--profile", "examples")
    assert ran.code == 1
    assert "ledger.csv, row 201:" in ran.out and "ledger.csv, row 202:" not in ran.out
    assert "30 more need a look" in ran.err and "230 reject" in ran.err
