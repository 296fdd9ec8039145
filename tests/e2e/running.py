"""The service as a stranger runs it: a process of its own, on a port of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SFC = Path(sys.executable).with_name("sfc")


@contextmanager
def running_service(folder: Path, **environment: str) -> Iterator[str]:
    """Serve in a folder with these settings, and give the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(SFC), "serve", "--port", str(port)]
    settings = os.environ | environment
    with subprocess.Popen(
        command, cwd=folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                assert process.poll() is None, "the service ended"
                try:
                    told = httpx.get(f"{url}/v1/health", timeout=5)
                    assert "server" not in told.headers, "what serves is nobody's business"
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield url
        finally:
            process.terminate()
