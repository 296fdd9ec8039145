"""`sfc serve` as it is, in a process that ends where it is told to: FAULT_AT="after sending:3"."""

import os
import sys
from collections import Counter

from sfc.cli.app import run
from sfc.domain import moments

KILLED = 86


def main() -> int:
    """Serve, until the n-th passing of the moment."""
    moment, _, count = os.environ.pop("FAULT_AT", "never:1").rpartition(":")
    passed: Counter[str] = Counter()

    def watcher(now: str) -> None:
        passed[now] += 1
        if now == moment and passed[now] == int(count):
            os._exit(KILLED)

    moments.watch(watcher)
    return run(["serve", "--json", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
