"""A real node for the tests: anvil, if `make node` has installed it."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.domain.errors import ChainUnavailable

# The first account of every anvil; it has 10,000 ether, and everybody knows its key.
KEY = bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
BINARY = Path(__file__).parents[2] / "node_modules/.bin/anvil"
PATIENCE = 30


def available() -> bool:
    return shutil.which(str(BINARY)) is not None


@contextmanager
def running(*options: str) -> Iterator[str]:
    """A node on a free port of this machine, as its URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [BINARY, "--port", str(port), *_rules(options), "--silent", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _rules(options: Sequence[str]) -> Sequence[str]:
    """Prague's, unless others are asked for."""
    return () if "--hardfork" in options else ("--hardfork", "prague")


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    node, deadline = JsonRpcNode(url), time.monotonic() + PATIENCE
    while True:
        try:
            node.head()
            return
        except ChainUnavailable:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
