"""The examples of docs/events.md work as they stand there."""

import json
import os
import re
import socket
import subprocess
from pathlib import Path

from tests.e2e.running import SFC, running_service
from tests.e2e.test_readme import KEY, blocks

SETTINGS = {
    "SFC_OPERATOR_KEY": KEY,
    "SFC_WEBHOOK_PLAIN_HTTP": "true",
    "SFC_WEBHOOK_NETWORKS": '["127.0.0.0/8"]',
}


def test_the_page_of_events(root: Path, tmp_path: Path) -> None:
    text = (root / "docs/events.md").read_text(encoding="utf-8")
    marked = r"<!-- the test tests/e2e/test_events_page.py.*?-->\n```sh\n(.*?)```"
    (block,) = re.findall(marked, text, re.DOTALL)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with running_service(tmp_path, **SETTINGS) as url:
        told = {"SFC_URL": url, "SFC_API_KEY": KEY, "TAKE_PORT": port, "COLUMNS": "200"}
        path = f"{SFC.parent}{os.pathsep}{os.environ['PATH']}"
        ended = subprocess.run(
            ["bash", "-c", f"set -eu\n{blocks(root)[0]}\n{block}"],
            cwd=tmp_path,
            env=os.environ | told | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ended.returncode == 0, ended.stderr + ended.stdout
    assert "taken, 204" in ended.stdout and ended.stdout.count("whsec_") == 1
    events = json.loads((tmp_path / "build/events.json").read_bytes())["data"]
    assert events[-1]["type"] == "participant.registered"
    taken = (tmp_path / "build/taken.txt").read_text().splitlines()
    assert [line.partition(" ")[0] for line in taken][1] == events[-1]["id"]
    stream = (tmp_path / "build/stream.txt").read_text()
    assert f"id: {events[-1]['id']}\nevent: participant.registered\ndata: {{" in stream
