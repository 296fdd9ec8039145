"""`sfc reindex` and `sfc audit`, on a sandbox that lives in a folder."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from sfc.app.drafts import Draft
from sfc.app.record import issue
from sfc.bootstrap import open_sandbox
from sfc.domain.roles import Role
from sfc.settings import Settings
from tests.app.conftest import START, cny, enter
from tests.cli.conftest import Sfc

SECRETS = {
    "keystore_passphrase": "passphrase of the keys",
    "network_secret": "n" * 32,
    "operator_key": "operator of the tests",
    "reading_keys_passphrase": "passphrase for reading",
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a sandbox has lived: one receivable, issued."""
    folder = tmp_path_factory.mktemp("sandbox")
    settings = Settings.load(sandbox_folder=folder, **SECRETS)
    with open_sandbox(settings, start=START) as system:
        core = enter(system.context, "core", Role.CORE_ENTERPRISE, cny("1000.00"))
        supplier = enter(system.context, "supplier", Role.SUPPLIER)
        due = START + timedelta(90)
        issue(system.context, core, Draft(supplier, "1", START, due, cny("10.00")))
    return folder


@pytest.fixture(autouse=True)
def environment(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFC_SANDBOX_FOLDER", str(lived))
    for name, secret in SECRETS.items():
        monkeypatch.setenv(f"SFC_{name.upper()}", secret)


def _spoil(lived: Path) -> None:
    with sqlite3.connect(lived / "sfc.db") as database:
        database.execute("UPDATE holdings SET units = replace(units, '1', '2')")
    database.close()


def test_reindex_says_identical_or_what_differs(sfc: Sfc, lived: Path) -> None:
    same = sfc("reindex")
    assert same.code == 0 and same.out.endswith(": identical\n")
    assert sfc("reindex", "--json").json["rows"]["receivables"] == 1
    _spoil(lived)
    ran = sfc("reindex")
    assert ran.code == 1
    assert "DIFFERENT: holdings, receivable 0x" in ran.out
    assert "units is 2000 here, 1000 anew" in ran.out
    assert sfc("reindex").code == 0


def test_audit_asks_the_contracts(sfc: Sfc, lived: Path) -> None:
    clean = sfc("audit")
    assert clean.code == 0
    assert "2 participants, 1 receivables, 1 holdings, 2 journal entries" in clean.out
    assert clean.out.endswith("no differences\n")
    _spoil(lived)
    ran = sfc("audit", "--json")
    assert ran.code == 1
    ledger = ran.json["ledger"]
    # the holding, the sum of holdings, the lots of which it consists, the moves that led to it
    assert ledger["wrong"] == 4
    assert "units of par_2 is 1000 on the chain, 2000 here" in ledger["first"]
    assert sfc("reindex").code == 1
    assert sfc("audit").code == 0


def test_a_database_of_another_version_is_left_alone(sfc: Sfc, lived: Path) -> None:
    with sqlite3.connect(lived / "sfc.db") as database:
        [(ours,)] = database.execute("SELECT version_num FROM alembic_version")
        database.execute("UPDATE alembic_version SET version_num = 'v9999_of_tomorrow'")
    database.close()
    try:
        for command in ("audit", "reindex"):
            ran = sfc(command)
            assert ran.code == 1 and "start the service first" in " ".join(ran.err.split())
    finally:
        with sqlite3.connect(lived / "sfc.db") as database:
            database.execute("UPDATE alembic_version SET version_num = ?", (ours,))
        database.close()
    assert sfc("audit").code == 0


def test_without_a_chain_there_is_nothing_to_reindex(
    sfc: Sfc, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SANDBOX_FOLDER", *(each.upper() for each in SECRETS)):
        monkeypatch.delenv(f"SFC_{name}")
    ran = sfc("reindex")
    assert ran.code == 1 and "SFC_RPC_URL: is required" in ran.err


def test_another_folder_is_no_chain(
    sfc: Sfc, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SFC_SANDBOX_FOLDER", str(tmp_path / "none"))
    ran = sfc("reindex")
    assert ran.code == 1 and "manifest.json: No such file" in ran.err
    assert list(tmp_path.iterdir()) == []
