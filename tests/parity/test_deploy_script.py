"""The script deploys to a real node, once."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from eth_account import Account
from rich.console import Console

from sfc.chain.deploy_command import DeployOptions, run
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from tests.chain import anvil


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets")
    for name, key in (("rich", anvil.KEY), ("poor", b"\x09" * 32)):
        (folder / name).write_text(json.dumps(Account.encrypt(key, "word", iterations=2)))
    (folder / "passphrase").write_text("word\n")
    return folder


def test_deploying_to_a_node(anvil_url: str, secrets: Path, tmp_path: Path, root: Path) -> None:
    node, file = JsonRpcNode(anvil_url), tmp_path / "manifest.json"

    def command(**options: object) -> tuple[int, str]:
        out = io.StringIO()
        given = {
            "rpc_url": anvil_url,
            "keystore": secrets / "rich",
            "passphrase_file": secrets / "passphrase",
            "manifest": file,
            "currencies": ("CNY:2",),
        }
        chosen = DeployOptions(**(given | options))  # type: ignore[arg-type]
        console = Console(file=out, width=200)
        return run(chosen, console, console), out.getvalue()

    status, said = command(keystore=secrets / "poor")
    assert (status, file.exists()) == (1, False), said
    assert "fund it first" in said
    status, said = command(chain_id=1)
    assert status == 1
    assert "serves chain 31337, expected chain 1" in said

    script = [sys.executable, root / "scripts/deploy.py", "--rpc-url", anvil_url]
    script += ["--keystore", secrets / "rich", "--passphrase-file", secrets / "passphrase"]
    script += ["--manifest", file, "--chain-id", "31337", "--currency", "CNY:2"]
    done = subprocess.run(script, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "SettlementToken CNY" in done.stdout

    first, head = file.read_text(), node.head().number
    status, said = command()
    assert status == 0
    assert "nothing to do" in said
    assert file.read_text() == first
    assert node.head().number == head
    manifest = json.loads(first)
    manifest["contracts"]["Receivables"]["source_hash"] = "00"
    file.write_text(json.dumps(manifest))
    status, said = command()
    assert status == 1
    assert "sources of Receivables" in said
