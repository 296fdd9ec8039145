"""Users, credentials and the audit log on every database; and that the log only grows."""

from dataclasses import replace
from threading import Thread

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from sfc.domain.access import Credential, CredentialKind, User
from sfc.domain.audit_log import Act, first_broken
from sfc.domain.errors import NotFound, WalletTaken
from sfc.store import SqlAccessBook, SqlAuditLog, open_engine, upgrade
from sfc.store.engine import writing
from sfc.store.schema import _MIGRATIONS

USER = User("usr_1", "par_1", "One", "0xAb", ("*",), 10)
KEY = Credential(
    "key_1", "usr_1", "par_1", CredentialKind.API_KEY, "", "sfc_key_a", ("*",), 10, "usr_1"
)
ACT = Act("suspend", "usr_operator", "operator", "par_1", "asked", {"participant": "par_1"})


@pytest.fixture
def book(engine: Engine) -> SqlAccessBook:
    return SqlAccessBook(engine)


def test_a_credential_is_known_by_its_digest(book: SqlAccessBook) -> None:
    book.add_user(USER)
    book.put_credential(KEY, "d" * 64)
    known = book.known("d" * 64)
    assert known is not None
    assert (known.credential, known.digest, known.user_removed) == (KEY, "d" * 64, False)
    assert book.known("e" * 64) is None
    book.remove_user("usr_1", 20)
    known = book.known("d" * 64)
    assert known is not None
    assert (known.credential.revoked, known.user_removed) == (20, True)
    assert book.user("usr_1") == replace(USER, removed=20)


def test_what_has_ended_stays_ended(book: SqlAccessBook) -> None:
    book.put_credential(KEY, "d" * 64)
    book.expire("key_1", 50)
    book.expire("key_1", 90)
    book.revoke("key_1", 30)
    book.revoke("key_1", 40)
    book.used("key_1", 25)
    book.used("key_1", 20)
    found = book.credential("key_1")
    assert (found.expires, found.revoked, found.used) == (50, 30, 25)
    with pytest.raises(NotFound):
        book.credential("key_2")


def test_a_key_is_claimed_once(book: SqlAccessBook) -> None:
    book.put_credential(replace(KEY, prefix=None), None)
    assert book.claim("key_1", "d" * 64, "sfc_key_d")
    assert not book.claim("key_1", "e" * 64, "sfc_key_e")
    assert book.credential("key_1").prefix == "sfc_key_d"
    book.put_credential(replace(KEY, id="key_2", revoked=1), None)
    assert not book.claim("key_2", "f" * 64, "sfc_key_f")


def test_a_wallet_has_one_user_at_a_time(book: SqlAccessBook) -> None:
    book.add_user(USER)
    other = replace(USER, id="usr_2")
    with pytest.raises(WalletTaken):
        book.add_user(other)
    assert book.user_of_wallet("0xAb") == USER
    book.remove_user("usr_1", 20)
    assert book.user_of_wallet("0xAb") is None
    book.add_user(other)
    assert book.user_of_wallet("0xAb") == other


def test_a_nonce_is_spent_once_and_then_forgotten(book: SqlAccessBook) -> None:
    assert book.spend("n", 100, 50)
    assert not book.spend("n", 100, 99)
    assert book.spend("m", 300, 200)
    assert book.spend("n", 300, 200), "it could not have been used so late: that is for others"


def test_entries_follow_each_other_whoever_writes(engine: Engine) -> None:
    log = SqlAuditLog(engine)

    def write() -> None:
        for number in range(10):
            log.append(ACT, number)

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = list(log.all())
    assert [entry.number for entry in entries] == list(range(1, 41))
    assert first_broken(entries) is None


def test_pages_of_the_log(engine: Engine) -> None:
    log = SqlAuditLog(engine)
    for about in ("par_1", "par_2", "par_1", ""):
        log.append(replace(ACT, about=about), 5)
    assert [entry.number for entry in log.page(None, None, 10)] == [4, 3, 2, 1]
    assert [entry.number for entry in log.page("par_1", None, 10)] == [3, 1]
    assert [entry.number for entry in log.page("operator", 4, 2)] == [3, 2]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_log SET outcome = '200' WHERE number = 1",
        "DELETE FROM audit_log WHERE number = 2",
        "DELETE FROM audit_log",
    ],
)
def test_the_database_refuses_to_change_it(engine: Engine, change: str) -> None:
    log = SqlAuditLog(engine)
    for number in range(2):
        log.append(ACT, number)
    before = list(log.all())
    with pytest.raises(DBAPIError, match="only added to"), writing(engine).begin() as connection:
        connection.execute(text(change))
    assert list(log.all()) == before


def test_it_cannot_be_replaced_or_emptied_either(engine: Engine) -> None:
    log = SqlAuditLog(engine)
    log.append(ACT, 1)
    before = list(log.all())
    row = 'SELECT number, 99, action, "user", party, about, outcome, detail, previous, hash'
    other_way = (
        f"INSERT OR REPLACE INTO audit_log {row} FROM audit_log"
        if engine.dialect.name == "sqlite"
        else "TRUNCATE audit_log"
    )
    with pytest.raises(DBAPIError, match="only added to"), writing(engine).begin() as connection:
        connection.execute(text(other_way))
    assert list(log.all()) == before


def test_whoever_gets_round_the_database_is_found_out(engine: Engine) -> None:
    log = SqlAuditLog(engine)
    for number in range(3):
        log.append(ACT, number)
    drop = (
        "DROP TRIGGER audit_log_no_update"
        if engine.dialect.name == "sqlite"
        else "DROP TRIGGER audit_log_stays ON audit_log"
    )
    with writing(engine).begin() as connection:
        connection.execute(text(drop))
        connection.execute(text("UPDATE audit_log SET \"user\" = 'usr_x' WHERE number = 2"))
    assert first_broken(log.all()) == (2, "it was changed")


def test_keys_from_before_belong_to_a_first_user(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "v0008_undo_and_journal")
        connection.execute(text("INSERT INTO credentials VALUES ('d1', 7), ('d2', 7), ('d3', 8)"))
        command.upgrade(config, "head")
    book = SqlAccessBook(engine)
    (user,) = book.users("par_7", None, 10)
    keys = book.credentials("par_7", None, 10)
    assert {each.user for each in keys} == {user.id} and len(keys) == 2
    known = book.known("d3")
    assert known is not None and (known.credential.party, known.credential.scopes) == (
        "par_8",
        ("*",),
    )
    engine.dispose()
