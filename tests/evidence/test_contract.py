"""The contract view: what Python proves, the chain accepts; what is wrong, it does not."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from eth_tester import EthereumTester, PyEVMBackend
from hypothesis import given, settings
from hypothesis import strategies as st
from web3 import EthereumTesterProvider, Web3
from web3.contract import Contract

from sfc.chain import artifacts
from sfc.domain.errors import FieldNotProved, ProofMalformed, RootMismatch
from sfc.domain.evidence import evidence_root, field_salt
from sfc.domain.proof import Proof, ProvedField, prove, verify
from tests.evidence.samples import INVOICE, SALT, documents, salts

ROOT = evidence_root(INVOICE, SALT)
CallField = tuple[str, str, bytes, list[bytes]]


@pytest.fixture(scope="session")
def contract() -> Contract:
    """The committed artifact, deployed to eth-tester through web3."""
    web3 = Web3(EthereumTesterProvider(EthereumTester(PyEVMBackend())))
    artifact = artifacts.load("EvidenceVerifier")
    factory = web3.eth.contract(abi=artifact.abi, bytecode=artifact.creation_code())
    sent = factory.constructor().transact({"from": web3.eth.accounts[0]})
    address = web3.eth.wait_for_transaction_receipt(sent)["contractAddress"]
    assert address
    assert artifact.is_code(bytes(web3.eth.get_code(address)))
    return web3.eth.contract(address=address, abi=artifact.abi)


def as_call(field: ProvedField) -> CallField:
    return field.name, field.value, field.salt, list(field.path)


def on_chain(contract: Contract, root: bytes, fields: list[CallField]) -> bool:
    """The chain's verdict on several fields, which must fit that on each."""
    each = [bool(contract.functions.verify(root, field).call()) for field in fields]
    together = bool(contract.functions.verifyAll(root, fields).call())
    assert all(each) or not together
    return together


def in_python(root: bytes, fields: list[CallField]) -> bool:
    try:
        proof = Proof(root, tuple(ProvedField(n, v, s, tuple(p)) for n, v, s, p in fields))
        verify(proof, root)
    except (ProofMalformed, FieldNotProved, RootMismatch):
        return False
    return True


def test_both_functions_are_pure(contract: Contract) -> None:
    kinds = {each["name"]: each["stateMutability"] for each in contract.abi}  # type: ignore[typeddict-item]
    assert kinds == {"verify": "pure", "verifyAll": "pure"}


def test_the_fields_of_an_invoice_are_proved_one_by_one_and_together(contract: Contract) -> None:
    proof = prove(INVOICE, SALT, INVOICE)
    fields = [as_call(field) for field in proof.fields]
    assert on_chain(contract, proof.root, fields)
    for field in fields:
        assert contract.functions.verify(ROOT, field).call() is True
        assert on_chain(contract, ROOT, [field])


@given(documents, salts, st.data())
@settings(max_examples=40)
def test_what_python_proves_the_chain_accepts(
    contract: Contract, fields: dict[str, str], salt: bytes, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(fields)), min_size=1))
    proof = prove(fields, salt, names)
    assert on_chain(contract, proof.root, [as_call(field) for field in proof.fields])


WRONG: dict[str, Callable[[ProvedField, ProvedField], ProvedField]] = {
    "name": lambda one, _: replace(one, name="amounT"),
    "value": lambda one, _: replace(one, value="125000.01"),
    "salt": lambda one, _: replace(one, salt=field_salt(SALT, "buyer")),
    "swapped value": lambda one, other: replace(one, value=other.value),
    "swapped path": lambda one, other: replace(one, path=other.path),
    "path order": lambda one, _: replace(one, path=one.path[::-1]),
    "path shorter": lambda one, _: replace(one, path=one.path[1:]),
    "path longer": lambda one, _: replace(one, path=(*one.path, ROOT)),
    "name and value run together": lambda one, _: replace(
        one, name=one.name + one.value[:1], value=one.value[1:]
    ),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_what_is_wrong_the_chain_refuses(
    contract: Contract, change: Callable[[ProvedField, ProvedField], ProvedField]
) -> None:
    amount, due = prove(INVOICE, SALT, ["amount", "due_date"]).fields
    wrong = as_call(change(amount, due))
    assert contract.functions.verify(ROOT, wrong).call() is False
    assert not on_chain(contract, ROOT, [wrong, as_call(due)])
    assert not in_python(ROOT, [wrong, as_call(due)])


def test_order_repetition_and_nothing_are_refused(contract: Contract) -> None:
    amount, due = map(as_call, prove(INVOICE, SALT, ["amount", "due_date"]).fields)
    assert on_chain(contract, ROOT, [amount, due])
    for fields in ([due, amount], [amount, amount], []):
        assert not on_chain(contract, ROOT, fields)
        assert not in_python(ROOT, fields)


def test_another_root_is_refused(contract: Contract) -> None:
    amount = as_call(prove(INVOICE, SALT, ["amount"]).fields[0])
    for root in (bytes(32), evidence_root(INVOICE, bytes(32))):
        assert contract.functions.verify(root, amount).call() is False


@given(st.data())
@settings(max_examples=60)
def test_any_changed_bit_is_refused_on_chain(contract: Contract, data: st.DataObject) -> None:
    field = prove(INVOICE, SALT, ["amount"]).fields[0]
    parts = [field.salt, *field.path]
    at = data.draw(st.integers(0, len(parts) * 256 - 1))
    flipped = int.from_bytes(parts[at // 256], "big") ^ 1 << at % 256
    parts[at // 256] = flipped.to_bytes(32, "big")
    wrong = (field.name, field.value, parts[0], parts[1:])
    assert contract.functions.verify(ROOT, wrong).call() is False


NAMES = [
    "a",
    "ab",
    "b",
    "é",
    "豆",
    "\uffff",
    "😀",
]  # in order


@given(st.lists(st.sampled_from(NAMES), max_size=4))
@settings(max_examples=60)
def test_the_order_of_names_is_the_same_as_in_python(contract: Contract, names: list[str]) -> None:
    proof = prove(dict.fromkeys(NAMES, "x"), SALT, NAMES)
    proved = {field.name: as_call(field) for field in proof.fields}
    fields = [proved[name] for name in names]
    assert on_chain(contract, proof.root, fields) is in_python(proof.root, fields)
