"""The example in docs/market-api.md works as it stands there, standing instructions included."""

import os
import re
import subprocess
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from sfc.domain.days import DEFAULT_UTC_OFFSET_HOURS
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
    # 4.8 % of a million on 360, from the ledger's day, which is ahead of this machine's for a part
    # of each day, to 120 days from today; the instruction's quote is the cheaper one
    ledger_day = datetime.now(timezone(timedelta(hours=DEFAULT_UTC_OFFSET_HOURS))).date()
    days = (date.today() + timedelta(120) - ledger_day).days  # noqa: DTZ011  # as the shell does
    price = 1_000_000 - (Decimal(48_000) * days / 360).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert f"sold for CNY {price:,}" in said
    assert said.index("quoted") > said.index("sold for")
    held_back = (price / 10).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert f"at once, CNY {held_back:,} held back" in said
