"""`sfc serve` in a folder: killed at moments or from outside, and started again when asked."""

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import httpx

from sfc.app.inspection import Inspection
from sfc.bootstrap import open_inspection
from sfc.settings import Settings
from tests.faults.mortal import KILLED, serve

NEVER = "never"
FROM_OUTSIDE = "from outside"
MOMENTS = (
    "before signing",
    "before storing",
    "after storing",
    "before sending",
    "after sending",
    "after receipt",
    "mid-index",
    "before answering",
)
OPERATOR = "operator of the faults"
SFC = Path(sys.executable).with_name("sfc")
_PATIENCE = 120
# Forked off a process that has everything imported: that takes longer than the rest of a start.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.faults.mortal"])
SECRETS = {
    "keystore_passphrase": "passphrase of the keys",
    "network_secret": "n" * 32,
    "operator_key": OPERATOR,
    "reading_keys_passphrase": "passphrase for reading",
}


@dataclass(frozen=True)
class Run:
    """One process of the service, and the moment at which it is to die."""

    process: BaseProcess
    url: str
    moment: str


class Service:
    """A sandbox that lives on in a folder through any number of processes.

    Its database is in the folder too, unless `database` is the URL of another one that is empty.
    Until it was killed `most` times, each process dies at one of MOMENTS, or within `span` seconds
    from outside. Any thread may ask.
    """

    def __init__(
        self, folder: Path, seed: int, span: float = 0.6, database: str | None = None
    ) -> None:
        self._given = SECRETS | {"sandbox_folder": str(folder)}
        if database is not None:
            beside = ("documents", "reading_keys")
            self._given |= {name: str(folder / name) for name in beside}
            self._given["database_url"] = database
        self._settings = {f"SFC_{name.upper()}": value for name, value in self._given.items()}
        self._random = random.Random(seed)
        self._span = span
        self._guard = threading.Lock()
        self._run: Run | None = None
        self._client = httpx.Client(timeout=_PATIENCE)
        self.most = 0
        self.killed: Counter[str] = Counter()
        """How often it was killed, by moment."""

    @property
    def kills(self) -> int:
        """How often it was killed."""
        return self.killed.total()

    def post(self, key: str, path: str, body: Any, token: str) -> Any:
        """Ask until it is answered, with the same key, whatever happens in between."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        while True:
            run = self.running()
            try:
                answer = self._client.post(f"{run.url}/v1{path}", json=body, headers=headers)
            except httpx.TransportError:
                self._bury(run)
                continue
            if answer.status_code == 409 and answer.json()["code"] == "request_in_progress":
                time.sleep(0.05)
                continue
            assert answer.is_success, f"{path}: {answer.text}"
            return answer.json()

    def running(self) -> Run:
        """The process that serves, started if there is none."""
        with self._guard:
            while self._run is None:
                self._run = self._start()
            return self._run

    def die_at(self, moment: str, count: int) -> None:
        """Start, and die while starting, when the moment is passed for the `count`-th time."""
        with self._guard:
            assert self._start((moment, count)) is None, f"it lives after {moment} {count}"

    def stop(self) -> None:
        """End it in an orderly way, and the connections with it."""
        self._client.close()
        self._client = httpx.Client(timeout=_PATIENCE)
        with self._guard:
            if self._run is not None:
                self._run.process.terminate()
                self._run.process.join(_PATIENCE)
            self._run = None

    def audit(self) -> int:
        """Run `sfc audit` on what is left, and give the number of differences that it finds."""
        command = [SFC, "audit", "--json"]
        done = subprocess.run(
            command, env=os.environ | self._settings, capture_output=True, check=False
        )
        wrong = int(json.loads(done.stdout)["ledger"]["wrong"])
        assert (done.returncode == 0) is (wrong == 0), done.stderr.decode()
        return wrong

    @contextmanager
    def inspected(self) -> Iterator[Inspection]:
        """Look at what is left, nobody serving."""
        with open_inspection(Settings.load(**self._given)) as inspection:
            yield inspection

    def _start(self, fault: tuple[str, int] | None = None) -> Run | None:
        """Start a process; None if it was killed before it served."""
        moment = NEVER
        if fault is None and self.kills < self.most:
            moment = FROM_OUTSIDE
            if self._random.random() >= 0.25:
                fault = self._random.choice(MOMENTS), self._random.randint(1, 9)
        if fault is not None:
            moment = fault[0]
        process, url = launch(self._settings, fault)
        if url is None:
            self._note_death(process, moment)
            return None
        if moment == FROM_OUTSIDE:
            threading.Timer(self._random.uniform(0, self._span), process.kill).start()
        return Run(process, url, moment)

    def _bury(self, run: Run) -> None:
        with self._guard:
            if self._run is run:
                self._note_death(run.process, run.moment)
                self._run = None

    def _note_death(self, process: BaseProcess, moment: str) -> None:
        """Count a kill. A process that ended for another reason is a failure of its own."""
        process.join(_PATIENCE)
        expected = -signal.SIGKILL if moment == FROM_OUTSIDE else KILLED
        ended = process.exitcode
        assert ended == expected, f"the service ended with {ended}, to be killed {moment}"
        self.killed[moment] += 1


def launch(
    settings: Mapping[str, str], fault: tuple[str, int] | None = None
) -> tuple[BaseProcess, str | None]:
    """Start a process that serves; its URL, or None if it ended before it had one."""
    heard, said = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=serve, args=(settings, fault, said))
    process.start()
    said.close()
    assert heard.poll(_PATIENCE), "the service neither said where it is nor ended"
    with os.fdopen(os.dup(heard.fileno()), "rb") as greeting:
        line = greeting.readline()
    heard.close()
    return process, json.loads(line)["url"] if line else None


def split(count: int, parts: int) -> Sequence[int]:
    """A number in almost equal parts."""
    return [(count + part) // parts for part in range(parts)]
