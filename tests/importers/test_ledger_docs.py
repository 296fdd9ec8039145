"""What docs/importing.md says of ledgers: its commands run, and it names every option and doubt."""

import shlex
from pathlib import Path

import pytest

from sfc.cli.app import run
from sfc.domain.imports import Became
from sfc.domain.profile_body import _ENTRIES, _OPTIONS


@pytest.fixture
def section(root: Path) -> str:
    guide = (root / "docs" / "importing.md").read_text(encoding="utf-8")
    return guide.partition("## Ledgers")[2].partition("## Check digits")[0]


def test_the_commands_run(
    root: Path, section: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    lines = section.partition("```sh\n")[2].partition("```")[0].splitlines()
    assert len(lines) == 4
    for line in lines:
        assert run(shlex.split(line)[1:]) == 0
        told = capsys.readouterr()
        assert ("4 read: 4 import" in told.err) == ("import" in line.split()), told


def test_every_field_option_outcome_and_doubt_is_named(root: Path, section: str) -> None:
    words = [*_ENTRIES, *(option.name for option in _OPTIONS)]
    words += list(Became)
    guide = (root / "docs" / "importing.md").read_text(encoding="utf-8")
    assert [word for word in words if f"`{word}`" not in guide] == []
    code = "".join(
        (root / "sfc" / "importers" / f"{name}.py").read_text(encoding="utf-8")
        for name in ("date_order", "converted_dates", "cut_off")
    )
    for doubt in ("dates_swapped", "dates_half_converted", "file_cut_off", "dates_ambiguous"):
        assert f'"{doubt}"' in code and f"`{doubt}`" in section
