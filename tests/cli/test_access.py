"""`sfc users`, `sfc keys` and `sfc approvals` against a service; `sfc audit` on its log."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from sfc.bootstrap import open_sandbox
from sfc.domain.audit_log import Act
from sfc.settings import Settings
from tests.api.service import World, money, sandbox
from tests.cli.conftest import Sfc


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with capture_logs(), sandbox() as made:  # the service is in this process
        yield made


@pytest.fixture
def as_(world: World, monkeypatch: pytest.MonkeyPatch, sfc: Sfc) -> object:
    """Commands with a key."""
    monkeypatch.setenv("SFC_URL", world.url)

    def act(key: str) -> Sfc:
        monkeypatch.setenv("SFC_API_KEY", key)
        return sfc

    return act


def key_of(world: World, roles: str = "core_enterprise") -> tuple[str, str]:
    client = world.register(roles, money("100000.00"))
    world.give(client, "100000.00")
    return client.id, client.key


def test_a_users_key_is_issued_rotated_and_revoked(world: World, as_) -> None:
    party, first = key_of(world)
    at = as_(first)
    user = at("users", "add", "Auditor", "--scope", "*:read", "--json").json["id"]
    assert "Auditor" in at("users", "list").out
    issued = at("keys", "issue", user, "--label", "audit", "--scope", "*:read")
    key = issued.out.strip()
    assert issued.code == 0 and key.startswith("sfc_key_") and "shown once" in issued.err
    assert as_(key)("users", "list").code == 0
    refused = as_(key)("users", "add", "X")
    assert refused.code == 1 and refused.err.endswith("[scope_missing]\n")
    at = as_(first)
    (mine,) = (each for each in at("keys", "list", "--json").json if each["user"] != user)
    fresh = at("keys", "rotate", mine["id"], "--overlap-hours", "1").out.strip()
    table = as_(fresh)("keys", "list").out
    assert "audit" in table and fresh[:14] in table
    (audit,) = (each for each in at("keys", "list", "--json").json if each["label"] == "audit")
    assert at("keys", "revoke", audit["id"]).out == f"{audit['id']} is revoked\n"
    assert as_(key)("users", "list").err.endswith("[unauthorised]\n")
    at = as_(fresh)
    assert at("users", "remove", user).code == 0 and "removed" in at("users", "list").out
    operator = as_(world.system.operator_key)
    assert len(operator("keys", "list", "--participant", party, "--json").json) == 3


def test_two_people(world: World, as_, tmp_path: Path) -> None:
    party, first = key_of(world)
    at = as_(first)
    user = at("users", "add", "Second", "--json").json["id"]
    second = at("keys", "issue", user).out.strip()
    assert at("approvals", "policy").out == "nothing needs a second person\n"
    rule = {"act": "confirmation", "above": [money("10.00")]}
    file = tmp_path / "policy.json"
    file.write_text(json.dumps({"rules": [rule]}))
    assert "10.00 CNY" in at("approvals", "policy", str(file)).out
    waiting = at("keys", "issue", user)
    assert "waits for a second person" in waiting.out
    approval = waiting.out.split()[0]
    assert at("approvals", "approve", approval).err.endswith("[own_approval]\n")
    assert approval in at("approvals", "list", "--state", "pending").out
    at = as_(second)
    assert "issue_credential" in at("approvals", "show", approval).out
    assert at("approvals", "approve", approval).out == f"{approval} is done\n"
    at = as_(first)
    credential = at("approvals", "show", approval, "--json").json["result"]["credential"]["id"]
    claimed = at("keys", "claim", credential).out.strip()
    assert as_(claimed)("users", "list").code == 0
    client = world.client(first, party)
    body = world.invoice("50.00", obligor=party)
    identity = world.supplier.post("/receivables", body)["receivable"]["id"]
    two = [client.post(f"/receivables/{identity}/confirm", {}, 202)["id"] for _ in range(3)]
    assert as_(first)("approvals", "withdraw", two[0]).out == f"{two[0]} is withdrawn\n"
    at = as_(second)
    assert at("approvals", "refuse", two[1], "--note", "no order").out.endswith("is refused\n")
    world.core.http.post(f"/receivables/{identity}/confirm", json={})
    world.supplier.post(f"/receivables/{identity}/cancel", None, 200)
    failed = at("approvals", "approve", two[2])
    assert failed.code == 1 and failed.err.endswith("[wrong_status]\n")


def test_an_audit_names_the_first_broken_entry_of_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sfc: Sfc
) -> None:
    database = tmp_path / "sfc.db"
    monkeypatch.setenv("SFC_DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.setenv("SFC_DOCUMENTS", "memory:")
    with open_sandbox(Settings.load()) as system:
        for number in range(5):
            act = Act("clock", "usr_operator", "operator", "", "asked", {"days": number})
            last = system.context.access.log.append(act, number)
    clean = sfc("audit")
    assert clean.code == 0
    assert f"5 entries of the log of privileged acts, the last sealed {last.hash}" in clean.out
    with sqlite3.connect(database) as connection:
        connection.execute("DROP TRIGGER audit_log_no_update")
        connection.execute("UPDATE audit_log SET at = 99 WHERE number = 3")
    broken = sfc("audit")
    assert broken.code == 1 and "the log is broken at entry 3: it was changed" in broken.out
    assert sfc("audit", "--json").json["log"]["broken"] == 3
