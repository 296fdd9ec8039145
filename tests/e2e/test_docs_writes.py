"""The example of docs/writes.md works as it stands there."""

import os
import re
import subprocess
from pathlib import Path

from tests.e2e.running import running_service
from tests.e2e.test_readme import KEY, blocks


def test_the_example_runs_as_it_is_written(root: Path) -> None:
    text = (root / "docs" / "writes.md").read_text(encoding="utf-8")
    [block] = re.findall(
        r"<!-- the test tests/e2e/test_docs_writes.*?-->\n```sh\n(.*?)```", text, re.DOTALL
    )
    with running_service(root, SFC_OPERATOR_KEY=KEY) as url:
        ended = subprocess.run(
            ["bash", "-c", f"set -euo pipefail\n{blocks(root)[0]}\n{block}"],
            env=os.environ | {"SFC_URL": url, "SFC_API_KEY": KEY},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ended.returncode == 0, ended.stderr + ended.stdout
    assert ended.stdout.lower().split() == [
        "['recorded']",
        *("idempotent-replayed:", "true"),
        "confirmed",
        "precondition_failed",
        "already_recorded",
        "eth_sendtransaction",
    ]
