"""`sfc evidence`, `sfc audit` and `sfc export`, on a service with its database in a file."""

import csv
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog
from pyiso20022.camt import camt_053_001_08 as camt053

from sfc.bootstrap import open_sandbox
from sfc.domain.journal import Account
from sfc.exporters import schemas
from sfc.settings import Settings
from tests.api.service import START, Client, World, serving
from tests.cli.conftest import Ran, Sfc
from tests.exporters.readers import read_iso, read_peppol

INVOICE = "examples/invoices/drives-0023.xml"
As = Callable[..., Ran]


@dataclass(frozen=True)
class Town:
    """A service and where its files are."""

    world: World
    folder: Path

    @property
    def documents(self) -> Path:
        return self.folder / "sfc-documents"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("service")
    settings = Settings(database_url=f"sqlite:///{folder}/sfc.db", operator_key="of the operator 1")
    with (
        open_sandbox(settings, start=START, currencies=("CNY", "JPY")) as system,
        serving(system) as url,
    ):
        # the service runs in this process, whose output is the commands' here
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("error"))
        world = World(url, system)
        yield Town(world, folder)
        world.close()
        structlog.reset_defaults()


@pytest.fixture
def by(town: Town, sfc: Sfc, monkeypatch: pytest.MonkeyPatch) -> As:
    """Runs a command as somebody."""

    def run(client: Client, *arguments: object) -> Ran:
        monkeypatch.setenv("SFC_URL", town.world.url)
        monkeypatch.setenv("SFC_API_KEY", client.key)
        return sfc(*arguments)

    return run


@pytest.fixture
def kept(town: Town, by: As, root: Path) -> tuple[str, str]:
    """A receivable with an e-invoice of which the obligor is a reader: its id and its root."""
    world = town.world
    reader = ("--reader", world.core.id)
    made = by(world.supplier, "evidence", "keep", root / INVOICE, *reader, "--json").json
    body = world.invoice(evidence_root=made["evidence_root"])
    return world.supplier.post("/receivables", body)["receivable"]["id"], made["evidence_root"]


def test_what_is_kept_has_the_facts_of_the_invoice(town: Town, by: As, root: Path) -> None:
    ran = by(town.world.supplier, "evidence", "keep", root / INVOICE)
    assert ran.code == 0
    assert "evidence root  0x" in ran.out and "HC-26-0023" in ran.out and "2026-07-09" in ran.out


def test_facts_of_other_documents_are_stated(town: Town, by: As, tmp_path: Path) -> None:
    letter, supplier = tmp_path / "letter.txt", town.world.supplier
    letter.write_text("We agree.")
    ran = by(supplier, "evidence", "keep", letter)
    assert ran.code == 1 and "[facts_missing]" in ran.err and "--field" in ran.err
    assert by(supplier, "evidence", "keep", letter, "--field", "nothing").code == 2
    facts = ("--field", "number=7", "--field", "says=a=b")
    assert by(supplier, "evidence", "keep", letter, *facts, "--json").json["fields"] == {
        "number": "7",
        "says": "a=b",
    }


def test_a_proof_is_verified_offline_and_by_the_service(
    town: Town, by: As, kept: tuple[str, str], sfc: Sfc, tmp_path: Path
) -> None:
    receivable, root = kept
    file = tmp_path / "proof.json"
    fields = ("--fields", "amount, due_date,buyer")
    ran = by(town.world.supplier, "evidence", "prove", receivable, *fields, "--out", file)
    assert (ran.code, ran.out) == (0, "") and str(file) in ran.err
    offline = sfc("evidence", "verify", file, "--root", root, "--url", "http://nowhere.invalid")
    assert offline.code == 0 and "2026-07-09" in offline.out and "HC-26" not in offline.out
    asked = by(
        town.world.core, "evidence", "verify", file, "--receivable", receivable, "--json"
    ).json
    assert set(asked["fields"]) == {"amount", "due_date", "buyer"}
    assert asked["on_chain"]["verifies"] is True
    printed = by(town.world.supplier, "evidence", "prove", receivable, *fields, "-o", "-")
    assert printed.out == file.read_text()


def test_false_proofs_fail(
    town: Town, by: As, kept: tuple[str, str], sfc: Sfc, tmp_path: Path
) -> None:
    receivable, root = kept
    file = tmp_path / "proof.json"
    prove = ("evidence", "prove", receivable, "--fields", "due_date", "--out", file)
    assert by(town.world.core, *prove).err.endswith("[may_not_prove]\n")
    assert not file.exists()
    by(town.world.supplier, *prove)
    verify = ("evidence", "verify", file)
    ran = sfc(*verify, "--root", "0x" + "00" * 32)
    assert ran.code == 1 and ran.err.endswith("[root_mismatch]\n")
    for misuse in ((), ("--root", "0x12"), ("--root", root, "--receivable", receivable)):
        assert sfc(*verify, *misuse).code == 2
    file.write_text(file.read_text().replace("2026-07-09", "2026-06-09"))
    ran = sfc(*verify, "--root", root)
    assert ran.code == 1 and ran.err.endswith("[field_not_proved]\n")


def test_what_a_proof_says_cannot_steer_the_terminal(
    town: Town, by: As, sfc: Sfc, tmp_path: Path
) -> None:
    supplier, letter, file = town.world.supplier, tmp_path / "letter", tmp_path / "proof"
    letter.write_text("x")
    fact = ("--field", "number=\x1b[2J[red]1")
    root = by(supplier, "evidence", "keep", letter, *fact, "--json").json["evidence_root"]
    made = supplier.post("/receivables", town.world.invoice(evidence_root=root))
    identity = made["receivable"]["id"]
    by(supplier, "evidence", "prove", identity, "--fields", "number", "--out", file)
    ran = sfc("evidence", "verify", file, "--root", root)
    assert r"\x1b[2J[red]1" in ran.out and "\x1b" not in ran.out


def test_readers_come_and_go(
    town: Town, by: As, kept: tuple[str, str], root: Path, tmp_path: Path
) -> None:
    world, receivable = town.world, kept[0]
    out = ("--out", tmp_path / "original.xml")
    assert by(world.bank, "evidence", "original", receivable, *out).code == 1
    granted = by(world.supplier, "evidence", "grant", receivable, world.bank.id)
    assert f"{world.bank.id} reads\n" in granted.out
    assert by(world.bank, "evidence", "original", receivable, *out).code == 0
    assert (tmp_path / "original.xml").read_bytes() == (root / INVOICE).read_bytes()
    shown = by(world.core, "evidence", "readers", receivable, "--json").json["data"]
    assert {"participant": world.supplier.id, "may_prove": True} in shown
    revoke = ("evidence", "revoke", receivable, world.bank.id, "--rotate")
    assert by(world.core, *revoke).err.endswith("[may_not_prove]\n")
    assert world.bank.id not in by(world.supplier, *revoke).out
    assert by(world.bank, "evidence", "original", receivable, *out).code == 1
    assert by(world.supplier, "evidence", "rotate", receivable).out.startswith("doc_")
    renewed = by(world.core, "evidence", "renew-key", world.core.id)
    assert " documents sealed to " in renewed.out
    assert by(world.core, "evidence", "original", receivable, *out).code == 0


def test_a_file_is_named_as_the_service_names_it(
    town: Town,
    by: As,
    kept: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert by(town.world.supplier, "evidence", "original", kept[0]).code == 0
    assert (tmp_path / "drives-0023.xml").exists()


def test_audit_says_what_is_missing_or_changed(
    town: Town, kept: tuple[str, str], sfc: Sfc, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SFC_DATABASE_URL", f"sqlite:///{town.folder}/sfc.db")
    count = sfc("audit", "--json").json["checked"]
    clean = sfc("audit")
    assert clean.code == 0 and clean.out.endswith(f"\n{count} documents checked\n") and count > 0
    files = [each for each in (town.documents / "documents").rglob("*") if each.is_file()]
    monkeypatch.setenv("SFC_DOCUMENTS", str(tmp_path / "copy"))
    shutil.copytree(town.documents, tmp_path / "copy")
    changed, missing, *_ = (tmp_path / "copy" / f.relative_to(town.documents) for f in files)
    changed.write_bytes(changed.read_bytes()[:-1])
    missing.unlink()
    ran = sfc("audit", "--json")
    assert ran.code == 1
    found = ran.json
    assert found.pop("log")["broken"] is None
    assert found == {
        "checked": count,
        "missing": [f"doc_{missing.name}"],
        "changed": [f"doc_{changed.name}"],
        "locked": [],
    }
    shutil.rmtree(tmp_path / "copy")
    assert len(sfc("audit", "--json").json["missing"]) == count


def test_no_database_is_no_clean_audit(
    sfc: Sfc, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for url in (f"sqlite:///{tmp_path}/none.db", "sqlite://"):
        monkeypatch.setenv("SFC_DATABASE_URL", url)
        ran = sfc("audit")
        assert ran.code == 1 and ran.err.endswith("[settings_invalid]\n")
    assert list(tmp_path.iterdir()) == []


def test_exports_are_files_that_others_read(
    town: Town, by: As, kept: tuple[str, str], tmp_path: Path
) -> None:
    world, receivable = town.world, kept[0]
    world.core.post(f"/receivables/{receivable}/confirm", {}, 200)
    world.supplier.post(f"/receivables/{receivable}/tokenise", None, 200)
    quote = world.quoted(receivable)
    world.supplier.post(f"/quotes/{quote['id']}/accept", {})
    due = world.core.get(f"/receivables/{receivable}")["receivable"]["due_date"]
    days = ("--from", "2026-03-01", "--to", world.today.isoformat())

    def exported(client: Client, *arguments: object) -> bytes:
        file = tmp_path / "out"
        ran = by(client, "export", *arguments, "--out", file)
        assert ran.code == 0, ran.err
        return file.read_bytes()

    core, supplier = world.core, world.supplier
    read_peppol(exported(core, "invoice-response", receivable), on_the_network=False)
    read_iso(exported(supplier, "statement", supplier.id, *days), camt053.Document)
    assert b"camt.054.001.08" in exported(supplier, "remittance", supplier.id, *days)
    schemas.check_pain001(exported(core, "payment-file", core.id, "--on", due))
    own = tmp_path / "chart.csv"
    own.write_text("account,code,name\n" + "".join(f"{a.value},X7,A\n" for a in Account))
    for chart, code in (((), ""), (("--chart", own), "X7")):
        text = exported(supplier, "journal", supplier.id, *days, *chart).decode()
        rows = list(csv.DictReader(text.splitlines()))
        assert rows and {row["account_code"] == "X7" for row in rows} == {bool(code)}
    for paper in ("assignment-notice", "registration-sheet"):
        assert exported(supplier, paper, receivable).startswith(b"%PDF-")
    assert b"," in exported(supplier, "registration-sheet", receivable, "--csv")
    stranger = by(world.tier2, "export", "statement", supplier.id, *days)
    assert stranger.code == 1 and stranger.err.endswith("[forbidden]\n")
    own.write_bytes(b"\xff\xfe")
    ran = by(supplier, "export", "journal", supplier.id, *days, "--chart", own)
    assert ran.err.endswith("[file_unusable]\n")
