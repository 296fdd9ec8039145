"""What docs/reconciliation.md tells a stranger to type works as it stands there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from sfc.bootstrap import open_sandbox
from sfc.domain.reconciliation.findings import SCORES, Rule
from sfc.settings import Settings
from tests.api.service import serving

KEY = "sfc_key_of_the_reconciliation_test"


@pytest.fixture
def service() -> Iterator[str]:
    with (
        open_sandbox(Settings(operator_key=KEY), start=date.today()) as system,  # type: ignore[call-arg, arg-type]  # noqa: DTZ011  # as the document does
        serving(system) as url,
    ):
        yield url


def test_the_example_runs_as_it_is_written(root: Path, service: str) -> None:
    text = (root / "docs" / "reconciliation.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    ended = subprocess.run(
        ["bash", "-c", "set -eu\n" + "\n".join(blocks)],
        cwd=root,
        env=os.environ
        | {
            "SFC_URL": service,
            "SFC_API_KEY": KEY,
            "COLUMNS": "300",
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("posted") >= 3
    with httpx.Client(base_url=service, headers={"Authorization": f"Bearer {KEY}"}) as client:
        found = client.get("/v1/receivables").json()["data"]
        paid = {each["invoice_number"]: each["paid"]["amount"] for each in found}
        assert paid == {
            "INV-2026-001": "120000.00",
            "INV-2026-002": "50000.00",
            "INV-2026-003": "10000.00",
        }
        again, first = client.get("/v1/reconciliations").json()["data"]
    totals = {name: each["amount"] for name, each in first["totals"].items() if name != "balanced"}
    assert (totals["posted"], totals["fees"], totals["parked"]) == ("180000.00", "-5.00", "777.00")
    assert again["totals"]["duplicates"] == again["totals"]["entries"]


def test_the_scores_are_those_of_the_program(root: Path) -> None:
    text = (root / "docs" / "reconciliation.md").read_text(encoding="utf-8")
    told = {
        Rule(rule): int(score)
        for rules, score in re.findall(r"^ +\| (`.*?`) \| (\d+) \|", text, re.MULTILINE)
        for rule in re.findall(r"`(\w+)`", rules)
    }
    assert told == {rule: score for rule, score in SCORES.items() if score < 100}
