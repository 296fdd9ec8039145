"""`sfc reconcile` and `sfc reconciliations`, against a service."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.api.service import World, money, sandbox
from tests.cli.conftest import Sfc
from tests.reconciliation.statements import Line, camt


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with capture_logs(), sandbox() as made:  # standard output is for the command line here
        yield made


@pytest.fixture
def bank(world: World, sfc: Sfc, monkeypatch: pytest.MonkeyPatch) -> Sfc:
    """The command line of the operator."""
    monkeypatch.setenv("SFC_URL", world.url)
    monkeypatch.setenv("SFC_API_KEY", world.system.operator_key)
    return sfc


def written(folder: Path, name: str, *lines: Line) -> Path:
    file = folder / name
    file.write_bytes(camt(lines, number=name))
    return file


def reference(receivable: str) -> str:
    return f"rcv{receivable[4:36]}"


def test_from_file_to_ledger(world: World, bank: Sfc, tmp_path: Path) -> None:
    whole, part = world.tokenised("1100.00"), world.tokenised("900.00")
    file = written(
        tmp_path,
        "one.xml",
        Line("1100.00", reference(whole), bank_reference="C1", party="Company 1"),
        Line("400.00", reference(part), bank_reference="C2"),
        Line("5.00", text="thanks", bank_reference="C3"),
        Line("-0.50", text="account fees", bank_reference="C4"),
    )
    looked = bank("reconcile", file, "--dry-run")
    assert looked.code == 0
    assert "CNY 1,100.00" in looked.out
    assert "1) " in looked.out and "500.00 CNY stay open" in looked.out
    assert "-CNY 0.50" in looked.out
    (kept,) = bank("reconcile", file, "--json").json
    identity = kept["reconciliation"]["id"]
    again = bank("reconcile", file)
    assert "was here before" in again.err
    accepted = bank("reconciliations", "accept", identity, 2, "--note", "by phone")
    assert "matched" in accepted.out
    assigned = bank("reconciliations", "decide", identity, 3, "assign", "--to", f"{part}=5.00")
    assert assigned.code == 0, assigned.err
    posted = bank("reconciliations", "post", identity)
    assert posted.code == 0
    assert posted.out.count("posted") >= 3
    assert "nothing to post" in bank("reconciliations", "post", identity).out
    shown = bank("reconciliations", "show", identity, "--json").json
    assert shown["reconciliation"]["totals"]["posted"] == money("1505.00")
    parked = bank("reconciliations", "show", identity, "--state", "parked").out
    assert "-CNY 0.50" in parked
    listed = bank("reconciliations", "list").out
    assert identity in listed and "one.xml" in listed
    found = world.core.get(f"/receivables/{part}")["receivable"]
    assert found["paid"] == money("405.00")


def test_what_the_ledger_refuses_is_told_and_fails(world: World, bank: Sfc, tmp_path: Path) -> None:
    owed = world.tokenised("70.00")
    file = written(tmp_path, "two.xml", Line("70.00", reference(owed), bank_reference="D1"))
    (kept,) = bank("reconcile", file, "--json").json
    world.core.post("/payments", {"receivable": owed, "amount": money("1.00")})
    posted = bank("reconciliations", "post", kept["reconciliation"]["id"])
    assert posted.code == 1
    assert "still owed" in posted.out


def test_csv_by_a_profile_in_a_file(bank: Sfc, tmp_path: Path) -> None:
    statement, profile = tmp_path / "s.csv", tmp_path / "p.json"
    statement.write_text("day,sum,what\n2026-03-02,7.00,hello\n")
    said = {"booked": "day", "amount": "sum", "texts": ["what"]}
    profile.write_text(json.dumps(said | {"currency_code": "CNY", "account_number": "A"}))
    done = bank("reconcile", statement, "--profile", profile, "--dry-run")
    assert done.code == 0, done.err
    assert "sum of entries" in done.out
    without = bank("reconcile", statement, "--dry-run")
    assert (without.code, "statement_malformed" in without.err) == (1, True)
    profile.write_text("{")
    assert "profile_malformed" in bank("reconcile", statement, "--profile", profile).err


def test_misuse(bank: Sfc) -> None:
    wrong = [
        ("decide", "rec_x", 1, "park", "--to", "a=1"),
        ("decide", "rec_x", 1, "assign", "--to", "a"),
        ("decide", "rec_x", 1, "burn"),
    ]
    for arguments in wrong:
        assert bank("reconciliations", *arguments).code == 2
