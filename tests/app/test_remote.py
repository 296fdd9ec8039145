"""The system on a node by URL: the same life on anvil."""

import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from eth_account import Account
from pydantic import SecretStr

from sfc.app.audit import audit as audit_ledger
from sfc.app.bulk_steps import (
    Acting,
    Outcomes,
    confirm_bulk,
    pay_bulk,
    record_bulk,
    tokenise_bulk,
)
from sfc.app.drafts import Draft
from sfc.app.evidence import audit, deposit
from sfc.app.query import Viewer
from sfc.app.record import issue
from sfc.app.register import Entrant, register
from sfc.app.reindex import reindex
from sfc.app.sandbox import faucet
from sfc.app.settle import pay, redeem
from sfc.bootstrap import System, open_evidence, open_system
from sfc.chain import ledger
from sfc.chain.contracts import VERIFIER
from sfc.chain.deployment import deploy
from sfc.chain.keys import Keyring
from sfc.chain.manifest import Manifest
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.sender import Sender
from sfc.domain.days import date_of
from sfc.domain.errors import FinalityBroken, NodeUnfit, NotFound, SettingsInvalid
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.domain.views import Participant
from sfc.settings import Settings
from tests.app.conftest import cny
from tests.chain import anvil

pytestmark = pytest.mark.skipif(not anvil.available(), reason="make node installs anvil")
PASSPHRASE = "open sesame"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    folder = tmp_path_factory.mktemp("remote")
    keystore, manifest = folder / "operator.json", folder / "manifest.json"
    encrypted = Account.encrypt(anvil.KEY, PASSPHRASE, kdf="pbkdf2", iterations=2)
    keystore.write_text(json.dumps(encrypted))
    with anvil.running() as url:
        node, keys = JsonRpcNode(url), Keyring()
        deploy(node, Sender(node, keys), keys.add(anvil.KEY)).save(manifest)
        yield Settings.load(
            rpc_url=url,
            keystore=keystore,
            keystore_passphrase=PASSPHRASE,
            manifest=manifest,
            database_url=f"sqlite:///{folder}/sfc.db",
            operator_key="operator of the tests",
            network_secret="n" * 32,
            reading_keys_passphrase="a passphrase of the tests",
        )


def test_issued_paid_and_redeemed(settings: Settings) -> None:
    with open_system(settings) as system:
        context = system.context
        line = (cny("1000.00"),)
        core = register(context, Entrant("C", "C", Role.CORE_ENTERPRISE, credit_lines=line))
        supplier = register(context, Entrant("S", "S", Role.SUPPLIER)).result.id
        today = context.clock.today()
        draft = Draft(supplier, "1", date_of(today), date_of(today + 30), cny("10.00"))
        made = issue(context, core.result.id, draft).result.receivable
        assert made.status is Status.TOKENISED
        give(system, core.result.account)
        assert pay(context, core.result.id, made.id).result.status is Status.SETTLED
        assert redeem(context, supplier, made.id).result.amount == cny("10.00")
        with pytest.raises(NotFound):
            faucet(context, supplier, cny("1.00"))
    with open_system(settings) as again:
        assert again.context.read.receivable(made.id).redeemed == cny("10.00")
        assert again.context.read.participant(supplier).name == "S"


def test_documents_outlive_the_process_and_open_with_the_passphrase_only(
    settings: Settings, tmp_path: Path
) -> None:
    settings = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/sfc.db"})
    facts = {"amount": "10.00"}
    with open_system(settings) as system:
        supplier = register(system.context, Entrant("D", "D", Role.SUPPLIER)).result.id
        kept = deposit(system.context.evidence, supplier, b"original", facts)
    assert {each.name for each in tmp_path.iterdir()} >= {"sfc-documents", "sfc-reading-keys"}
    with open_system(settings) as system:
        opened = system.context.evidence.vault.open(kept.document, supplier)
        assert opened.original.content == b"original"
        assert system.context.evidence.register.document_of(kept.root) == kept
    wrong = settings.model_copy(update={"reading_keys_passphrase": SecretStr("another one")})
    with pytest.raises(SettingsInvalid, match="SFC_READING_KEYS_PASSPHRASE: does not open"):
        open_system(wrong)
    with open_evidence(settings) as evidence:
        assert audit(evidence).clean


def test_a_deployment_without_the_verifier_serves(settings: Settings, tmp_path: Path) -> None:
    assert settings.manifest is not None
    manifest = Manifest.load(settings.manifest)
    del manifest.contracts[VERIFIER]
    manifest.save(tmp_path / "old.json")
    updated = {
        "manifest": tmp_path / "old.json",
        "database_url": f"sqlite:///{tmp_path}/sfc.db",
    }
    with open_system(settings.model_copy(update=updated)) as system:
        assert system.context.evidence.contract is None


def test_others_write_too(settings: Settings, tmp_path: Path) -> None:
    """What another service does on the same chain is read without anybody asking for it."""
    other = {"database_url": f"sqlite:///{tmp_path}/sfc.db"}
    with open_system(settings) as one, open_system(settings.model_copy(update=other)) as two:
        made = register(one.context, Entrant("E", "E", Role.SUPPLIER)).result.id
        assert_soon(lambda: two.context.read.head() == one.context.read.head())
        assert two.context.state.acting([two.context.read.participant(made).account]) == [made]


def test_many_are_tried_before_they_are_done(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over several transactions, with a line that ends in the second, and cash not yet allowed."""
    monkeypatch.setattr(ledger, "MAX_BATCH", 2)
    changed = {"database_url": f"sqlite:///{tmp_path}/sfc.db"}
    with open_system(settings.model_copy(update=changed)) as system:
        context = system.context
        line = (cny("30.00"),)
        core = register(context, Entrant("N", "N", Role.CORE_ENTERPRISE, credit_lines=line)).result
        supplier = register(context, Entrant("O", "O", Role.SUPPLIER)).result
        today = context.clock.today()
        drafts = [
            partial(Draft, core.id, number, date_of(today), date_of(today + 30), cny("10.00"))
            for number in "12314"
        ]

        def both(step: Callable[..., Outcomes], by: Participant, items: Any) -> Outcomes:
            """What is said of each, and then found to be so."""
            acting, head = Acting(by.id, Viewer(by.id, by.roles)), context.events.head()
            tried = step(context.rehearsing(), acting, items)
            assert context.events.head() == head
            for (name, said), (same, came) in zip(tried, step(context, acting, items), strict=True):
                assert (name, str(said.refusal)) == (same, str(came.refusal))
                assert (said.rehearsal is None) == (came.receipt is None)
            return tried

        def refused(outcomes: Outcomes) -> list[str]:
            return [one.refusal.code if one.refusal else "" for _, one in outcomes]

        recorded = both(record_bulk, supplier, drafts)
        assert refused(recorded) == ["", "", "", "already_recorded", ""]
        assert len({id(one.rehearsal) for _, one in recorded if one.rehearsal}) == 3
        names = list(dict.fromkeys(name for name, _ in recorded))
        whole = [(name, lambda: None) for name in names]
        assert refused(both(confirm_bulk, core, whole)) == ["", "", "", "credit_limit_exceeded"]
        assert refused(both(tokenise_bulk, supplier, names)) == ["", "", "", "not_confirmed"]
        give(system, core.account, 2500)
        assert refused(both(pay_bulk, core, whole[:3])) == ["", "", "insufficient_funds"]


def test_a_reorganisation(settings: Settings, tmp_path: Path) -> None:
    """What it takes off the chain is there again, once, and the read model is as made anew."""
    assert settings.rpc_url is not None
    settings = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/sfc.db"})
    node = JsonRpcNode(settings.rpc_url)
    with open_system(settings) as system:
        context = system.context
        line = (cny("1000.00"),)
        core = register(context, Entrant("F", "F", Role.CORE_ENTERPRISE, credit_lines=line)).result
        supplier = register(context, Entrant("G", "G", Role.SUPPLIER)).result.id
        today = context.clock.today()
        drafts = [
            Draft(supplier, number, date_of(today), date_of(today + 30), cny("10.00"))
            for number in "123"
        ]
        made = [issue(context, core.id, draft).result.receivable.id for draft in drafts]
        node.request("anvil_reorg", 4, [])
        assert_soon(lambda: context.indexer.reorganisations().count == 1)
        assert_soon(lambda: context.state.receivable(made[2]).status is Status.TOKENISED)
        give(system, core.account)
        pay(context, core.id, made[2])
        assert redeem(context, supplier, made[2]).result.amount == cny("10.00")
        assert context.indexer.reorganisations().deepest >= 3
        assert reindex(system.inspection).difference is None
        assert audit_ledger(system.inspection).differences == ()
        line_used = context.state.credit_used(core.id, context.read.currency("CNY").number)
        assert line_used == (100_000, 2_000)


def test_what_was_final_is_gone(settings: Settings, tmp_path: Path) -> None:
    assert settings.rpc_url is not None
    changed = {"database_url": f"sqlite:///{tmp_path}/sfc.db", "finality": 2}
    settings = settings.model_copy(update=changed)
    node = JsonRpcNode(settings.rpc_url)
    with open_system(settings) as system:
        context = system.context
        for name in "HIJK":
            register(context, Entrant(name, name, Role.SUPPLIER))
        node.request("anvil_reorg", 4, [])
        assert_soon(lambda: context.indexer.reorganisations().broken is not None)
        with pytest.raises(FinalityBroken):
            register(context, Entrant("L", "L", Role.SUPPLIER))
        with pytest.raises(FinalityBroken), open_system(settings):
            pass
        assert "was final, and is gone" in (reindex(system.inspection).difference or "")
        assert_soon(lambda: context.indexer.reorganisations().broken is None)
        assert reindex(system.inspection).difference is None
        register(context, Entrant("M", "M", Role.SUPPLIER))
        assert audit_ledger(system.inspection).differences == ()


def assert_soon(holds: Callable[[], bool]) -> None:
    """The service looks for new blocks by itself, but not at once."""
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_node_that_lacks_something(settings: Settings) -> None:
    with pytest.raises(NodeUnfit, match="base fee"):
        open_system(settings.model_copy(update={"fees": "free"}))


def test_wrong_settings(settings: Settings, tmp_path: Path) -> None:
    wrong = settings.model_copy(update={"keystore_passphrase": None})
    with pytest.raises(SettingsInvalid, match="SFC_KEYSTORE"):
        open_system(wrong)
    missing = settings.model_copy(update={"manifest": tmp_path / "none.json"})
    with pytest.raises(SettingsInvalid, match="SFC_MANIFEST"):
        open_system(missing)


def give(system: System, account: str, minor: int = 1000) -> None:
    """The operator is the settlement bank here."""
    context = system.context
    money = context.read.currency("CNY")
    context.send(context.operator, context.ledger.mint(money.number, account, minor * money.scale))
