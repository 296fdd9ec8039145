"""`sfc serve` in a folder: a process of its own, on a real socket."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sfc.settings import Settings

OPERATOR = "operator of the load"
START = "2026-03-01"
_SFC = Path(sys.executable).with_name("sfc")
_SECRETS = {
    "keystore_passphrase": "passphrase of the keys",
    "network_secret": "n" * 32,
    "operator_key": OPERATOR,
    "reading_keys_passphrase": "passphrase for reading",
}
_LIMITS = {"rate_per_second": 1_000_000, "rate_burst": 10_000_000}


def settings(folder: Path) -> Settings:
    """The settings of the service in a folder, to look at what it left."""
    return Settings.load(sandbox_folder=folder, **_SECRETS)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve until the end of the block, and give the address. It has to end in good order."""
    command = [str(_SFC), "serve", "--port", "0", "--json"]
    with subprocess.Popen(
        command, env=_environment(folder), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        try:
            yield str(json.loads(process.stdout.readline())["url"])
        finally:
            process.terminate()
    assert process.returncode == 0, f"the service ended with {process.returncode}"


def audit(folder: Path) -> int:
    """Run `sfc audit` on what is left, and give the number of differences that it finds."""
    done = subprocess.run(
        [str(_SFC), "audit", "--json"],
        env=_environment(folder),
        capture_output=True,
        check=False,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    wrong = int(answer["ledger"]["wrong"])
    assert (done.returncode == 0) is (wrong == 0), done.stderr.decode()
    return wrong


def _environment(folder: Path) -> dict[str, str]:
    ours: dict[str, object] = {
        **_SECRETS,
        **_LIMITS,
        "sandbox_folder": folder,
        "sandbox_start": START,
    }
    return os.environ | {f"SFC_{name.upper()}": str(value) for name, value in ours.items()}
