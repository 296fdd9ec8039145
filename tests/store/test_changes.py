"""Whether a database has changed: seen whoever changes it, and not for being read."""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, insert, text

from sfc.domain.ids import ParticipantId
from sfc.store import SqlStore, open_engine, upgrade
from sfc.store.changes import changes
from sfc.store.engine import database_file
from sfc.store.noted import NameModel


def test_every_commit_is_seen_and_nothing_else(engine: Engine) -> None:
    store, file = SqlStore(engine), database_file(engine.url.render_as_string())
    if engine.dialect.name != "sqlite":
        assert_server_tells(engine, store)
        return
    marks = [store.mark()]
    store.name_participant(ParticipantId(1), "Amber", "A")
    marks.append(store.mark())
    if file is None:
        store.name_participant(ParticipantId(1), "Beryl", "B")
        marks.append(store.mark())
        store.invoices_between("A", "B")
        assert None not in marks[1:] and marks[0] != marks[1] != marks[2] == store.mark()
        return
    other = sqlite3.connect(file)  # as another process would
    other.execute("UPDATE participant_names SET name = 'Beryl'")
    assert store.mark() == marks[-1]  # not committed yet
    other.commit()
    marks.append(store.mark())
    other.execute("UPDATE participant_names SET name = 'Coral'")
    other.rollback()
    other.close()
    store.invoices_between("A", "B")
    assert store.mark() == marks[-1]
    assert None not in marks and len(set(marks)) == 3


def assert_server_tells(engine: Engine, store: SqlStore) -> None:
    marks = [store.mark()]
    store.name_participant(ParticipantId(1), "Amber", "A")
    marks.append(store.mark())
    with engine.connect() as first, engine.connect() as second:
        for each in (first, second):  # which begin in one order, and are committed in the other
            each.execute(
                insert(NameModel),
                {
                    "participant": 2 + (each is second),
                    "name": "B",
                    "legal_id": "B",
                    "canonical": "B",
                },
            )
        begun = store.mark()
        for each in (second, first):
            each.commit()
            marks.append(store.mark())
        assert begun not in marks[2:]
    store.invoices_between("A", "B")
    assert store.mark() == marks[-1]
    assert None not in marks and len(set(marks)) == 4


def test_a_server_that_ends_the_connection_is_asked_on_another(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    tells = changes(engine)
    before = tells.mark()
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    with engine.connect() as connection:
        connection.execute(text(f"{ended} AND datname = current_database()"))
        connection.rollback()
    assert tells.mark() is None
    assert tells.mark() == before is not None
    engine.dispose()


def test_what_cannot_be_opened_tells_nothing(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/there/sfc.db")
    (tmp_path / "there").rmdir()
    assert changes(engine).mark() is None


def test_it_lets_go_of_the_file_with_the_engine(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/sfc.db")
    upgrade(engine)
    assert SqlStore(engine).mark() is not None
    assert (tmp_path / "sfc.db-wal").exists()
    engine.dispose()
    assert not (tmp_path / "sfc.db-wal").exists()
