"""A service that is killed again and again while a client goes on asking: nothing lost or doubled.

`python -m tests.faults.killing --kills 200 --seed 1` for the long run.
"""

import argparse
import itertools
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from sfc.app.audit import audit
from sfc.bootstrap import open_sandbox
from sfc.settings import Settings

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
ISSUED = date(2026, 1, 5)
DUE = datetime.now(UTC).date() + timedelta(90)
_PATIENCE = 120
_SECRETS = {
    "keystore_passphrase": "passphrase of the keys",
    "network_secret": "n" * 32,
    "operator_key": "operator of the faults",
    "reading_keys_passphrase": "passphrase for reading",
}


@dataclass
class Figures:
    """What a run came to; `lost` and `double` count receivables, `differences` are the audit's."""

    kills: int = 0
    receivables: int = 0
    lost: int = 0
    double: int = 0
    differences: int = 0
    by: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"kills {self.kills}, receivables {self.receivables}, lost {self.lost}, "
            f"double {self.double}, differences {self.differences}"
        )


class Killed(Exception):
    """The service does not answer: it was killed."""


class Service:
    """The service in a folder, started anew whenever it was killed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._random = random.Random(seed)
        self._process: subprocess.Popen[bytes] | None = None
        self.figures = Figures()
        self.url = ""
        self.calm = False

    def post(self, key: str, path: str, body: Any, token: str) -> Any:
        """Ask until it is answered, with the same key, whatever happens in between."""
        while True:
            try:
                return self._ask(key, path, body, token)
            except Killed:
                self._start()

    def stop(self) -> None:
        """End it in an orderly way."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_PATIENCE)

    def _ask(self, key: str, path: str, body: Any, token: str) -> Any:
        if self._process is None:
            raise Killed
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        try:
            answer = httpx.post(f"{self.url}/v1{path}", json=body, headers=headers, timeout=60)
        except httpx.TransportError:
            self._process.wait(_PATIENCE)
            self._process = None
            self.figures.kills += 1
            raise Killed from None
        if answer.status_code == 409 and answer.json()["code"] == "request_in_progress":
            time.sleep(0.05)
            return self._ask(key, path, body, token)
        if not answer.is_success:
            raise AssertionError(f"{path}: {answer.text}")
        return answer.json()

    def _start(self) -> None:
        """Start it, to be killed at a moment or at random from outside."""
        settings = {f"SFC_{name.upper()}": value for name, value in _SECRETS.items()}
        environment = os.environ | settings | {"SFC_SANDBOX_FOLDER": str(self._folder)}
        from_outside = self._random.random() < 0.25
        moment = self._random.choice(MOMENTS)
        if not self.calm and not from_outside:
            environment["FAULT_AT"] = f"{moment}:{self._random.randint(1, 4)}"
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.mortal", "--port", "0"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
        )
        assert process.stdout is not None
        with process.stdout:
            line = process.stdout.readline()
        if not line:  # killed while it started
            process.wait(_PATIENCE)
            self.figures.kills += 1
            self.figures.by[moment] += 1
            self._process = None
            return
        self.url = httpx.Response(200, content=line).json()["url"]
        if not self.calm:
            self.figures.by["from outside" if from_outside else moment] += 1
        if from_outside and not self.calm:
            threading.Timer(self._random.uniform(0, 0.6), process.kill).start()


def run(kills: int, seed: int, folder: Path) -> Figures:
    """Live lives of receivables until the service was killed so often, and audit what is left."""
    service, figures = Service(folder, seed), None
    figures = service.figures
    operator = _SECRETS["operator_key"]
    service.calm = True
    parties = {}
    for role, line in (("core_enterprise", "90000000.00"), ("supplier", ""), ("financier", "")):
        body: dict[str, Any] = {"name": role, "legal_id": f"ID-{role}", "roles": [role]}
        if line:
            body["credit_lines"] = [{"amount": line, "currency": "CNY"}]
        made = service.post(f"enter {role}", "/participants", body, operator)
        parties[role] = (made["participant"]["id"], made["api_key"])
        cash = {
            "participant": parties[role][0],
            "amount": {"amount": "9000000.00", "currency": "CNY"},
        }
        service.post(f"cash {role}", "/sandbox/faucet", cash, operator)
    service.stop()
    service._process, service.calm = None, False
    for number in itertools.count(1):
        if figures.kills >= kills:
            break
        _life(service, parties, number)
        figures.receivables += 1
    service.calm = True
    service.stop()
    _judge(figures, folder, parties["core_enterprise"][0])
    return figures


def _life(service: Service, parties: dict[str, tuple[str, str]], number: int) -> None:
    (core, core_key), (_, supplier_key), (_, bank_key) = parties.values()
    invoice = {
        "obligor": core,
        "invoice_number": f"N-{number}",
        "issue_date": ISSUED.isoformat(),
        "due_date": DUE.isoformat(),
        "amount": {"amount": "100.00", "currency": "CNY"},
    }

    def post(step: str, path: str, body: Any, token: str) -> Any:
        return service.post(f"{number} {step}", path, body, token)

    name = post("record", "/receivables", invoice, supplier_key)["receivable"]["id"]
    post("confirm", f"/receivables/{name}/confirm", {}, core_key)
    post("tokenise", f"/receivables/{name}/tokenise", {}, supplier_key)
    asked = {"receivable": name, "amount": {"amount": "60.00", "currency": "CNY"}}
    post("ask", "/asks", asked, supplier_key)
    quote = post("quote", "/quotes", {"receivable": name, "annual_rate_percent": "5"}, bank_key)
    part = {"amount": {"amount": "60.00", "currency": "CNY"}}
    post("sell", f"/quotes/{quote['id']}/accept", part, supplier_key)
    some = {"receivable": name, "amount": {"amount": "30.00", "currency": "CNY"}}
    post("part", "/payments", some, core_key)
    post("pay", "/payments", {"receivable": name}, core_key)
    post("redeem", "/redemptions", {"receivable": name}, bank_key)


def _judge(figures: Figures, folder: Path, core: str) -> None:
    """Count what is on the ledger, and compare all of it with the read model."""
    settings = Settings.load(sandbox_folder=folder, **_SECRETS)
    with open_sandbox(settings) as system:
        findings = audit(system.context)
        figures.differences = len(findings.differences)
        [totals] = system.context.read.totals()
        figures.lost = max(0, figures.receivables - totals.receivables)
        figures.double = max(0, totals.receivables - figures.receivables)
        whole = figures.receivables * 10_000
        if totals.paid != whole or totals.redeemed != figures.receivables * 6_000:
            figures.lost += totals.paid < whole
            figures.double += totals.paid > whole


def main() -> int:
    """The long run; 1 if anything was lost, doubled or different."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(given.kills, given.seed, Path(folder))
    print(f"seed {given.seed}: {figures}; {dict(figures.by)}")
    return 1 if figures.lost or figures.double or figures.differences else 0


if __name__ == "__main__":
    sys.exit(main())
