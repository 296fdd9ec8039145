"""The examples in docs/ work as they stand there, one after the other on one service."""

import csv
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyiso20022.camt import camt_053_001_08 as camt053
from pypdf import PdfReader

from sfc.exporters import schemas
from tests.e2e.running import SFC, running_service
from tests.e2e.test_readme import KEY, blocks
from tests.exporters.readers import read_iso, read_peppol

DATABASE = {"SFC_DATABASE_URL": "sqlite:///build/try/sfc.db"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A copy of the repository, as far as the examples need one."""
    made = tmp_path_factory.mktemp("docs")
    for name in ("examples", "scripts", "sfc"):
        (made / name).symlink_to(root / name)
    (made / "build").mkdir()
    return made


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[str]:
    settings = DATABASE | {"SFC_SANDBOX_START": "2026-03-31", "SFC_OPERATOR_KEY": KEY}
    with running_service(folder, **settings) as url:
        yield url


def run(root: Path, folder: Path, service: str, page: str) -> str:
    """Run the block of a page; gives what it printed."""
    text = (root / "docs" / page).read_text(encoding="utf-8")
    marked = r"<!-- the test tests/e2e/test_docs.*?-->\n```sh\n(.*?)```"
    (block,) = re.findall(marked, text, re.DOTALL)
    path = f"{SFC.parent}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        ["bash", "-c", f"set -eu\n{blocks(root)[0]}\n{block}"],
        cwd=folder,
        env=os.environ | {"SFC_URL": service, "SFC_API_KEY": KEY, "PATH": path, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr + ended.stdout
    return ended.stdout


def test_evidence(root: Path, folder: Path, service: str) -> None:
    said = run(root, folder, service, "evidence.md")
    example = (root / "examples/invoices/drives-0023.xml").read_bytes()
    for copy in ("original.xml", "copy.xml"):
        assert (folder / "build" / copy).read_bytes() == example
    proof = json.loads((folder / "build/proof.json").read_bytes())
    assert [field["name"] for field in proof["fields"]] == ["amount", "buyer", "due_date"]
    assert said.count("Proved under 0x") == 3, "offline, by the script, by the service"
    assert "agrees" in said and '"verifies":true' in said
    after = said.partition("reads and proves")[2]
    assert "par_3" not in said[said.rindex("par_1 reads") :] and after
    assert said.endswith("1 documents checked\n")


def test_exports(root: Path, folder: Path, service: str) -> None:
    run(root, folder, service, "exports.md")
    build = folder / "build"
    read_peppol((build / "response.xml").read_bytes())
    schemas.check_pain001((build / "pain001.xml").read_bytes())
    assert b"6222021001112223334" in (build / "pain001.xml").read_bytes()
    read_iso((build / "camt053.xml").read_bytes(), camt053.Document)
    assert b"camt.054.001.08" in (build / "camt054.xml").read_bytes()
    shipped, own = ((build / f"journal{each}.csv").read_bytes() for each in ("", "-own"))
    assert shipped == own and list(csv.DictReader(shipped.decode().splitlines()))
    for paper in ("notice", "sheet"):
        assert PdfReader(build / f"{paper}.pdf", strict=True).pages[0].extract_text()
