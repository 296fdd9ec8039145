"""The demonstration, as the console script runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


class Demo:
    """What `sfc demo` printed, and the report that it wrote."""

    def __init__(self, process: "subprocess.CompletedProcess[str]", report: Path) -> None:
        self.code = process.returncode
        self.out = process.stdout
        self.err = process.stderr
        self.report = report.read_text(encoding="utf-8") if report.exists() else ""

    @property
    def json(self) -> Any:
        return json.loads(self.out)


RunDemo = Callable[..., Demo]


@pytest.fixture(scope="session")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> RunDemo:
    def run(*arguments: object) -> Demo:
        report = tmp_path_factory.mktemp("demo") / "report.html"
        command = [Path(sys.executable).with_name("sfc"), "demo", "--report", report, *arguments]
        environment = os.environ | {"COLUMNS": "100"}
        process = subprocess.run(
            [str(part) for part in command],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Demo(process, report)

    return run
