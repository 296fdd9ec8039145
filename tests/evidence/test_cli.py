"""The commands, on a world in memory."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from sfc.app import evidence as use
from sfc.app.evidence import Evidence
from sfc.domain.ids import format_receivable
from sfc.evidence_cli import audit_command, evidence_app
from tests.evidence.parties import OBLIGOR, RECEIVABLE, SUPPLIER, World
from tests.evidence.samples import INVOICE

RCV = format_receivable(RECEIVABLE)


@pytest.fixture
def world() -> World:
    world = World()
    kept = use.deposit(world.evidence, SUPPLIER, b"the invoice", INVOICE, readers=[OBLIGOR])
    world.roots.roots[RECEIVABLE] = kept.root
    return world


def run(world: World | None, *arguments: str) -> tuple[int, str]:
    @contextmanager
    def opened() -> Iterator[Evidence]:
        assert world, "this command was to work without anything"
        yield world.evidence

    app = evidence_app(opened)

    @app.command()
    def audit(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
        audit_command(opened, as_json)

    result = CliRunner().invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def root_of(world: World) -> str:
    return f"0x{world.roots.roots[RECEIVABLE].hex()}"


def test_prove_writes_a_file_that_anyone_verifies_offline(world: World, tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    fields = "amount, due_date,buyer"
    done = run(world, "prove", RCV, "--as", "par_1", "--fields", fields, "--out", str(file))
    assert done == (0, "")
    code, said = run(None, "verify", str(file), "--root", root_of(world), "--json")
    assert code == 0
    assert json.loads(said) == {each: INVOICE[each] for each in ("amount", "due_date", "buyer")}
    code, said = run(world, "verify", str(file), "--receivable", RCV)
    assert code == 0 and INVOICE["amount"] in said and "currency" not in said
    code, said = run(world, "prove", RCV, "--as", "par_1", "--fields", fields)
    assert said == file.read_text()


def test_a_false_proof_is_refused(world: World, tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    run(world, "prove", RCV, "--as", "par_1", "--fields", "amount", "--out", str(file))
    code, said = run(None, "verify", str(file), "--root", "0x" + "00" * 32)
    assert code == 1 and "root_mismatch" in said
    file.write_text(file.read_text().replace("125000.00", "925000.00"))
    code, said = run(None, "verify", str(file), "--root", root_of(world))
    assert code == 1 and "field_not_proved" in said
    code, said = run(None, "verify", str(tmp_path / "none"), "--root", root_of(world))
    assert code == 1 and "No such file" in said


@pytest.mark.parametrize(
    "arguments", [(), ("--root", "0x12"), ("--root", "0x" + "0" * 64, "--receivable", RCV)]
)
def test_a_proof_is_verified_under_one_root(arguments: tuple[str, ...]) -> None:
    assert run(None, "verify", "proof.json", *arguments)[0] == 2


def test_what_a_proof_says_cannot_steer_the_terminal(world: World, tmp_path: Path) -> None:
    kept = use.deposit(world.evidence, SUPPLIER, b"", {"number": "\x1b[2J[red]1"})
    world.roots.roots[RECEIVABLE] = kept.root
    file = tmp_path / "proof.json"
    run(world, "prove", RCV, "--as", "par_1", "--fields", "number", "--out", str(file))
    code, said = run(None, "verify", str(file), "--root", root_of(world))
    assert code == 0 and r"\x1b[2J[red]1" in said and "\x1b" not in said


def test_readers_come_and_go(world: World, tmp_path: Path) -> None:
    as_owner, bank = ("--as", "par_1"), ("--party", "par_3")
    out = tmp_path / "original"
    assert run(world, "original", RCV, str(out), "--as", "par_3")[0] == 1
    assert run(world, "grant", RCV, *as_owner, *bank) == (0, "")
    assert run(world, "original", RCV, str(out), "--as", "par_3") == (0, "")
    assert out.read_bytes() == b"the invoice"
    said = run(world, "readers", RCV, *as_owner)[1]
    assert said.split("\n") == ["par_1 reads and proves", "par_2 reads", "par_3 reads", ""]
    assert run(world, "revoke", RCV, *as_owner, *bank, "--rotate") == (0, "")
    assert run(world, "original", RCV, str(out), "--as", "par_3")[0] == 1
    code, said = run(world, "rotate", RCV, *as_owner)
    assert code == 0 and said.startswith("doc_")
    assert run(world, "renew-key", "--as", "par_2") == (0, "1 documents sealed to the new key\n")
    assert run(world, "renew-key", "--as", "par_2", "--public", "zz")[0] == 2


def test_audit_says_what_is_missing_or_changed(world: World) -> None:
    assert run(world, "audit") == (0, "1 documents checked\n")
    (name,) = world.store.names("documents")
    world.store.put(name, b"nonsense")
    document = f"doc_{name.rpartition('/')[2]}"
    assert run(world, "audit") == (1, f"1 documents checked\nchanged: {document}\n")
    world.store.remove(name)
    code, said = run(world, "audit", "--json")
    assert code == 1
    assert json.loads(said) == {"checked": 1, "missing": [document], "changed": [], "locked": []}
