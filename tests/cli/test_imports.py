"""`sfc import`, `sfc imports` and `sfc profiles` at a running service."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.api.service import World, sandbox
from tests.cli.conftest import Sfc

HEADINGS = "Rechnungsnr.;Kunde;Datum;Fällig am;Betrag"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with capture_logs(), sandbox() as made:  # what it logs is not what commands print
        yield made


@pytest.fixture
def at(world: World, monkeypatch: pytest.MonkeyPatch, sfc: Sfc) -> Sfc:
    """Commands of a supplier that nobody has seen before."""
    entry = {"name": "Ours", "legal_id": f"OURS-{world.register('supplier').id}"}
    made = world.operator.post("/participants", entry | {"roles": ["supplier"]})
    monkeypatch.setenv("SFC_URL", world.url)
    monkeypatch.setenv("SFC_API_KEY", made["api_key"])
    monkeypatch.setenv("OURS", entry["legal_id"])
    return sfc


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "bücher.csv"
    rows = ["1;LEGAL-1;20.02.2026;25.06.2026;1.234,50", "2;LEGAL-1;20.02.2026;25.06.2026;x"]
    file.write_text("\n".join((HEADINGS, *rows, "")), encoding="cp1252")
    return file


@pytest.fixture
def profile(tmp_path: Path, at: Sfc, ledger: Path) -> Path:
    """What is offered for the ledger, with what a person adds."""
    offered = at("profiles", "offer", ledger)
    assert offered.code == 0 and "to decide: currency" in offered.err
    file = tmp_path / "ours.toml"
    added = f'seller = "{os.environ["OURS"]}"\ncurrency = "CNY"\n'
    corrected = offered.out.replace("buyer_name = ", "buyer = ")
    file.write_text(f"{corrected}\n{added}", encoding="utf-8")
    return file


def test_an_offer_is_completed_saved_and_used(
    at: Sfc, ledger: Path, profile: Path, world: World
) -> None:
    assert world.core.id == "par_1"
    saved = at("profiles", "save", "ours", profile, "--json").json
    assert saved["options"]["decimal_sign"] == ","
    assert "ours" in at("profiles", "list").out
    assert 'delimiter = ";"' in at("profiles", "show", "ours").out
    ran = at("import", ledger, "--profile", "ours", "--json")
    assert ran.code == 1, "one row is rejected"
    good, bad = ran.lines
    assert (good["outcome"], good["amount"], good["row"]) == ("recorded", "1234.50", 2)
    assert good["path"] == str(ledger) and good["source"] == "bücher.csv, row 2"
    assert (bad["outcome"], bad["receivable"]) == ("reject", None)
    assert set(good) == set(bad), "all objects have one shape"


def test_the_shape_is_that_of_a_dry_run(at: Sfc, root: Path) -> None:
    ledger = root / "examples" / "ledger.csv"
    dry = at("import", ledger, "--dry-run", "--json").lines[0]
    done = at("import", ledger, "--profile", "examples", "--json").lines[0]
    assert set(done) == set(dry) | {"receivable"}
    assert {name: done[name] for name in ("number", "amount", "seller")} == {
        name: dry[name] for name in ("number", "amount", "seller")
    }


def test_a_profile_file_is_enough(at: Sfc, ledger: Path, profile: Path) -> None:
    ran = at("import", ledger, "--profile", profile, "--json")
    assert [line["outcome"] for line in ran.lines] == ["recorded", "reject"]
    assert "ours" in at("profiles", "list").out
    again = at("import", ledger, "--profile", profile, "--json")
    assert [line["outcome"] for line in again.lines] == ["same", "reject"]


def test_runs_are_listed_and_shown(at: Sfc, ledger: Path, profile: Path) -> None:
    at("import", ledger, "--profile", profile)
    table = at("imports", "list").out
    assert "bücher.csv" in table and "1 recorded, 1 reject" in table
    (run,) = at("imports", "list", "--json").json["data"]
    shown = at("imports", "show", run["id"])
    assert "R-ROW" in shown.out and run["file"]["sha256"] in shown.out
    only = at("imports", "show", run["id"], "--outcome", "reject", "--json").lines
    assert [each["row"] for each in only] == [3]
    assert at("imports", "show", "imp_" + "0" * 24).err.endswith("[not_found]\n")


def test_a_suspicious_file_is_held_until_it_is_accepted(
    at: Sfc, ledger: Path, profile: Path
) -> None:
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("%d.%m.%Y", "%m.%d.%Y"), encoding="utf-8")
    held = at("import", ledger, "--profile", profile)
    assert held.code == 1 and held.err.endswith("[import_held]\n")
    assert "the other way round" in held.err
    accepted = at("import", ledger, "--profile", profile, "--accept-doubts", "--json")
    assert [line["outcome"] for line in accepted.lines] == ["reject", "reject"]


def test_a_profile_that_is_none_is_refused(at: Sfc, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("columns = 3", encoding="utf-8")
    assert at("profiles", "save", "ours", file).err.endswith("[request_malformed]\n")
    file.write_text("columns", encoding="utf-8")
    assert at("profiles", "save", "ours", file).err.endswith("[file_unusable]\n")
