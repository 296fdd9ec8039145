"""docs/importing.md: its commands run, and it names every reason there is."""

import re
import shlex
from pathlib import Path

import pytest

from sfc.cli.app import run
from sfc.domain.due_dates import Convention
from sfc.domain.duplicates import DuplicateKind
from sfc.domain.intake import Outcome

GIVEN = re.compile(r'"([AHNR]-[A-Z0-9]+(?:<[A-Z]+)?)"')
EXPLAINED = re.compile(r"`([AHNR]-[A-Z0-9]+(?:<[A-Z]+)?)`")


@pytest.fixture
def guide(root: Path) -> str:
    return (root / "docs" / "importing.md").read_text(encoding="utf-8")


def commands(guide: str) -> list[list[str]]:
    block = guide.partition("```sh\n")[2].partition("```")[0]
    return [shlex.split(line) for line in block.splitlines()]


def test_the_commands_run(
    root: Path, guide: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert len(commands(guide)) >= 4
    for program, *words in commands(guide):
        assert program == "sfc"
        arguments = [each for word in words for each in _expanded(root, word)]
        assert run(arguments) == 0, capsys.readouterr().err
        assert "import" in capsys.readouterr().out


def _expanded(root: Path, word: str) -> list[str]:
    return sorted(map(str, root.glob(word))) if "*" in word else [word]


def test_every_reason_outcome_and_kind_is_explained(root: Path, guide: str) -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in (root / "sfc" / "importers").glob("*.py")
    )
    table = guide.partition("## What becomes of a document")[2].partition("## The same")[0]
    assert set(EXPLAINED.findall(table)) == set(GIVEN.findall(code))
    words = [*Outcome, *DuplicateKind, *Convention]
    assert [word.value for word in words if f"`{word.value}`" not in guide] == []
