"""The tables of docs: each defect, each invariant has a planted bug that its own check finds."""

import re
from pathlib import Path

from tests.contracts import test_others_defects
from tests.mutants.patches import mutants

ROOT = Path(__file__).parents[2]
FILE = "tests/contracts/test_others_defects.py"
_ROW = re.compile(r"^\| [^|]+ \| `(test_\w+)` \| ([^|]+) \|$", re.MULTILINE)


def test_every_defect_has_a_row_with_its_test() -> None:
    rows = [row[1] for row in _ROW.finditer((ROOT / "docs/security.md").read_text("utf-8"))]
    tests = [name for name in vars(test_others_defects) if name.startswith("test_")]
    assert sorted(rows) == sorted(tests)


def test_every_row_has_a_planted_bug_that_its_test_has_to_find() -> None:
    by = {mutant.name: mutant.by for mutant in mutants([])}
    for row in _ROW.finditer((ROOT / "docs/security.md").read_text("utf-8")):
        planted = re.findall(r"`([\w-]+)`", row[2])
        assert planted, row[1]
        for name in planted:
            assert f"test {FILE}::{row[1]}" in by[name], name


def test_every_planted_bug_of_an_invariant_is_one_that_the_invariant_has_to_find() -> None:
    by = {mutant.name: mutant.by for mutant in mutants([])}
    text = (ROOT / "docs/invariants.md").read_text("utf-8")
    rows = re.findall(r"^\| (I\d+) \|.*\| ([^|]+) \|$", text, re.MULTILINE)
    assert len(rows) == 16
    for invariant, planted in rows:
        named = set(re.findall(r"`([\w-]+)`", planted))
        assert named
        assert all(f"invariant {invariant}" in by[name] for name in named), invariant
