"""`sfc serve` under load: reads and whole lives over HTTP, beside the service of one `eth_call`."""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import count, product
from pathlib import Path
from typing import Any

from eth_account import Account

from scripts.bench.asking import asking
from scripts.bench.clients import Connection, Load, serving, together
from scripts.bench.page import Section, Size, Tell, at_least, table
from sfc.bootstrap import open_system
from sfc.chain.deployment import deploy
from sfc.chain.keys import Keyring
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.plan import parse_currencies
from sfc.chain.sender import Sender
from sfc.domain.ids import parse_participant
from sfc.settings import Settings
from tests import databases
from tests.chain import anvil
from tests.faults.lives import Cast, Post, enter, live

EMBEDDED, ANVIL, SERVED = "embedded", "anvil", "anvil and PostgreSQL"
PEERS = {"stock": (EMBEDDED,), "anvil": (EMBEDDED, ANVIL, SERVED)}
"""Beside which peers each kind of service stands."""
WRITES = 9
"""Requests of a life."""

_SECRETS = {
    "SFC_KEYSTORE_PASSPHRASE": "passphrase of the bench",
    "SFC_NETWORK_SECRET": "n" * 32,
    "SFC_OPERATOR_KEY": "operator of the bench",
    "SFC_READING_KEYS_PASSPHRASE": "passphrase for reading",
    "SFC_LOG_LEVEL": "warning",
    # one credential asks here as much as it can
    "SFC_RATE_PER_SECOND": "1000000",
    "SFC_RATE_BURST": "10000000",
    "SFC_ADDRESS_RATE_PER_SECOND": "1000000",
    "SFC_ADDRESS_RATE_BURST": "10000000",
}
_SERVE = ["-c", "import sys; from sfc.cli import app; app.run(sys.argv[1:])", "serve", "--port"]
_WHOLE, _ALONE, _CALL, _NOTHING = "whole receivable", "receivable alone", "one eth_call", "nothing"
_ANEW = ", made anew"
_COMPARED = (_WHOLE, _ALONE, _WHOLE + _ANEW, _ALONE + _ANEW)
_BARE = "bare FastAPI"
_MOST_READ = 50
_KEPT_TIMES = 4
"""How much more often kept answers are asked for: it is over too soon to be measured else."""


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
        kinds = {
            EMBEDDED: _embedded(Path(folder) / EMBEDDED),
            ANVIL: _on_node(Path(folder) / ANVIL, url),
        }
        if missing := databases.no_server():
            tell(missing)
        else:
            server = closing.enter_context(databases.running_server())
            database = server.url(server.create(tables=False))
            kinds[SERVED] = _on_node(Path(folder) / SERVED, url, database)
        for kind, settings in kinds.items():
            with serving(_SERVE, settings) as port:
                cast = _cast(port)
            if kind != EMBEDDED:
                _give_cash(settings, cast)
            numbers = count(1)
            with serving(_SERVE, settings) as port:
                for clients in size.clients:
                    each = -(-size.service_lives // clients)
                    load = _lives(port, cast, clients, each, numbers)
                    note(kind, "whole life", clients, load, WRITES)
                token = {"Authorization": f"Bearer {cast.supplier.key}"}
                names = _receivables(port, token)
                for what, paths in {
                    _WHOLE: [f"/v1/receivables/{name}" for name in names],
                    _ALONE: ["/v1/receivables?limit=1"],
                    "page of 50": ["/v1/receivables?limit=50"],
                    "balances": ["/v1/balances"],
                }.items():
                    for anew, clients in product((False, True), size.clients):
                        requests = size.requests if anew else _KEPT_TIMES * size.requests
                        load = asking(port, clients, requests, paths, token, anew=anew)
                        note(kind, what + _ANEW * anew, clients, load)
        naive = [f"/receivables/{name.removeprefix('rcv_')}" for name in names]
        for peer in PEERS:
            node = peer if peer == "stock" else url
            environment = {**os.environ, "SFC_MANIFEST": f"{folder}/anvil/manifest.json"}
            with serving(["-m", "scripts.bench.naive", node], environment) as port:
                for clients in size.clients:
                    called = asking(port, clients, size.requests, naive, {})
                    note(f"naive peer on {peer}", _CALL, clients, called)
                    if peer == "stock":
                        nothing = asking(port, clients, size.requests, ["/nothing/1"], {})
                        note(_BARE, _NOTHING, clients, nothing)
    compared = [
        (f"{kind}: {what}", kind, what, peer)
        for peer, beside in PEERS.items()
        for kind in beside
        if kind in kinds
        for what in _COMPARED
    ]
    ratios = {
        _against(name, clients, peer): rates[kind, what, clients]
        / rates[f"naive peer on {peer}", _CALL, clients]
        for name, kind, what, peer in compared
        for clients in size.clients
    }
    most = {
        f"{EMBEDDED}: {what}, {clients} clients, ÷ bare FastAPI": rates[EMBEDDED, what, clients]
        / rates[_BARE, _NOTHING, clients]
        for what in (_WHOLE, _WHOLE + _ANEW)
        for clients in size.clients
    }
    return Section(
        "The service, over HTTP",
        [
            "Requests a second (of lives: whole lives, of "
            f"{WRITES} writes each) with so many clients that ask without pause, and milliseconds "
            "within which half, 95 and 99 of a hundred requests are answered. The embedded chain "
            "is in a file. A whole receivable comes with holders, sales and history, and up to "
            f"{_MOST_READ} of them are read in turn. An answer is kept as long as nothing was "
            "written and the ledger's day is not over: whether that is so is looked up for each "
            "request; on anvil the node is asked what time it is, PostgreSQL whether it has "
            "changed, once for all requests that wait. One that is made anew comes from the "
            "database for each request; the database is SQLite in a file where nothing is said. "
            "The naive peer is "
            "FastAPI with one `eth_call` through web3 for each request: the receivable alone, "
            "without anybody's credential being looked at. Bare FastAPI answers with a constant, "
            "and is what one process could reach at most. All are read by the same generator.",
            table(["", "clients", "per second", "p50", "p95", "p99"], rows),
            table(
                ["times as many", *(f"{clients} clients" for clients in size.clients)],
                _beside(ratios | most),
            ),
        ],
        ratios | most,
        aims=[
            at_least(
                f"{name} ÷ naive peer on {peer}, the least with any number of clients",
                10,
                min(ratios[_against(name, clients, peer)] for clients in size.clients),
            )
            for name, _, _, peer in compared
        ],
    )


def _against(what: str, clients: int, peer: str) -> str:
    return f"{what}, {clients} clients, ÷ naive peer on {peer}"


def _beside(ratios: Mapping[str, float]) -> list[list[str]]:
    """A row for each comparison, which are in the order of the numbers of clients."""
    rows: dict[str, list[str]] = {}
    for name, value in ratios.items():
        what, against = name.rsplit(", ", 2)[::2]
        rows.setdefault(f"{what} {against}", []).append(f"{value:.1f}×")
    return [[name, *values] for name, values in rows.items()]


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


def _receivables(port: int, token: Mapping[str, str]) -> list[str]:
    page = Connection(port, token).ask("GET", f"/v1/receivables?limit={_MOST_READ}")
    return [each["id"] for each in page["data"]]


def _embedded(folder: Path) -> dict[str, str]:
    """The environment of a service on the embedded chain, with all it has in a folder."""
    return {**os.environ, **_SECRETS, "SFC_SANDBOX_FOLDER": str(folder)}


def _on_node(folder: Path, url: str, database: str = "") -> dict[str, str]:
    """The environment of a service on a node, to which the contracts are deployed now."""
    folder.mkdir()
    node, keys = JsonRpcNode(url), Keyring()
    operator = keys.add(anvil.KEY)
    currencies = parse_currencies(["CNY:6"])
    deploy(node, Sender(node, keys), operator, currencies=currencies).save(folder / "manifest.json")
    sealed = Account.encrypt(anvil.KEY, _SECRETS["SFC_KEYSTORE_PASSPHRASE"], "pbkdf2", 2)
    (folder / "operator.json").write_text(json.dumps(sealed))
    return {
        **os.environ,
        **_SECRETS,
        "SFC_RPC_URL": url,
        "SFC_KEYSTORE": str(folder / "operator.json"),
        "SFC_MANIFEST": str(folder / "manifest.json"),
        "SFC_DATABASE_URL": database or f"sqlite:///{folder}/sfc.db",
        "SFC_KEYS": str(folder / "keys"),
        "SFC_DOCUMENTS": str(folder / "documents"),
        "SFC_READING_KEYS": str(folder / "reading-keys"),
    }
