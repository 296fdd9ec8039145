"""Answers that are given again where looking whether anything has changed means asking somebody."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from eth_account import Account

from sfc.bootstrap import System, open_system
from sfc.chain.deployment import deploy
from sfc.chain.keys import Keyring
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.plan import parse_currencies
from sfc.chain.sender import Sender
from sfc.domain.errors import ChainUnavailable
from sfc.domain.ids import parse_participant
from sfc.settings import Settings
from tests.api.service import Client, World, money, sandbox, serving
from tests.api.test_kept import transactions
from tests.chain import anvil
from tests.databases import Server

ATTEMPTS = 20
"""How often it is tried whether an answer is kept: on a node seconds go by, and blocks come."""


@pytest.fixture(autouse=True)
def _looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sfc.api.callers.REMEMBERED_SECONDS", 3_600.0)


@pytest.fixture(scope="module")
def database(postgresql: Server) -> Iterator[str]:
    name = postgresql.create(tables=False)
    yield postgresql.url(name)
    postgresql.drop(name)


@pytest.fixture(scope="module")
def embedded(database: str) -> Iterator[World]:
    """On the embedded chain, with PostgreSQL."""
    with sandbox(database_url=database, documents="memory:") as made:
        yield made


class OnNode(World):
    """A world on a node, where nobody gives cash away: the operator is the settlement bank."""

    def give(self, client: Client, amount: str, currency: str = "CNY") -> None:
        context = self.system.context
        listed = context.read.currency(currency)
        account = context.read.participant(parse_participant(client.id)).account
        units = int(amount.replace(".", "")) * listed.scale
        context.send(context.operator, context.ledger.mint(listed.number, account, units))


@contextmanager
def on_node(folder: Path, url: str, database: str) -> Iterator[Settings]:
    node, keys = JsonRpcNode(url), Keyring()
    currencies = parse_currencies(("CNY", "JPY"))
    manifest = deploy(node, Sender(node, keys), keys.add(anvil.KEY), currencies=currencies)
    manifest.save(folder / "manifest.json")
    sealed = Account.encrypt(anvil.KEY, "open sesame", kdf="pbkdf2", iterations=2)
    (folder / "operator.json").write_text(json.dumps(sealed))
    yield Settings.load(
        rpc_url=url,
        keystore=folder / "operator.json",
        keystore_passphrase="open sesame",
        manifest=folder / "manifest.json",
        database_url=database,
        operator_key="operator of the tests",
        network_secret="n" * 32,
        reading_keys_passphrase="a passphrase of the tests",
        reading_keys=folder / "reading-keys",
        keys=folder / "keys",
        documents="memory:",
    )


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def node(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, Settings]]:
    """On anvil, with each database."""
    if not anvil.available():
        pytest.skip("make node installs anvil")
    folder = tmp_path_factory.mktemp("node")
    with ExitStack() as closing:
        database = f"sqlite:///{folder}/sfc.db"
        if request.param == "postgresql":
            server: Server = request.getfixturevalue("postgresql")
            name = server.create(tables=False)
            closing.callback(server.drop, name)
            database = server.url(name)
        url = closing.enter_context(anvil.running())
        settings = closing.enter_context(on_node(folder, url, database))
        system = closing.enter_context(open_system(settings))
        world = OnNode(closing.enter_context(serving(system)), system)
        closing.callback(world.close)
        yield world, settings


def is_kept(client: Client, path: str) -> bool:
    for _ in range(ATTEMPTS):
        client.get(path)
        with transactions() as begun:
            client.get(path)
        if not begun:
            return True
    return False


def check_writes(world: World) -> None:
    name = world.tokenised("100.00")
    path = f"/receivables/{name}"
    for paid in range(1, 4):
        for each in (path, "/balances", "/receivables"):
            assert is_kept(world.core, each)
        cash = world.core.get("/balances")
        world.core.post("/payments", {"receivable": name, "amount": money("1.00")})
        assert world.core.get(path)["receivable"]["paid"] == money(f"{paid}.00")
        assert world.core.get("/balances") != cash


def check_privacy(world: World) -> None:
    path = f"/receivables/{world.tokenised()}"
    assert is_kept(world.supplier, path) and is_kept(world.core, path)
    assert world.bank.code("GET", path) == (404, "not_found")
    assert world.supplier.get(path)["holders"][0]["lots"]
    assert not world.core.get(path)["holders"][0]["lots"]
    assert world.stranger.code("GET", path) == (401, "unauthorised")


def test_on_postgresql_what_is_written_is_seen_at_once(embedded: World) -> None:
    check_writes(embedded)
    check_privacy(embedded)


def test_so_is_what_another_process_writes(embedded: World, database: str) -> None:
    path = f"/receivables/{embedded.tokenised()}"
    with psycopg.connect(database, autocommit=True) as other:
        for spelled in ("HERE", "THERE", "ELSEWHERE"):
            assert is_kept(embedded.supplier, path)
            other.execute("UPDATE invoices SET spelled = %s", [spelled])
            assert embedded.supplier.get(path)["receivable"]["invoice_number"] == spelled


def test_and_only_once_it_is_committed(embedded: World, database: str) -> None:
    """Transactions that began before others are committed after them."""
    path = f"/receivables/{embedded.tokenised()}"
    with psycopg.connect(database) as first, psycopg.connect(database) as second:
        first.execute("UPDATE invoices SET spelled = 'FIRST'")
        second.execute("CREATE TABLE aside (number integer)")
        for each, said in ((second, None), (first, "FIRST")):
            assert is_kept(embedded.supplier, path)
            each.commit()
            told = embedded.supplier.get(path)["receivable"]["invoice_number"]
            assert (told == "FIRST") is (said == "FIRST")
        second.execute("DROP TABLE aside")


def test_what_is_asked_for_once_only_costs_no_questions(
    embedded: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    told = embedded.system.context.store._changes
    real = told.mark
    monkeypatch.setattr(told, "mark", lambda: asked.append(1) or real())
    # the application has it already
    assert embedded.supplier.get("/receivables?limit=7") is not None
    assert not asked


def test_on_a_node_what_is_written_is_seen_at_once(node: tuple[World, Settings]) -> None:
    check_writes(node[0])
    check_privacy(node[0])


def test_so_is_what_another_service_on_the_database_writes(
    node: tuple[World, Settings],
) -> None:
    world, settings = node
    with open_system(settings) as other, serving(other) as url:
        operator = Client(url, world.system.operator_key)
        for number in range(3):
            assert is_kept(world.operator, "/participants")
            before = world.operator.get("/participants")["data"]
            body = {"name": f"N{number}", "legal_id": f"N-{number}", "roles": ["supplier"]}
            operator.post("/participants", body)
            after = world.operator.get("/participants")["data"]
            assert len(after) == len(before) + 1
        operator.close()


def test_so_is_a_reorganisation(node: tuple[World, Settings]) -> None:
    world, settings = node
    chain = JsonRpcNode(str(settings.rpc_url))
    path = f"/receivables/{world.confirmed()}"
    snapshot = chain.request("evm_snapshot")
    name = world.tokenised()
    assert is_kept(world.supplier, f"/receivables/{name}")
    chain.request("evm_revert", snapshot)
    world.system.context.indexer.catch_up()
    assert world.supplier.code("GET", f"/receivables/{name}") == (404, "not_found")
    assert world.supplier.get(path)["receivable"]["status"] == "confirmed"


def test_so_is_another_day(node: tuple[World, Settings]) -> None:
    world, settings = node
    chain = JsonRpcNode(str(settings.rpc_url))
    path = f"/receivables/{world.tokenised(days=5)}"
    assert is_kept(world.supplier, path)
    assert not world.supplier.get(path)["receivable"]["flags"]["overdue"]
    chain.request("evm_increaseTime", hex(6 * 86_400))
    assert world.supplier.get(path)["receivable"]["flags"]["overdue"]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def fail(*_: object) -> None:
        raise ChainUnavailable("it is gone")

    return lambda: monkeypatch.setattr(JsonRpcNode, "request", fail)


def test_a_node_that_is_gone_keeps_nobody_from_what_does_not_need_it(
    node: tuple[World, Settings], failing: Callable[[], None]
) -> None:
    world, _ = node
    path = f"/receivables/{world.tokenised()}"
    assert is_kept(world.supplier, path) and is_kept(world.supplier, "/balances")
    failing()
    assert world.supplier.code("GET", path) == (503, "chain_unavailable")
    assert is_kept(world.supplier, "/balances")
    assert world.supplier.http.get("/balances?x=1").status_code == 200


def test_systems_tell_whether_looking_means_asking(
    embedded: World, node: tuple[World, Settings]
) -> None:
    def waits(system: System) -> bool:
        return system.context.store.mark_waits

    assert waits(embedded.system)
    assert waits(node[0].system) is ("postgresql" in str(node[1].database_url))
