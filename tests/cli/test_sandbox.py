"""`sfc serve --sandbox` to somebody who has just come."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SFC = str(Path(sys.executable).with_name("sfc"))


@contextmanager
def serving(*options: str) -> Iterator[subprocess.Popen[str]]:
    command = [SFC, "serve", "--sandbox", "--port", "0", *options]
    with subprocess.Popen(
        command,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def test_the_curl_lines_that_are_printed_work() -> None:
    with serving() as process:
        assert process.stdout is not None
        said: list[str] = []
        while len(pasted := [line for line in said if line.startswith("  curl")]) < 3:
            said.append(process.stdout.readline())
            assert said[-1], "it ended"
        greeting = "".join(said)
        script = greeting[greeting.index(pasted[0]) :]
        done = subprocess.run(
            ["bash", "-c", script.replace("\n  curl", "\necho; curl")],
            capture_output=True,
            text=True,
            check=True,
        )
    asks, quote, quotes = (json.loads(line) for line in done.stdout.splitlines())
    assert len(asks["data"]) == 2
    assert quote["state"] == "open"
    assert [each["id"] for each in quotes["data"]] == [quote["id"]]
    for part in ("core_enterprise", "supplier", "bank", "regulator", "Operator key"):
        assert part in greeting


def test_scripts_are_given_a_key_for_each_part() -> None:
    with serving("--json") as process:
        assert process.stdout is not None
        about = json.loads(process.stdout.readline())
        for part, key in about["keys"].items():
            headers = {"Authorization": f"Bearer {key}"}
            answer = httpx.get(f"{about['url']}/v1/receivables", headers=headers, timeout=60)
            seen = {"core_enterprise": 5, "supplier": 5, "regulator": 5, "second_tier_supplier": 0}
            if part in seen:
                assert len(answer.json()["data"]) == seen[part]
    assert process.returncode == 0
