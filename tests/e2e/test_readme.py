"""What the README tells a stranger to type works as it stands there."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

KEY = "sfc_key_of_the_readme_test_0123456789"


@pytest.fixture(scope="module")
def service(root: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("sfc")), "serve", "--port", str(port)]
    environment = os.environ | {"SFC_OPERATOR_KEY": KEY}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                assert process.poll() is None, "the service ended"
                try:
                    httpx.get(f"{url}/v1/health", timeout=5)
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield url
        finally:
            process.terminate()


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
