"""A deployment is complete, repeatable, and refuses what is not its own."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from sfc.chain import plan
from sfc.chain.contracts import AUTHORITY, CORE, OFFICE, VERIFIER, interface
from sfc.chain.deploy_command import DeployOptions, run
from sfc.chain.deployment import deploy
from sfc.chain.keys import Keyring
from sfc.chain.ledger import ContractLedger
from sfc.chain.manifest import Manifest
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.plan import CurrencySpec, CurrencySpecMalformed, parse_currencies
from sfc.chain.sender import Sender
from sfc.chain.verification import check_chain, check_code
from sfc.domain.days import Day
from sfc.domain.errors import (
    CurrencyUnknown,
    Forbidden,
    ManifestMismatch,
    NotFunded,
    WrongChain,
)
from sfc.domain.ids import ParticipantId
from sfc.domain.roles import Role

ENTITY = b"\1" * 32


class Killed(Exception):
    """The process ended here."""


def test_it_is_complete(node: EmbeddedNode, sender: Sender, keys: Keyring) -> None:
    deployer, operator = keys.create(), keys.create()
    steps: list[str] = []
    manifest = deploy(
        node, sender, deployer, operator=operator, progress=lambda step, _: steps.append(step)
    )
    check_chain(node, manifest)
    check_code(node, manifest)
    assert len(steps) == len(set(steps)) + 1  # the deployer borrows the operator's role
    assert steps[-1] == "role returned"
    assert set(manifest.contracts) == {*plan.parts(), "SettlementToken CNY"}
    ledger = ContractLedger(node, sender, manifest.core)
    assert ledger.ask("catalogueSize") == (1, 2)
    assert ledger.ask("termsOf", 1) == (5, 182_500, 365)
    assert ledger.ask("termsOf", 2) == (0, 0, 360)
    assert ledger.utc_offset_hours == 8
    assert ledger.token(1) == manifest.currencies[0].token
    register = ledger.register(keys.create(), ENTITY, Role.SUPPLIER)
    with pytest.raises(Forbidden):
        ledger.send(deployer, register)
    ledger.send(operator, register)
    ledger.send(operator, ledger.mint(1, operator, 1))


def test_again_changes_nothing(
    node: EmbeddedNode, sender: Sender, keys: Keyring, tmp_path: Path
) -> None:
    deployer, operator = keys.create(), keys.create()
    deploy(node, sender, deployer, operator=operator).save(tmp_path / "a/b/manifest.json")
    head = node.head()
    manifest = Manifest.load(tmp_path / "a/b/manifest.json")
    text = json.dumps(manifest.to_json())
    for asked in (None, operator):
        again = deploy(node, sender, deployer, manifest=manifest, operator=asked)
        assert json.dumps(again.to_json()) == text
    assert node.head() == head


def test_a_currency_more(node: EmbeddedNode, sender: Sender, keys: Keyring) -> None:
    deployer, operator = keys.create(), keys.create()
    manifest = deploy(node, sender, deployer, operator=operator)
    deploy(node, sender, deployer, manifest=manifest, currencies=parse_currencies(["CNY", "EUR"]))
    assert [(c.number, c.code) for c in manifest.currencies] == [(1, "CNY"), (2, "EUR")]
    ledger = ContractLedger(node, sender, manifest.core)
    with pytest.raises(Forbidden):
        ledger.send(deployer, ledger.add_terms(0, 0, 360))
    ledger.send(operator, ledger.mint(2, operator, 1))
    with pytest.raises(ManifestMismatch, match="decimals of CNY"):
        deploy(node, sender, deployer, manifest=manifest, currencies=parse_currencies(["CNY:8"]))


def may_freeze(node: EmbeddedNode, manifest: Manifest, account: str) -> bool:
    """Whether the authority says so."""
    asked = interface(AUTHORITY)["hasRole"]
    address = manifest.contracts[AUTHORITY].address
    return bool(asked.decode(node.call(address, asked.encode(plan.REGULATOR_ROLE, account)))[0])


def test_the_regulator_is_who_was_named(node: EmbeddedNode, sender: Sender, keys: Keyring) -> None:
    deployer, operator, regulator = keys.create(), keys.create(), keys.create()
    manifest = deploy(node, sender, deployer, operator=operator, regulator=regulator)
    ledger = ContractLedger(node, sender, manifest.core)
    ledger.send(operator, ledger.register(keys.create(), ENTITY, Role.SUPPLIER))
    order = ledger.freeze(ParticipantId(1), ENTITY, Day(30_000))
    for other in (deployer, operator):
        assert not may_freeze(node, manifest, other)
        with pytest.raises(Forbidden):
            ledger.send(other, order)
    ledger.send(regulator, order)
    with pytest.raises(Forbidden):
        ledger.send(regulator, ledger.register(keys.create(), b"\2" * 32, Role.SUPPLIER))
    with pytest.raises(ManifestMismatch, match="the regulator"):
        deploy(node, sender, deployer, manifest=manifest, regulator=operator)


def test_a_regulator_can_be_named_later(
    node: EmbeddedNode, sender: Sender, keys: Keyring, tmp_path: Path
) -> None:
    deployer, regulator, file = keys.create(), keys.create(), tmp_path / "manifest.json"
    deploy(node, sender, deployer).save(file)
    content = json.loads(file.read_text())
    assert content.pop("regulator") is None
    file.write_text(json.dumps(content))  # as it was before there was one
    steps: list[str] = []
    manifest = deploy(
        node,
        sender,
        deployer,
        manifest=Manifest.load(file),
        regulator=regulator,
        progress=lambda step, _: steps.append(step),
    )
    assert steps == ["role regulator granted"]
    assert manifest.regulator == regulator
    assert may_freeze(node, manifest, regulator)
    head = node.head()
    deploy(node, sender, deployer, manifest=manifest)
    assert node.head() == head


def test_the_core_hands_on_to_the_back_office_of_the_manifest(
    node: EmbeddedNode, sender: Sender, keys: Keyring
) -> None:
    """Another one with the same code would work; that the manifest knows it is what counts."""
    deployer = keys.create()
    manifest = deploy(node, sender, deployer)
    rest = {name: at for name, at in manifest.contracts.items() if name not in (OFFICE, CORE)}
    twin = deploy(node, sender, deployer, manifest=replace(manifest, contracts=dict(rest)))
    core = {CORE: manifest.contracts[CORE]}
    for contracts in ({**rest, **core}, {**twin.contracts, **core}):
        with pytest.raises(ManifestMismatch, match="has another back office"):
            check_code(node, replace(manifest, contracts=contracts))


def test_a_deployment_from_before_it_verified_proofs_gets_the_contract(
    node: EmbeddedNode, sender: Sender, keys: Keyring
) -> None:
    deployer = keys.create()
    manifest = deploy(node, sender, deployer)
    core, was = manifest.core, manifest.contracts.pop(VERIFIER)
    check_code(node, manifest)
    deploy(node, sender, deployer, manifest=manifest)
    check_code(node, manifest)
    assert manifest.core == core
    assert manifest.contracts[VERIFIER].address != was.address


@pytest.mark.parametrize("survived", range(1, 15))
def test_interrupted_anywhere_it_goes_on(
    node: EmbeddedNode, sender: Sender, keys: Keyring, tmp_path: Path, survived: int
) -> None:
    deployer, operator, file = keys.create(), keys.create(), tmp_path / "manifest.json"
    done = 0

    def progress(_step: str, manifest: Manifest) -> None:
        nonlocal done
        done += 1
        if done > survived:  # it is on the chain, and not written down
            raise Killed
        manifest.save(file)

    with pytest.raises(Killed):
        deploy(node, sender, deployer, operator=operator, progress=progress)
    manifest = deploy(node, sender, deployer, manifest=Manifest.load(file))
    check_code(node, manifest)
    ledger = ContractLedger(node, sender, manifest.core)
    assert ledger.ask("catalogueSize") == (1, 2)
    ledger.send(operator, ledger.register(keys.create(), ENTITY, Role.SUPPLIER))
    head = node.head()
    deploy(node, sender, deployer, manifest=manifest)
    assert node.head() == head


def test_it_keeps_to_its_chain_and_its_code(
    node: EmbeddedNode, sender: Sender, keys: Keyring
) -> None:
    deployer = keys.create()
    manifest = deploy(node, sender, deployer)

    def refused(kind: type[Exception], words: str, **changes: object) -> None:
        head = node.head()
        with pytest.raises(kind, match=words):
            deploy(node, sender, deployer, manifest=replace(manifest, **changes))  # type: ignore[arg-type]
        assert node.head() == head

    core = manifest.contracts[CORE]

    def with_core(**changes: object) -> dict[str, object]:
        return {**manifest.contracts, CORE: replace(core, **changes)}  # type: ignore[arg-type]

    refused(WrongChain, "serves chain 73512, expected chain 1", chain_id=1)
    refused(ManifestMismatch, "for the first block", genesis="0x00")
    refused(ManifestMismatch, "sources of Receivables", contracts=with_core(source_hash="00"))
    nowhere = with_core(address="0x" + "11" * 20)
    refused(ManifestMismatch, "found one that has no code", contracts=nowhere)
    elsewhere = with_core(address=manifest.contracts["Authority"].address)
    refused(ManifestMismatch, "found one that has other code", contracts=elsewhere)
    unknown = {**manifest.contracts, "Oracle": core}
    refused(ManifestMismatch, "no such contract", contracts=unknown)
    with pytest.raises(ManifestMismatch, match="the operator"):
        deploy(node, sender, deployer, manifest=manifest, operator=keys.create())
    eur = parse_currencies(["EUR"])
    with pytest.raises(Forbidden):
        deploy(node, sender, keys.create(), manifest=manifest, currencies=eur)


def test_without_funds_nothing_is_begun(keys: Keyring) -> None:
    poor = keys.create()
    node = EmbeddedNode(gas_price=10**9, funded={poor: 10**15})
    with pytest.raises(NotFunded) as caught:
        deploy(node, Sender(node, keys), poor)
    assert caught.value.has == 10**15 < caught.value.needed
    assert node.head().number == 0


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": 1}', '{"format": 9}', '{"format": 1, "contracts": {"A": 1}}'],
)
def test_a_file_that_is_no_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.json").write_text(text)
    with pytest.raises(ManifestMismatch):
        Manifest.load(tmp_path / "m.json")


def test_currencies() -> None:
    assert CurrencySpec.parse("CNY:4") == CurrencySpec("CNY", 4, 2)
    assert CurrencySpec.parse("KWD") == CurrencySpec("KWD", 6, 3)
    assert len(parse_currencies(["CNY", "EUR:2", "CNY:6"])) == 2
    with pytest.raises(CurrencyUnknown):
        CurrencySpec.parse("XXX")
    for text in ("CNY:1", "CNY:21", "CNY:x", "CNY:-1", "CNY:²"):
        with pytest.raises(CurrencySpecMalformed):
            CurrencySpec.parse(text)
    with pytest.raises(CurrencySpecMalformed, match="given before"):
        parse_currencies(["CNY:6", "CNY:8"])


def command(**options: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    chosen = DeployOptions(**options)  # type: ignore[arg-type]
    status = run(chosen, Console(file=out, width=100), Console(file=err, width=200))
    return status, out.getvalue(), err.getvalue()


def test_the_command(tmp_path: Path) -> None:
    status, out, _ = command()
    assert status == 0
    assert "SettlementToken CNY" in out
    assert "regulator nobody" in out
    file = tmp_path / "m.json"
    operator, regulator = "0x" + "ab" * 20, "0x" + "cd" * 20
    parties = {"operator": operator, "regulator": regulator}
    status, out, _ = command(as_json=True, manifest=file, currencies=("EUR:2",), **parties)
    answer = json.loads(out)
    assert status == 0
    assert {role: answer[role].lower() for role in parties} == parties
    assert answer["currencies"][0]["code"] == "EUR"
    assert json.loads(file.read_text())["contracts"] == answer["contracts"]


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        ({"currencies": ("XXX",)}, 2, "XXX"),
        ({"currencies": ("CNY:1",)}, 2, "decimals must be"),
        ({"operator": "me"}, 2, "is not an id of the form"),
        ({"regulator": "0x12"}, 2, "is not an id of the form"),
        ({"operator": "0x" + "aB" * 20}, 2, "is not an id of the form"),
        ({"keystore": Path("k.json")}, 2, "needs --rpc-url"),
        ({"rpc_url": "http://127.0.0.1:1"}, 2, "needs --keystore"),
        ({"rpc_url": "http://127.0.0.1:1", "keystore": Path("k.json")}, 2, "passphrase"),
        ({"chain_id": 5}, 1, "serves chain 73512, expected chain 5"),
    ],
)
def test_the_command_refuses(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, object], status: int, words: str
) -> None:
    monkeypatch.delenv("SFC_KEYSTORE_PASSPHRASE", raising=False)
    given, out, err = command(**options)
    assert (given, out) == (status, "")
    assert words in err
    given, out, _ = command(as_json=True, **options)
    assert given == status
    assert words in json.loads(out)["message"]


def test_the_command_refuses_another_chains_manifest(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    assert command(manifest=file)[0] == 0
    content = json.loads(file.read_text())
    file.write_text(json.dumps({**content, "genesis": "0x00"}))
    status, _, err = command(manifest=file)
    assert status == 1
    assert "the first block" in err
