"""The runbook's commands work as they stand there, on a service beside a node."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest
from eth_account import Account

from tests.chain import anvil
from tests.e2e.running import SFC, running_service

PASSPHRASE, NEW = "passphrase of before", "passphrase of after"
OPERATOR = "operator of the tests"
KEY = {"Authorization": f"Bearer {OPERATOR}"}

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not anvil.available(), reason="make node installs anvil"),
    pytest.mark.skipif(shutil.which("sqlite3") is None, reason="apt install sqlite3"),
]


def commands(root: Path) -> dict[str, str]:
    """The runbook's blocks that are to be run, by the section in which they are."""
    text = (root / "docs/operations.md").read_text(encoding="utf-8")
    marked = r"<!-- tests/e2e/test_operations.py runs this -->\n```sh\n(.*?)```"
    found = {}
    for section in text.split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        if blocks := re.findall(marked, body, re.DOTALL):
            (found[title],) = blocks
    return found


def test_the_runbook(root: Path, tmp_path: Path) -> None:
    runbook = commands(root)
    assert list(runbook) == [
        *("Deploy", "Back up", "Restore", "Change keys", "A stuck transaction"),
        "A reorganisation",
    ]
    encrypted = Account.encrypt(anvil.KEY, PASSPHRASE, kdf="pbkdf2", iterations=2)
    (tmp_path / "operator.json").write_text(json.dumps(encrypted))
    with anvil.running() as url:
        settings = {
            "SFC_RPC_URL": url,
            "SFC_KEYSTORE": "operator.json",
            "SFC_KEYSTORE_PASSPHRASE": PASSPHRASE,
            "SFC_MANIFEST": "manifest.json",
            "SFC_NETWORK_SECRET": "n" * 32,
            "SFC_OPERATOR_KEY": OPERATOR,
            "SFC_READING_KEYS_PASSPHRASE": "a passphrase of the tests",
            "SFC_DATABASE_URL": "sqlite:///sfc.db",
        }

        def run(section: str, **more: str) -> str:
            path = f"{SFC.parent}{os.pathsep}{os.environ['PATH']}"
            ended = subprocess.run(
                ["bash", "-c", f"set -eu\n{runbook[section]}"],
                cwd=tmp_path,
                env=os.environ | settings | {"PATH": path} | more,
                capture_output=True,
                text=True,
                check=False,
            )
            assert ended.returncode == 0, (section, ended.stderr + ended.stdout)
            return ended.stdout

        assert "fit to carry the ledger" in run("Deploy")
        assert "nothing to do" in run("Deploy")
        with running_service(tmp_path, **settings) as service:
            register(service, "One")
            (tmp_path / "sfc-documents").mkdir(exist_ok=True)
            run("Back up")
            register(service, "Two")
            assert run("A stuck transaction") == ""
            assert run("A reorganisation").count("identical") == 2
        assert "no differences" in run("Restore")
        run("Change keys", NEW_PASSPHRASE=NEW)
        with running_service(tmp_path, **settings | {"SFC_KEYSTORE_PASSPHRASE": NEW}) as service:
            found = names(service)
            assert len(found) == 2 and "One" in found
            assert "Two" not in found, "it is on the chain, but the copy did not know its name"
            register(service, "Three")


def register(service: str, name: str) -> None:
    body = {"name": name, "legal_id": f"ID of {name}", "roles": ["supplier"]}
    headers = KEY | {"Idempotency-Key": name}
    answer = httpx.post(
        f"{service}/v1/participants",
        json=body,
        headers=headers,
        timeout=60,
    )
    assert answer.status_code == 201, answer.text


def names(service: str) -> set[str | None]:
    answer = httpx.get(f"{service}/v1/participants", headers=KEY, timeout=60)
    return {each["name"] for each in answer.json()["data"]}
