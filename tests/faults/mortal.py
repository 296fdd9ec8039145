"""`sfc serve` as it is, in a process that ends where it is told to."""

import os
import sys
from collections import Counter
from collections.abc import Mapping
from multiprocessing.connection import Connection

import sfc.api.app
import sfc.bootstrap  # noqa: F401  # here, so that a process that is forked off has them at once
from sfc.cli.app import run
from sfc.domain import moments

KILLED = 86


def serve(settings: Mapping[str, str], fault: tuple[str, int] | None, greeting: Connection) -> None:
    """Serve with these settings; end when the moment of the fault is passed for the n-th time.

    What the service says on standard output goes to `greeting`, and what it logs nowhere.
    """
    os.environ.update(settings)
    os.dup2(greeting.fileno(), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    greeting.close()
    passed: Counter[str] = Counter()

    def watcher(now: str) -> None:
        passed[now] += 1
        if fault == (now, passed[now]):
            os._exit(KILLED)

    moments.watch(watcher)
    sys.exit(run(["serve", "--json", "--port", "0"]))
