"""Lists of participants: rows that are wrong are told, the others read."""

from pathlib import Path

import pytest

from sfc.domain.intake import Problem
from sfc.domain.roles import Role
from sfc.importers.participants_csv import COLUMNS, ParticipantDraft, read_participants_file

GOOD = "L1,名,Name,core_enterprise supplier,1,100.50,CNY"


def read(tmp_path: Path, *lines: str) -> list[ParticipantDraft | Problem]:
    path = tmp_path / "participants.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_participants_file(path)


def test_a_good_row_is_read_whole(tmp_path: Path) -> None:
    (one,) = read(tmp_path, ",".join(COLUMNS), GOOD)
    assert isinstance(one, ParticipantDraft)
    assert (one.legal_id, one.name, one.name_en) == ("L1", "名", "Name")
    assert (one.roles, one.tier) == (Role.CORE_ENTERPRISE | Role.SUPPLIER, 1)
    assert one.credit_line is not None and one.credit_line.amount == "100.50"


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (",名,,supplier,,,", "field_blank", "legal_id"),
        ("L1,,,supplier,,,", "field_blank", "name"),
        ("L1,名,,,,,", "field_blank", "roles"),
        ("L1", "field_blank", "name"),
        ("L1,名,,king,,,", "role_unknown", "roles"),
        ("L1,名,,supplier,one,,", "tier_malformed", "tier"),
        ("L1,名,,supplier,,1e3,CNY", "amount_malformed", "credit_line"),
        ("L1,名,,supplier,,0,CNY", "amount_not_positive", "credit_line"),
        ("L1,名,,supplier,,10,XXA", "currency_unknown", "credit_line"),
    ],
)
def test_a_fault_names_its_column_and_spoils_one_row(
    tmp_path: Path, row: str, code: str, column: str
) -> None:
    problem, good = read(tmp_path, ",".join(COLUMNS), row, GOOD)
    assert isinstance(problem, Problem) and isinstance(good, ParticipantDraft)
    assert problem.source.row == 2
    assert [(fault.code, fault.place) for fault in problem.faults] == [(code, column)]


@pytest.mark.parametrize("header", ["", "legal_id,name", '"'])
def test_a_file_without_the_columns_is_one_problem(tmp_path: Path, header: str) -> None:
    (problem,) = read(tmp_path, header)
    assert isinstance(problem, Problem) and problem.reasons == ("R-FILE",)
