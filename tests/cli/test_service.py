"""`sfc serve`, and the commands that talk to it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.service import keyed
from tests.cli.conftest import Sfc

SUPPLIER, OBLIGOR = "91990000DEMA0003XE", "91990000DEMA00013U"


@pytest.fixture(scope="module")
def service(root: Path) -> Iterator[dict[str, Any]]:
    command = [str(Path(sys.executable).with_name("sfc")), "serve", "--port", "0", "--json"]
    environment = os.environ | {
        "SFC_SANDBOX_START": "2026-03-31",
        "SFC_URL": "http://elsewhere.invalid",
        "SFC_API_KEY": "of the client, nothing to the service",
    }
    process = subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with process:
        assert process.stdout
        about: dict[str, Any] = json.loads(process.stdout.readline())
        try:
            yield about
        finally:
            process.terminate()
            rest = process.stdout.read()
    assert process.returncode == 0
    assert rest == b"", "standard output is for the answer alone"


@pytest.fixture(scope="module")
def keys(service: dict[str, Any]) -> dict[str, str]:
    entrants = [
        {
            "name": "Anchor Motor",
            "legal_id": OBLIGOR,
            "roles": ["core_enterprise"],
            "credit_lines": [{"amount": "30000000.00", "currency": "CNY"}],
        },
        {"name": "Yuanhang", "legal_id": SUPPLIER, "roles": ["supplier"]},
        {"name": "Hengci", "legal_id": "91990000DEMA00048E", "roles": ["supplier"]},
    ]
    with httpx.Client(
        base_url=service["url"],
        headers={"Authorization": f"Bearer {service['operator_key']}"},
        timeout=60,
        event_hooks={"request": [keyed]},
    ) as client:
        answers = [client.post("/v1/participants", json=entrant).json() for entrant in entrants]
        assert "server" not in client.get("/v1/health").headers, "what serves is nobody's business"
    return {answer["participant"]["id"]: answer["api_key"] for answer in answers}


@pytest.fixture
def at(
    service: dict[str, Any], keys: dict[str, str], monkeypatch: pytest.MonkeyPatch, sfc: Sfc
) -> Sfc:
    """Commands that talk to the service, as its operator."""
    monkeypatch.setenv("SFC_URL", service["url"])
    monkeypatch.setenv("SFC_API_KEY", service["operator_key"])
    return sfc


@pytest.fixture
def recorded(at: Sfc, keys: dict[str, str], root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The example ledger, imported by one of the suppliers in it."""
    with monkeypatch.context() as patch:
        patch.setenv("SFC_API_KEY", keys["par_2"])
        ledger = root / "examples" / "ledger.csv"
        return at("import", ledger, "--profile", "examples", "--json")


def test_participants(at: Sfc) -> None:
    found = at("participants", "list", "--json").json
    assert [each["id"] for each in found] == ["par_1", "par_2", "par_3"]
    table = at("participants", "list").out
    assert "Anchor Motor" in table and "core enterprise" in table
    shown = at("participants", "show", "par_1", "--json").json
    assert shown["credit_lines"][0]["limit"]["amount"] == "30000000.00"
    assert shown["balances"][0]["cash"]["amount"] == "0.00"
    assert "CNY 30,000,000.00" in at("participants", "show", "par_1").out


def test_what_only_others_may_see_is_left_out(
    at: Sfc, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SFC_API_KEY", keys["par_2"])
    shown = at("participants", "show", "par_1", "--json").json
    assert shown["credit_lines"] == [] and shown["balances"] == []


def test_refusals_of_the_service_keep_their_code(at: Sfc, monkeypatch: pytest.MonkeyPatch) -> None:
    assert at("participants", "show", "par_99", "--json").json["error"] == "not_found"
    monkeypatch.setenv("SFC_API_KEY", "wrong")
    ran = at("receivables", "list")
    assert ran.code == 1 and ran.err.endswith("[unauthorised]\n") and not ran.out


def test_an_import_records_what_is_the_callers_own(recorded: Any, at: Sfc) -> None:
    assert recorded.code == 1
    outcomes = [found["outcome"] for found in recorded.lines]
    assert outcomes[:3] == ["recorded"] * 3 and set(outcomes[3:]) == {"refused"}
    reasons = {found["number"]: found["reasons"] for found in recorded.lines[3:]}
    assert reasons["HC-26-0007"] == ["forbidden"], "Hengci is registered, and has another key"
    assert reasons["JT/2026/001"] == ["unknown_participant"]
    page = at("receivables", "list", "--json").json
    assert {each["id"] for each in page["data"]} == {f["receivable"] for f in recorded.lines[:3]}


def test_an_import_repeated_records_nothing_more(recorded: Any, at: Sfc) -> None:
    assert recorded.lines[0]["outcome"] == "same"
    assert len(at("receivables", "list", "--json").json["data"]) == 3


def test_the_same_invoice_in_another_spelling_is_the_same(
    recorded: Any, at: Sfc, keys: dict[str, str], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SFC_API_KEY", keys["par_2"])
    again = at("import", root / "examples" / "invoices" / "seats-0103-again.xml", "--json")
    assert again.code == 0
    (found,) = again.lines
    assert found["outcome"] == "same"
    assert found["receivable"] == recorded.lines[0]["receivable"]


def test_receivables(recorded: Any, at: Sfc) -> None:
    table = at("receivables", "list", "--status", "recorded", "--supplier", "par_2").out
    assert "YH-2026-0118" in table and "CNY 1,808,000.00" in table
    assert at("receivables", "list", "--status", "settled", "--json").json["data"] == []
    some = at("receivables", "list", "--limit", "2")
    assert "--cursor" in some.err
    identity = recorded.lines[0]["receivable"]
    assert at("receivables", "show", identity, "--json").json["receivable"]["id"] == identity
    shown = at("receivables", "show", identity).out
    assert "Anchor Motor" in shown and "Recorded" in shown
    assert at("receivables", "show", "rcv_1").err.endswith("[id_malformed]\n")
