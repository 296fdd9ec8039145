"""The embedded chain against stock eth-tester, over HTTP with 16 clients, in one run.

`python -m scripts.bench.chain [--transfers N] [--calls N] [--json FILE]`. Both do the same
transfers and calls, and at the end their receipts and balances are compared: a fast chain that
gives other results has lost.
"""

import argparse
import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from scripts.bench.served import CLIENTS

_PATIENCE = 60


@dataclass(frozen=True)
class Figures:
    """Of one chain: rates per second, the gas of every transfer, and the balances at the end."""

    transfers: float
    calls: float
    receipts: Sequence[tuple[int, int]]
    balances: Sequence[int]


def main(arguments: Sequence[str]) -> int:
    """Run and print; 1 if the chains do not agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--transfers", type=int, default=40, help="of each client, in each round")
    parser.add_argument("--calls", type=int, default=120, help="of each client, in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", help="file to write the figures to")
    given = parser.parse_args(arguments)
    figures: dict[str, list[Figures]] = {"stock": [], "ours": [], "durable": []}
    for _ in range(given.rounds):  # taken in turns, so that a slow minute hits all of them
        for kind, found in figures.items():
            found.append(measure(kind, given.transfers, given.calls))
    rates = {
        kind: (median(each.transfers for each in found), median(each.calls for each in found))
        for kind, found in figures.items()
    }
    ratios = {
        kind: tuple(
            round(mine / theirs, 2) for mine, theirs in zip(each, rates["stock"], strict=True)
        )
        for kind, each in rates.items()
    }
    print(f"{'':10}{'transfers/s':>14}{'calls/s':>12}{'ratio':>9}{'ratio':>9}")
    for kind, (transfers, calls) in rates.items():
        first, second = ratios[kind]
        print(f"{kind:10}{transfers:14,.0f}{calls:12,.0f}{first:8.1f}×{second:8.1f}×")
    results = {
        (tuple(each.receipts), tuple(each.balances)) for found in figures.values() for each in found
    }
    agree = len(results) == 1
    print("receipts and balances are equal" if agree else "receipts or balances DIFFER")
    if given.json:
        Path(given.json).write_text(json.dumps({"ratios": ratios, "equal": agree}, indent=1))
    return 0 if agree else 1


def measure(kind: str, transfers: int, calls: int) -> Figures:
    """Start a chain, and have 16 clients at it."""
    with _served(kind) as port:

        def transfer(client: int) -> list[Any]:
            taker = (client + 1) % CLIENTS
            paths = [f"/transfer/{client}/{taker}/{1 + client + n}" for n in range(transfers)]
            return _requests(port, "POST", paths)

        def call(client: int) -> list[Any]:
            return _requests(port, "GET", [f"/balance/{client}"] * calls)

        made, seconds = _together(transfer)
        receipts = sorted((each["gas"], each["status"]) for each in made)
        balances, while_calling = _together(call)
        return Figures(
            transfers=CLIENTS * transfers / seconds,
            calls=CLIENTS * calls / while_calling,
            receipts=receipts,
            balances=balances[::calls],
        )


def _together(work: Callable[[int], list[Any]]) -> tuple[list[Any], float]:
    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        done = [each for made in pool.map(work, range(CLIENTS)) for each in made]
    return done, time.perf_counter() - start


def _requests(port: int, method: str, paths: Sequence[str]) -> list[Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    answers = []
    for path in paths:
        connection.request(method, path)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status}")
        answers.append(json.loads(body))
    connection.close()
    return answers


@contextmanager
def _served(kind: str) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "scripts.bench.served", kind, str(port)])
    try:
        deadline = time.monotonic() + _PATIENCE
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
