"""A service on a real embedded chain behind a real socket, and clients that talk to it."""

import secrets
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any, cast

import httpx
import uvicorn

import sfc.client
from sfc.api import create_app
from sfc.api.limits import Limits
from sfc.api.server import configured
from sfc.bootstrap import System, open_sandbox
from sfc.client import types as t
from sfc.settings import Settings

START = date(2026, 3, 1)
# Without TLS nobody need be trusted; reading whom to trust would take longer than a request.
NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
Json = dict[str, Any]


def money(amount: str, currency: str = "CNY") -> t.Amount:
    return {"amount": amount, "currency": currency}


@contextmanager
def serving(system: System, limits: Limits = Limits()) -> Iterator[str]:  # noqa: B008  # frozen
    """Serve a system on a free port, and give the address."""
    app = create_app(system.context, system.operator_key, limits)
    config = configured(app, port=0, log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def sandbox(kind: "type[World] | None" = None, **changes: Any) -> Iterator["World"]:
    """A service with a sandbox, on a database in memory unless the settings name another."""
    settings = {
        "operator_key": "operator of the tests",
        "network_secret": "n" * 32,
        "sign_in_failures": 100_000,
    } | changes
    with (
        open_sandbox(Settings(**settings), start=START, currencies=("CNY", "JPY")) as system,
        serving(system) as url,
    ):
        world = (kind or World)(url, system)
        yield world
        world.close()


def keyed(request: httpx.Request) -> None:
    """Give a request that has no idempotency key one that is used for nothing else."""
    if request.method != "GET":
        request.headers.setdefault("Idempotency-Key", secrets.token_hex(8))


class Client:
    """Speaks for one participant, or for the operator: by `sfc` in typed calls, or as HTTP has it.

    What is refused, and how, is seen best in bare HTTP; what leads up to it in typed calls.
    """

    def __init__(self, url: str, key: str | None, identity: str = "") -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self.key = key or ""
        self.sfc = sfc.client.Client(url, key)
        self.http = httpx.Client(
            base_url=f"{url}/v1",
            headers=headers,
            timeout=90,
            event_hooks={"request": [keyed]},
            verify=NOBODY,
        )
        self.id = identity

    def close(self) -> None:
        self.http.close()
        self.sfc.close()

    def get(self, path: str, **params: Any) -> Json:
        return self._read(self.http.get(path, params=params), 200)

    def post(self, path: str, body: Json | None = None, status: int = 201) -> Json:
        return self._read(self.http.post(path, json=body), status)

    def refused(self, method: str, path: str, body: Json | None = None, **more: Any) -> Json:
        """Do what is to be refused, and give the problem, checked for its form."""
        response = self.http.request(method, path, json=body, **more)
        assert response.status_code >= 400, response.text
        return problem(response)

    def code(self, method: str, path: str, body: Json | None = None) -> tuple[int, str]:
        """The status and code of a refusal."""
        found = self.refused(method, path, body)
        return found["status"], found["code"]

    @staticmethod
    def _read(response: httpx.Response, status: int) -> Json:
        assert response.status_code == status, response.text
        body: Json = response.json()
        return body


def problem(response: httpx.Response) -> Json:
    assert response.headers["content-type"] == "application/problem+json"
    body: Json = response.json()
    assert body["status"] == response.status_code
    assert body["type"] == f"/v1/problems/{body['code']}"
    assert body["title"] and body["detail"]
    assert "Traceback" not in response.text
    return body


class World:
    """Two core enterprises, suppliers of three tiers, two banks; more can be registered."""

    def __init__(self, url: str, system: System) -> None:
        self.url = url
        self.system = system
        self._clients: list[Client] = []
        self._numbers = count(1)
        self.operator = self.client(system.operator_key)
        self.stranger = self.client(None)
        self.core = self.register("core_enterprise", money("900000000.00"), money("9000", "JPY"))
        self.other_core = self.register("core_enterprise", money("1000.00"))
        self.supplier = self.register("supplier")
        self.tier2 = self.register("supplier")
        self.tier3 = self.register("supplier")
        self.bank = self.register("financier")
        self.other_bank = self.register("financier")
        for rich in (self.core, self.bank, self.other_bank):
            self.give(rich, "100000000.00")

    def close(self) -> None:
        for client in self._clients:
            client.close()

    def client(self, key: str | None, identity: str = "") -> Client:
        made = Client(self.url, key, identity)
        self._clients.append(made)
        return made

    def register(self, roles: str, *lines: t.Amount) -> Client:
        number = next(self._numbers)
        body: t.Entry = {
            "name": f"Company {number}",
            "legal_id": f"LEGAL-{number}",
            "roles": cast("Any", roles.split()),
            "credit_lines": list(lines),
        }
        made = self.operator.sfc.register(body)
        return self.client(made["api_key"], made["participant"]["id"])

    def give(self, client: Client, amount: str, currency: str = "CNY") -> None:
        self.operator.sfc.faucet({"participant": client.id, "amount": money(amount, currency)})

    @property
    def today(self) -> date:
        return date.fromisoformat(self.operator.sfc.health()["ledger_date"])

    def pass_days(self, days: int) -> None:
        self.operator.sfc.clock({"days": days})

    def invoice(self, amount: str = "10000.00", days: int = 90, **changes: Any) -> Json:
        """A new invoice of the supplier on the core enterprise, due after some days."""
        today = self.today
        return {
            "obligor": self.core.id,
            "invoice_number": f"No. {next(self._numbers)} of {today.year}",
            "issue_date": today.isoformat(),
            "due_date": (today + timedelta(days)).isoformat(),
            "amount": money(amount),
            **changes,
        }

    def recorded(self, amount: str = "10000.00", days: int = 90) -> str:
        invoice = cast("t.RecordForm", self.invoice(amount, days))
        return self.supplier.sfc.record_invoice(invoice)["receivable"]["id"]

    def confirmed(self, amount: str = "10000.00", days: int = 90) -> str:
        identity = self.recorded(amount, days)
        self.core.sfc.confirm(identity, {})
        return identity

    def tokenised(self, amount: str = "10000.00", days: int = 90) -> str:
        identity = self.confirmed(amount, days)
        self.supplier.sfc.tokenise(identity)
        return identity

    def quoted(self, identity: str, rate: str = "8.00", **terms: Any) -> Json:
        """A quote of the bank on a receivable for which the supplier asks."""
        self.supplier.sfc.ask({"receivable": identity})
        body = {"receivable": identity, "annual_rate_percent": rate, **terms}
        return cast("Json", self.bank.sfc.offer_quote(cast("t.QuoteForm", body)))
