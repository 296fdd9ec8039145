"""Databases are set up as the store relies on."""

from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from sfc.domain.errors import StoreUnavailable
from sfc.domain.ids import ParticipantId
from sfc.store import SqlStore, open_engine, upgrade
from sfc.store.engine import in_memory, reading, writing


def test_sqlite_is_durable_and_keeps_foreign_keys(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/a/b/c.db")
    try:
        with engine.connect() as connection:
            asked = {
                name: connection.execute(text(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
            }
    finally:
        engine.dispose()
    assert asked == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 30_000,
        "synchronous": 2,
    }


def test_foreign_keys_are_enforced(engine: Engine) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO accounts (account, participant) VALUES ('0x', 7)"))


@pytest.mark.parametrize(
    ("url", "memory"), [("sqlite://", True), (":memory:", True), ("sqlite:///x.db", False)]
)
def test_what_is_in_memory(
    url: str, memory: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    engine = open_engine(url)
    assert in_memory(engine) is memory
    engine.dispose()


def test_a_database_in_memory_that_is_gone_is_not_taken_for_an_empty_one() -> None:
    engine = open_engine(":memory:")
    with engine.connect() as connection:
        connection.invalidate()
    with pytest.raises(StoreUnavailable, match="went with its connection"):
        engine.connect()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_by_psycopg_3(scheme: str) -> None:
    engine = open_engine(f"{scheme}://nobody@nowhere/x")
    assert engine.dialect.driver == "psycopg"
    assert not in_memory(engine)


def test_readers_see_one_state_while_another_writes(engine: Engine) -> None:
    if in_memory(engine):
        pytest.skip("one connection: readers wait for the writer")
    names = text("SELECT count(*) FROM participant_names")
    with reading(engine).connect() as connection:
        assert connection.execute(names).scalar() == 0
        SqlStore(engine).name_participant(ParticipantId(1), "A", "a")
        assert connection.execute(names).scalar() == 0
    with reading(engine).connect() as connection:
        assert connection.execute(names).scalar() == 1


def test_threads_write_at_once(engine: Engine) -> None:
    store = SqlStore(engine)
    failures: list[BaseException] = []

    def run(start: int) -> None:
        try:
            for number in range(start, start + 20):
                store.name_participant(ParticipantId(number), f"name {number}", f"id {number}")
        except BaseException as failure:
            failures.append(failure)

    threads = [Thread(target=run, args=(1000 * n + 1,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM participant_names")).scalar() == 160


def test_a_transaction_is_all_or_nothing(engine: Engine) -> None:
    def fail_halfway() -> None:
        with writing(engine).begin() as connection:
            connection.execute(text("INSERT INTO participant_names VALUES (1, 'n', 'l', 'c')"))
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        fail_halfway()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM participant_names")).scalar() == 0


def test_a_file_survives_its_engine(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/sfc.db"
    for turn in range(2):
        engine = open_engine(address)
        upgrade(engine)
        store = SqlStore(engine)
        if turn == 0:
            store.name_participant(ParticipantId(3), "Three", "ID-3")
        with engine.connect() as connection:
            assert connection.execute(text("SELECT name FROM participant_names")).all() == [
                ("Three",)
            ]
        engine.dispose()


def test_a_full_or_read_only_database_is_said_and_nothing_is_half_done(tmp_path: Path) -> None:
    file = tmp_path / "sfc.db"
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    store = SqlStore(engine)
    store.name_participant(ParticipantId(1), "One", "ID-1")
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    long = "x" * 1_000_000
    with pytest.raises(StoreUnavailable, match="full"):
        store.name_participant(ParticipantId(2), long, "ID-2")
    engine.dispose()

    engine = open_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    with engine.connect() as connection, pytest.raises(StoreUnavailable, match="readonly"):
        connection.exec_driver_sql("DELETE FROM participant_names")
    with engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM participant_names").scalars().all()
    assert names == ["One"]
    engine.dispose()
