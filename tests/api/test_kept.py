"""Answers that are given again: only while nothing has changed, whoever would have changed it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import Engine, event

from sfc.api.access import ACCESS
from sfc.api.limits import Limits, Rate
from sfc.app import query
from sfc.app.query import Detail
from sfc.chain.nodes.embedded import EmbeddedNode
from tests.api.described import replaced
from tests.api.ready import OPERATIONS, READY, default, renamed
from tests.api.service import Client, World, money, sandbox, serving


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "sfc.db"


@pytest.fixture(scope="module")
def world(file: Path) -> Iterator[World]:
    """A service on a file, whose callers are looked up once: no test here depends on the time."""
    with pytest.MonkeyPatch.context() as patch, sandbox(database_url=f"sqlite:///{file}") as made:
        patch.setattr("sfc.api.callers.REMEMBERED_SECONDS", 3_600.0)
        yield made


@contextmanager
def transactions() -> Iterator[list[object]]:
    begun: list[object] = []

    def note(connection: object) -> None:
        begun.append(connection)

    event.listen(Engine, "begin", note)
    try:
        yield begun
    finally:
        event.remove(Engine, "begin", note)


def is_kept(client: Client, path: str, **headers: str) -> bool:
    """Whether an answer comes without the database, and is the one that came before."""
    client.http.get(path, headers=headers)
    before = client.http.get(path, headers=headers)
    with transactions() as begun:
        again = client.http.get(path, headers=headers)
    assert (again.status_code, again.content) == (before.status_code, before.content)
    assert again.headers["Request-Id"] != before.headers["Request-Id"]
    assert set(again.headers) == set(before.headers)
    return not begun


def is_kept_already(client: Client, path: str) -> bool:
    with transactions() as begun:
        client.get(path)
    return not begun


def test_what_is_asked_again_and_again_is_kept(world: World) -> None:
    name = world.tokenised()
    tag = world.supplier.http.get(f"/receivables/{name}").headers["ETag"]
    for path in (f"/receivables/{name}", "/receivables?limit=2", "/receivables", "/balances"):
        assert is_kept(world.supplier, path)
    assert is_kept(world.supplier, f"/receivables/{name}", **{"If-None-Match": tag})
    assert is_kept(world.operator, f"/receivables/{name}")
    for path in ("/deals", "/operations", "/events", "/webhooks", "/users"):
        assert not is_kept(world.supplier, path)


def test_everybody_has_answers_of_their_own(world: World) -> None:
    name = world.tokenised()
    path = f"/receivables/{name}"
    assert is_kept(world.supplier, path) and is_kept(world.core, path)
    assert world.bank.code("GET", path) == (404, "not_found")
    assert world.supplier.get(path)["holders"][0]["lots"]
    assert not world.core.get(path)["holders"][0]["lots"]
    assert world.stranger.code("GET", path) == (401, "unauthorised")


def test_what_is_written_is_seen_at_once(world: World) -> None:
    name = world.tokenised("100.00")
    path = f"/receivables/{name}"
    for paid in range(1, 6):
        assert is_kept(world.core, path) and is_kept(world.core, "/balances")
        cash = world.core.get("/balances")["data"][0]["cash"]
        world.core.post("/payments", {"receivable": name, "amount": money("1.00")})
        assert world.core.get(path)["receivable"]["paid"] == money(f"{paid}.00")
        assert world.core.get("/balances")["data"][0]["cash"] != cash


def test_so_is_what_another_process_writes(world: World, file: Path) -> None:
    name = world.tokenised()
    path = f"/receivables/{name}"
    assert is_kept(world.supplier, path)
    other = sqlite3.connect(file)
    other.execute("UPDATE invoices SET spelled = 'ELSEWHERE'")
    other.commit()
    other.close()
    assert world.supplier.get(path)["receivable"]["invoice_number"] == "ELSEWHERE"


def test_what_was_written_while_an_answer_was_made_is_in_the_next(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/receivables/{world.tokenised()}"
    real = query.detail

    def overtaken(*asked: Any) -> Detail:
        made = real(*asked)
        other = sqlite3.connect(file)
        other.execute("UPDATE invoices SET spelled = 'MEANWHILE'")
        other.commit()
        other.close()
        return made

    monkeypatch.setattr(query, "detail", overtaken)
    assert world.supplier.get(path)["receivable"]["invoice_number"] != "MEANWHILE"
    monkeypatch.undo()
    assert world.supplier.get(path)["receivable"]["invoice_number"] == "MEANWHILE"


def test_so_is_the_clock(world: World) -> None:
    name = world.tokenised()
    path = f"/receivables/{name}"
    assert is_kept(world.supplier, path)
    assert not world.supplier.get(path)["receivable"]["flags"]["overdue"]
    assert world.system.context.sandbox
    clock = world.system.context.sandbox.clock
    clock.advance_to(clock.now() + 1)  # of which nothing is written
    assert is_kept_already(world.supplier, path)  # it was the day that was looked at
    clock.advance_to(clock.now() + 91 * 86_400)
    assert world.supplier.get(path)["receivable"]["flags"]["overdue"]


def test_who_may_call_no_more_is_told_nothing_more(world: World) -> None:
    party = world.register("supplier")
    assert is_kept(party, "/receivables")
    for key in party.get("/credentials")["data"]:
        world.operator.http.delete(f"/credentials/{key['id']}").raise_for_status()
    assert party.code("GET", "/receivables") == (401, "unauthorised")


def test_kept_answers_are_counted_like_all(world: World) -> None:
    with serving(world.system, Limits(credential=Rate(1, 100), address=Rate(1, 100))) as url:
        client = Client(url, world.system.operator_key)
        assert is_kept(client, "/receivables")
        told = [client.http.get("/receivables").headers.get_list("RateLimit") for _ in range(3)]
        client.http.close()
    budgets = [int(each.partition("r=")[2].partition(";")[0]) for [each] in told]
    assert sorted(set(budgets), reverse=True) == budgets


@pytest.fixture(scope="module")
def memory() -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, sandbox() as made:
        patch.setattr("sfc.api.callers.REMEMBERED_SECONDS", 3_600.0)
        yield made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the node is asked for."""
    told: list[str] = []

    def noting(holder: Any, name: str) -> None:
        real = getattr(holder, name)

        def noted(*arguments: Any, **more: Any) -> Any:
            told.append(name)
            return real(*arguments, **more)

        monkeypatch.setattr(holder, name, noted)

    for name in ("call", "simulate", "nonce", "next_timestamp"):
        noting(EmbeddedNode, name)
    return told


KEPT = sorted(name for name, access in ACCESS.items() if access.kept)


@pytest.mark.parametrize("name", KEPT)
def test_all_that_may_be_kept_is_and_asks_no_node(
    memory: World, asked: list[str], name: str
) -> None:
    each = OPERATIONS[name]
    client, ids = READY.get(name, default(each))(memory)
    path = each.path.removeprefix("/v1").format(**(each.parameters("path") | ids))
    query = replaced(each.parameters("query"), renamed(memory, ids))
    url = f"{path}?{urlencode(query)}"
    asked.clear()
    first = client.http.get(url)
    assert asked in ([], ["next_timestamp"]), "it follows from more than database and clock"
    if first.is_success:
        assert is_kept(client, url)
    assert first.is_success or name == "suspected_twin"  # there is none


def test_in_memory_too_what_is_written_is_seen_at_once(memory: World) -> None:
    name = memory.tokenised("100.00")
    path = f"/receivables/{name}"
    for paid in range(1, 4):
        assert is_kept(memory.core, path) and is_kept(memory.core, "/receivables/totals")
        sums = memory.core.get("/receivables/totals")
        memory.core.post("/payments", {"receivable": name, "amount": money("1.00")})
        assert memory.core.get(path)["receivable"]["paid"] == money(f"{paid}.00")
        assert memory.core.get("/receivables/totals") != sums
