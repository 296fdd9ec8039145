"""Clients over HTTP that all ask at once, how long each answer took, and the service they ask."""

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

PATIENCE = 900
"""Seconds that an answer may take."""


@dataclass(frozen=True)
class Load:
    """What a number of clients were answered, and how long it took, in seconds."""

    answers: Sequence[Any]
    latencies: Sequence[float]
    seconds: float

    @property
    def rate(self) -> float:
        """Answers per second."""
        return len(self.latencies) / self.seconds

    def milliseconds(self, percent: int) -> float:
        """The latency below which so many of a hundred answers stay."""
        in_order = sorted(self.latencies)
        return 1000 * in_order[min(len(in_order) - 1, len(in_order) * percent // 100)]


class Connection:
    """One client's connection; it stays open. Answers that are no success are errors."""

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._headers = dict(headers or {})
        self.latencies: list[float] = []

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Ask, and give what the JSON of the answer says."""
        sent = None if body is None else json.dumps(body)
        content = {"Content-Type": "application/json"} if sent else {}
        start = time.perf_counter()
        self._http.request(method, path, sent, self._headers | content | headers)
        response = self._http.getresponse()
        told = response.read()
        self.latencies.append(time.perf_counter() - start)
        if not 200 <= response.status < 300:
            raise RuntimeError(f"{method} {path}: {response.status} {told.decode()}")
        return json.loads(told)


def together(
    port: int,
    clients: int,
    work: Callable[[Connection, int], list[Any]],
    headers: Mapping[str, str] | None = None,
) -> Load:
    """Have clients work at the same time, each on a connection of its own."""
    connections = [Connection(port, headers) for _ in range(clients)]
    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        made = list(pool.map(work, connections, range(clients)))
    seconds = time.perf_counter() - start
    latencies = [each for connection in connections for each in connection.latencies]
    return Load([answer for answers in made for answer in answers], latencies, seconds)


@contextmanager
def serving(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Iterator[int]:
    """Run a service that takes a port as its last argument, and give the port once it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, *command, str(port)],
        env=environment,
        stderr=subprocess.DEVNULL if environment else None,
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()
