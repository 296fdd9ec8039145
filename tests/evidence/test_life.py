"""Evidence on a ledger: the root under the obligor's word, and money that needs no vault."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from sfc.app import evidence as use
from sfc.app.confirm import confirm
from sfc.app.context import Context
from sfc.app.drafts import Draft
from sfc.app.record import record
from sfc.app.register import Entrant, register
from sfc.app.sandbox import faucet
from sfc.app.settle import pay, redeem
from sfc.app.tokenise import tokenise
from sfc.bootstrap import System, open_evidence, open_sandbox
from sfc.domain.currency import currency
from sfc.domain.errors import DocumentMissing
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.proof import Proof
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.settings import Settings

START = date(2026, 3, 1)
AMOUNT = Money.parse("125000.00", currency("CNY"))
FACTS = {"amount": "125000.00", "due_date": "2026-06-01", "margin": "31 %"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{tmp_path}/sfc.db")


@pytest.fixture
def system(settings: Settings) -> Iterator[System]:
    with open_sandbox(settings, start=START) as opened:
        yield opened


def enter(context: Context, name: str, role: Role, *lines: Money) -> ParticipantId:
    entrant = Entrant(name, f"ID of {name}", role, credit_lines=lines)
    return register(context, entrant).result.id


def test_a_receivable_lives_with_its_evidence_and_is_paid_without_it(
    system: System, settings: Settings, tmp_path: Path, verifier: ModuleType
) -> None:
    context, evidence = system.context, system.context.evidence
    core = enter(context, "core", Role.CORE_ENTERPRISE, AMOUNT)
    supplier = enter(context, "supplier", Role.SUPPLIER)
    faucet(context, core, AMOUNT)

    kept = use.deposit(evidence, supplier, b"the invoice", FACTS, readers=[core])
    draft = Draft(core, "N1", START, date(2026, 6, 1), AMOUNT, evidence=kept.root)
    receivable = record(context, supplier, draft).result.receivable
    assert receivable.evidence_root == f"0x{kept.root.hex()}"
    assert use.original(evidence, core, receivable.id).content == b"the invoice"
    confirmed = confirm(context, core, receivable.id).result
    assert confirmed.evidence_root == receivable.evidence_root, "under the obligor's confirmation"

    file = use.prove(evidence, supplier, receivable.id, ["amount", "due_date"]).to_bytes()
    proved = {name: FACTS[name] for name in ("amount", "due_date")}
    assert b"margin" not in file
    assert use.verify_for(evidence, file, receivable.id) == proved
    assert use.agrees(evidence, file), "the contract on the chain"
    assert verifier.verify(file, receivable.evidence_root) == proved, (
        "a script with nothing of ours"
    )

    with open_evidence(settings) as audited:
        assert use.audit(audited).clean
    shutil.rmtree(tmp_path / "sfc-documents")
    with open_evidence(settings) as audited:
        assert use.audit(audited).missing == (kept.document,)
    with pytest.raises(DocumentMissing):
        use.prove(evidence, supplier, receivable.id, ["amount"])
    assert use.verify_for(evidence, file, receivable.id) == proved
    tokenise(context, supplier, receivable.id)
    pay(context, core, receivable.id, AMOUNT)
    redeem(context, supplier, receivable.id)
    assert context.read.receivable(receivable.id).status is Status.SETTLED
    assert [balance.cash for balance in context.read.balances(supplier)] == [AMOUNT]


def test_nothing_of_a_document_is_on_disk_in_clear(system: System, tmp_path: Path) -> None:
    context = system.context
    supplier = enter(context, "supplier", Role.SUPPLIER)
    use.deposit(context.evidence, supplier, b"the invoice" * 9, FACTS, name="invoice.xml")
    found = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert any(each.parent.parent.name == "documents" for each in found)
    for file in found:
        content = file.read_bytes()
        for secret in (b"the invoice", b"125000.00", b"31 %", b"invoice.xml"):
            assert secret not in content, file


def test_a_proof_too_large_for_the_chain_is_verified_all_the_same(system: System) -> None:
    context = system.context
    supplier = enter(context, "supplier", Role.SUPPLIER)
    facts = {f"line {number}": "x" * 300 for number in range(100)}
    kept = use.deposit(context.evidence, supplier, b"", facts)
    core = enter(context, "core", Role.CORE_ENTERPRISE, AMOUNT)
    draft = Draft(core, "N1", START, date(2026, 6, 1), AMOUNT, evidence=kept.root)
    receivable = record(context, supplier, draft).result.receivable.id
    file = use.prove(context.evidence, supplier, receivable, facts).to_bytes()
    assert len(file) > use.LARGEST_ON_CHAIN
    assert use.agrees(context.evidence, file) is None
    assert Proof.from_bytes(file) and use.verify_for(context.evidence, file, receivable) == facts
