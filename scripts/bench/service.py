"""`sfc serve` under load: reads and whole lives over HTTP, beside the service of one `eth_call`."""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

from eth_account import Account

from scripts.bench.clients import Connection, Load, serving, together
from scripts.bench.page import Section, Size, Tell, table
from sfc.bootstrap import open_system
from sfc.chain.deployment import deploy
from sfc.chain.keys import Keyring
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.plan import parse_currencies
from sfc.chain.sender import Sender
from sfc.domain.ids import parse_participant
from sfc.settings import Settings
from tests.chain import anvil
from tests.faults.lives import Cast, Post, enter, live

KINDS = ("embedded", "anvil")
PEERS = ("stock", "anvil")
WRITES = 9
"""Requests of a life."""

_SECRETS = {
    "SFC_KEYSTORE_PASSPHRASE": "passphrase of the bench",
    "SFC_NETWORK_SECRET": "n" * 32,
    "SFC_OPERATOR_KEY": "operator of the bench",
    "SFC_READING_KEYS_PASSPHRASE": "passphrase for reading",
    "SFC_LOG_LEVEL": "warning",
}
_SERVE = ["-c", "import sys; from sfc.cli import app; app.run(sys.argv[1:])", "serve", "--port"]
_READS = {
    "one receivable": "/v1/receivables/{name}",
    "page of 50": "/v1/receivables?limit=50",
}


def measure(size: Size, tell: Tell) -> Section:
    """Load each service with each number of clients."""
    rows: list[list[str]] = []
    rates: dict[tuple[str, str, int], float] = {}

    def note(who: str, what: str, clients: int, load: Load, per: int = 1) -> None:
        rates[who, what, clients] = rate = load.rate / per
        spread = [f"{load.milliseconds(percent):,.0f}" for percent in (50, 95, 99)]
        rows.append([f"{who}: {what}", str(clients), f"{rate:,.1f}", *spread])
        tell(f"{who}, {what}, {clients} clients: {rate:,.1f}/s, p50/p95/p99 {'/'.join(spread)} ms")

    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        url = closing.enter_context(anvil.running())
        for kind in KINDS:
            settings = _settings(kind, Path(folder) / kind, url)
            with serving(_SERVE, settings) as port:
                cast = _cast(port)
            if kind == "anvil":
                _give_cash(settings, cast)
            numbers = count(1)
            with serving(_SERVE, settings) as port:
                _lives(port, cast, 1, 2, numbers)
                name = _some_receivable(port, cast)
                for clients in size.clients:
                    each = -(-size.service_lives // clients)
                    load = _lives(port, cast, clients, each, numbers)
                    note(kind, "whole life", clients, load, WRITES)
                for what, path in _READS.items():
                    for clients in size.clients:
                        reads = _reads(port, cast, clients, path.format(name=name), size)
                        note(kind, what, clients, reads)
        for peer in PEERS:
            node = peer if peer == "stock" else url
            environment = {**os.environ, "SFC_MANIFEST": f"{folder}/anvil/manifest.json"}
            with serving(["-m", "scripts.bench.naive", node], environment) as port:
                for clients in size.clients:
                    path = f"/receivables/{name.removeprefix('rcv_')}"
                    reads = _reads(port, None, clients, path, size)
                    note(f"naive peer on {peer}", "one receivable", clients, reads)
                    if peer == "stock":
                        nothing = _reads(port, None, clients, "/nothing/1", size)
                        note("bare FastAPI", "nothing", clients, nothing)
    ratios = {
        f"reading, {clients} clients, ÷ naive peer on {peer}": rates[
            "embedded", "one receivable", clients
        ]
        / rates[f"naive peer on {peer}", "one receivable", clients]
        for clients in size.clients
        for peer in PEERS
    }
    return Section(
        "The service, over HTTP",
        [
            "Requests a second (of lives: whole lives, of "
            f"{WRITES} writes each) with so many clients that ask without pause, and milliseconds "
            "within which half, 95 and 99 of a hundred requests are answered. The embedded chain "
            "is in a file. The naive peer is FastAPI with one `eth_call` through web3 for each "
            "request, without anybody's credential being looked at; bare FastAPI answers with a "
            "constant, and is what one process could reach at most.",
            table(["", "clients", "per second", "p50", "p95", "p99"], rows),
            "Reading one receivable against the naive peer: "
            + ", ".join(f"{value:.1f}× ({name})" for name, value in _short(ratios).items())
            + ".",
        ],
        ratios,
    )


def _short(ratios: dict[str, float]) -> dict[str, float]:
    return {
        name.removeprefix("reading, ").replace(", ÷", ","): each for name, each in ratios.items()
    }


def _reads(port: int, cast: Cast | None, clients: int, path: str, size: Size) -> Load:
    headers = {"Authorization": f"Bearer {cast.supplier.key}"} if cast else {}

    def work(connection: Connection, _client: int) -> list[Any]:
        for _ in range(-(-size.requests // clients)):
            connection.ask("GET", path)
        return []

    return together(port, clients, work, headers)


def _lives(port: int, cast: Cast, clients: int, each: int, numbers: Iterator[int]) -> Load:
    def work(connection: Connection, _client: int) -> list[Any]:
        for _ in range(each):
            live(_posting(connection), cast, next(numbers))
        return []

    return together(port, clients, work)


def _posting(connection: Connection) -> Post:
    def post(key: str, path: str, body: Any, token: str) -> Any:
        named = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        return connection.ask("POST", f"/v1{path}", body, **named)

    return post


def _cast(port: int) -> Cast:
    """Register who takes part; they have no cash yet where there is no faucet."""
    post = _posting(Connection(port))
    sandbox = Connection(port).ask("GET", "/v1/health")["sandbox"]

    def unless_missing(key: str, path: str, body: Any, token: str) -> Any:
        return post(key, path, body, token) if sandbox or "faucet" not in path else None

    return enter(unless_missing, _SECRETS["SFC_OPERATOR_KEY"])


def _give_cash(settings: Mapping[str, str], cast: Cast) -> None:
    """Mint it, as the settlement bank of a real network would; no service may run meanwhile."""
    values = {
        name.removeprefix("SFC_").lower(): value
        for name, value in settings.items()
        if name.startswith("SFC_")
    }
    with open_system(Settings.load(**values)) as system:
        context = system.context
        money = context.read.currency("CNY")
        for party in (cast.core, cast.bank):
            account = context.read.participant(parse_participant(party.id)).account
            mint = context.ledger.mint(money.number, account, 10**9 * money.scale)
            context.send(context.operator, mint)


def _some_receivable(port: int, cast: Cast) -> str:
    connection = Connection(port, {"Authorization": f"Bearer {cast.supplier.key}"})
    return str(connection.ask("GET", "/v1/receivables?limit=1")["data"][0]["id"])


def _settings(kind: str, folder: Path, url: str) -> dict[str, str]:
    """The environment of a service on that kind of chain; on anvil the contracts are deployed."""
    settings = {**os.environ, **_SECRETS}
    if kind == "embedded":
        return {**settings, "SFC_SANDBOX_FOLDER": str(folder)}
    folder.mkdir()
    node, keys = JsonRpcNode(url), Keyring()
    operator = keys.add(anvil.KEY)
    currencies = parse_currencies(["CNY:6"])
    deploy(node, Sender(node, keys), operator, currencies=currencies).save(folder / "manifest.json")
    sealed = Account.encrypt(anvil.KEY, _SECRETS["SFC_KEYSTORE_PASSPHRASE"], "pbkdf2", 2)
    (folder / "operator.json").write_text(json.dumps(sealed))
    return {
        **settings,
        "SFC_RPC_URL": url,
        "SFC_KEYSTORE": str(folder / "operator.json"),
        "SFC_MANIFEST": str(folder / "manifest.json"),
        "SFC_DATABASE_URL": f"sqlite:///{folder}/sfc.db",
    }
