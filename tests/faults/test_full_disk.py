"""Disks that are full, and files that can only be read: said clearly, and nothing half done."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import URL, Engine, event

from sfc.app.audit import audit
from sfc.bootstrap import System, open_sandbox
from sfc.chain.nodes.chainfile import ChainFile, ChainFileUnusable
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.settings import Settings
from sfc.store import engine as engines
from tests.api.service import START, World, serving

PLENTY = 2**30
PATIENCE = 400
"""So many writes fill what is left of a page."""


@dataclass
class Disk:
    """Whether there is room for the chain, and for the database."""

    system: System
    world: World
    chain: Any
    room: dict[str, int]

    def fill(self, what: str) -> None:
        if what == "chain":
            self.chain.full()
        else:
            self.room["pages"] = 1  # SQLite takes the present size, if that is more

    def empty(self) -> None:
        self.chain.larger()
        self.room["pages"] = PLENTY


class SmallDisk(ChainFile):
    """Has room for what it has now, when it is told so."""

    last: "SmallDisk"

    def __init__(self, file: Path | None = None) -> None:
        super().__init__(file)
        type(self).last = self

    def full(self) -> None:
        self._sql.execute("PRAGMA max_page_count = 1")

    def larger(self) -> None:
        self._sql.execute(f"PRAGMA max_page_count = {PLENTY}")


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    room = {"pages": PLENTY}
    opening = engines._open_sqlite

    def limited(address: URL) -> Engine:
        engine = opening(address)

        def limit(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {room['pages']}")

        event.listen(engine, "checkout", limit)
        return engine

    monkeypatch.setattr(engines, "_open_sqlite", limited)
    monkeypatch.setattr("sfc.chain.nodes.embedded.ChainFile", SmallDisk)
    monkeypatch.setattr("sfc.bootstrap.assembly.Sender", impatient)
    settings = Settings(
        sandbox_folder=tmp_path / "sandbox",
        keystore_passphrase=SecretStr("passphrase of the keys"),
        operator_key=SecretStr("operator of the tests"),
        network_secret=SecretStr("n" * 32),
        reading_keys_passphrase=SecretStr("passphrase for reading"),
    )
    with (
        open_sandbox(settings, start=START, currencies=("CNY", "JPY")) as system,
        serving(system) as url,
    ):
        world = World(url, system)
        yield Disk(system, world, SmallDisk.last, room)
        world.close()


def impatient(*arguments: Any, **named: Any) -> Any:
    """A sender that tells after half a second that there is no room, and not after a minute."""
    from sfc.chain.sender import Sender

    return Sender(*arguments, **named, timeout=0.5)


@pytest.mark.parametrize(
    ("what", "code"), [("chain", "chain_unavailable"), ("database", "store_unavailable")]
)
def test_a_full_disk(disk: Disk, what: str, code: str) -> None:
    world = disk.world
    done = [world.recorded()]
    disk.fill(what)
    for number in range(PATIENCE):
        body, key = world.invoice(), {"Idempotency-Key": f"full {number}"}
        answer = world.supplier.http.post("/receivables", json=body, headers=key)
        if not answer.is_success:
            break
        done.append(answer.json()["receivable"]["id"])
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (503, code)
    assert "full" in problem["detail"]
    assert world.supplier.get(f"/receivables/{done[0]}")["receivable"]["id"] == done[0]

    disk.empty()
    again = world.supplier.http.post("/receivables", json=body, headers=key)
    assert again.status_code == 201, again.text
    done.append(again.json()["receivable"]["id"])
    repeated = world.supplier.http.post("/receivables", json=body, headers=key)
    assert repeated.json() == again.json()
    assert len(set(done)) == len(done)
    found = audit(disk.system.inspection)
    assert (found.receivables, found.differences) == (len(done), ())


def test_a_chain_that_can_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "chain.db"
    EmbeddedNode(file=file).close()
    before = file.read_bytes()
    connect = sqlite3.connect

    def read_only(database: Path, **options: Any) -> sqlite3.Connection:
        return connect(f"file:{database}?mode=ro", uri=True, **options)

    monkeypatch.setattr("sfc.chain.nodes.chainfile.sqlite3.connect", read_only)
    with pytest.raises(ChainFileUnusable, match=r"chain\.db cannot be opened"):
        EmbeddedNode(file=file)
    assert file.read_bytes() == before
    monkeypatch.undo()
    EmbeddedNode(file=file).close()
