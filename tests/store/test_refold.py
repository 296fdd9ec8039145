"""What needs all events of the past is folded anew after the migration that brings it."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

import sfc.store.schema as schema
from sfc.indexer import ChainIndexer
from sfc.store import SqlBooks, SqlReadModel, open_engine, upgrade
from sfc.store.engine import writing
from tests.fake_chain import FakeChain
from tests.ghost import EVERYONE, genesis


@pytest.fixture
def before(url: str) -> Iterator[Engine]:
    """A database of before there were journals, with a block in it."""
    opened = open_engine(url)
    config = Config()
    config.set_main_option("script_location", str(schema._MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with writing(opened).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "v0007_outbox")
        connection.execute(text("INSERT INTO blocks VALUES (1, '0xb1', 5)"))
        connection.execute(text("INSERT INTO index_head VALUES (1, 1, '0xb1', 5)"))
        participant = (
            "INSERT INTO participants (id, account, legal_entity, roles, suspended)"
            " VALUES (9, '0xac', '0xle', 1, :no)"
        )
        connection.execute(text(participant), {"no": False})
        connection.execute(text("INSERT INTO accounts VALUES ('0xac', 9)"))
    yield opened
    opened.dispose()


def test_journals_begin_with_the_first_block(before: Engine) -> None:
    upgrade(before)
    assert SqlBooks(before).head() is None
    chain = FakeChain()
    chain.mine(genesis())
    ChainIndexer(chain, SqlBooks(before)).catch_up()
    assert [row.id for row in SqlReadModel(before).participants()] == list(EVERYONE)
