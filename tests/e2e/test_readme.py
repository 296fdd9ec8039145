"""What the README tells a stranger to type works as it stands there."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.e2e.running import running_service

KEY = "sfc_key_of_the_readme_test_0123456789"


@pytest.fixture(scope="module")
def service(root: Path) -> Iterator[str]:
    with running_service(root, SFC_OPERATOR_KEY=KEY) as url:
        yield url


def blocks(root: Path) -> tuple[str, str]:
    """The helpers without their first line, which names a key, and the walk itself."""
    text = (root / "README.md").read_text(encoding="utf-8")
    found = re.search(
        r"```sh\nexport SFC_URL.*?\n(.*?)```.*?<!--.*?-->\n```sh\n(.*?)```", text, re.DOTALL
    )
    assert found, "the README has its ten lines elsewhere"
    return found[1], found[2]


def test_the_ten_lines_of_curl_go_from_invoice_to_redeemed_cash(root: Path, service: str) -> None:
    helpers, walk = blocks(root)
    script = f"set -eu\n{helpers}\n{walk}\necho; echo $RCV $BANK\n"
    ended = subprocess.run(
        ["bash", "-c", script],
        env=os.environ | {"SFC_URL": service, "SFC_API_KEY": KEY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    receivable, bank = ended.stdout.split()[-2:]
    answer = httpx.get(
        f"{service}/v1/receivables/{receivable}", headers={"Authorization": f"Bearer {bank}"}
    ).json()
    assert answer["receivable"]["status"] == "settled"
    assert answer["receivable"]["redeemed"] == {"amount": "1000000.00", "currency": "CNY"}
    assert answer["holders"] == []
