"""The example in docs/market-api.md works as it stands there, standing instructions included."""

import os
import re
import subprocess
from pathlib import Path

from tests.e2e.running import SFC, running_service
from tests.e2e.test_readme import KEY, blocks


def test_quotes_are_compared_and_a_facility_is_drawn(root: Path) -> None:
    text = (root / "docs/market-api.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- the test .*?-->\n```sh\n(.*?)```", text, re.DOTALL)
    path = f"{SFC.parent}{os.pathsep}{os.environ['PATH']}"
    with running_service(root, SFC_OPERATOR_KEY=KEY) as url:
        ended = subprocess.run(
            ["bash", "-c", f"set -eu\n{blocks(root)[0]}\n{block}"],
            env=os.environ | {"SFC_URL": url, "SFC_API_KEY": KEY, "PATH": path, "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ended.returncode == 0, ended.stderr + ended.stdout
    said = ended.stdout
    assert "facility 1 is open" in said and "market-1" in said
    # 4.8 % of a million for 120 days on 360: 16,000.00; the instruction's quote is the cheaper one
    assert "sold for CNY 984,000.00" in said
    assert said.index("quoted") > said.index("sold for")
    assert "at once, CNY 98,400.00 held back" in said
