"""Evidence on a ledger: the root under the obligor's word, and money that needs no vault."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from sfc.app import evidence as use
from sfc.app.confirm import confirm
from sfc.app.context import Context
from sfc.app.drafts import Draft
from sfc.app.evidence import Evidence
from sfc.app.record import record
from sfc.app.register import Entrant, register
from sfc.app.sandbox import faucet
from sfc.app.settle import pay, redeem
from sfc.app.tokenise import tokenise
from sfc.bootstrap import open_sandbox
from sfc.documents import EncryptedVault, Keyring, MemoryStore
from sfc.domain.currency import currency
from sfc.domain.errors import DocumentMissing
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.settings import Settings
from tests.evidence.parties import Register

START = date(2026, 3, 1)
AMOUNT = Money.parse("125000.00", currency("CNY"))


@pytest.fixture(scope="module")
def context() -> Iterator[Context]:
    with open_sandbox(Settings(), start=START) as system:
        yield system.context


def enter(context: Context, name: str, role: Role, *lines: Money) -> ParticipantId:
    entrant = Entrant(name, f"ID of {name}", role, credit_lines=lines)
    return register(context, entrant).result.id


def test_a_receivable_lives_with_its_evidence_and_is_paid_without_it(context: Context) -> None:
    core = enter(context, "core", Role.CORE_ENTERPRISE, AMOUNT)
    supplier = enter(context, "supplier", Role.SUPPLIER)
    faucet(context, core, AMOUNT)
    keys = Keyring(MemoryStore(), b"a passphrase", make_missing=True)
    vault = EncryptedVault(MemoryStore(), keys)
    evidence = Evidence(vault, keys, Register(), context.read, context.store.exclusively)

    facts = {"amount": "125000.00", "due_date": "2026-06-01", "margin": "31 %"}
    kept = use.deposit(evidence, supplier, b"the invoice", facts, readers=[core])
    draft = Draft(core, "N1", START, date(2026, 6, 1), AMOUNT, evidence=kept.root)
    receivable = record(context, supplier, draft).result.receivable
    assert receivable.evidence_root == f"0x{kept.root.hex()}"
    assert use.original(evidence, core, receivable.id).content == b"the invoice"
    confirmed = confirm(context, core, receivable.id).result
    assert confirmed.evidence_root == receivable.evidence_root, "under the obligor's confirmation"

    file = use.prove(evidence, supplier, receivable.id, ["amount", "due_date"]).to_bytes()
    assert use.verify_for(evidence, file, receivable.id) == {
        "amount": "125000.00",
        "due_date": "2026-06-01",
    }
    assert b"margin" not in file

    lost = replace(evidence, vault=EncryptedVault(MemoryStore(), keys))
    assert use.audit(lost).missing == (kept.document,)
    with pytest.raises(DocumentMissing):
        use.prove(lost, supplier, receivable.id, ["amount"])
    tokenise(context, supplier, receivable.id)
    pay(context, core, receivable.id, AMOUNT)
    redeem(context, supplier, receivable.id)
    assert context.read.receivable(receivable.id).status is Status.SETTLED
    assert [balance.cash for balance in context.read.balances(supplier)] == [AMOUNT]
