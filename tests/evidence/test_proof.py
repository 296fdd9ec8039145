"""Proofs of fields: the right ones hold, whatever is chosen, and wrong ones never do."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.errors import (
    EvidenceMalformed,
    FieldNotProved,
    FieldUnknown,
    ProofMalformed,
    RootMismatch,
    SecretTooShort,
)
from sfc.domain.evidence import evidence_root, field_salt, leaf, path_to, root_above
from sfc.domain.proof import MOST_TEXT, Proof, ProvedField, prove, verify
from tests.evidence.samples import INVOICE, SALT, documents, salts

ROOT = evidence_root(INVOICE, SALT)


def every_choice(names: list[str]) -> list[tuple[str, ...]]:
    sizes = range(1, len(names) + 1)
    return list(chain.from_iterable(combinations(names, size) for size in sizes))


def test_the_root_is_what_it_always_was() -> None:
    assert ROOT.hex() == "20b200d54057b07c58fbbd48c74d7cb2801515f9ec984a27edae82e31cdf4704"


def test_every_choice_of_fields_of_an_invoice_can_be_proved() -> None:
    for names in every_choice(list(INVOICE)):
        proof = Proof.from_bytes(prove(INVOICE, SALT, names).to_bytes())
        assert verify(proof, ROOT) == {name: INVOICE[name] for name in sorted(names)}


@given(documents, salts, st.data())
def test_any_choice_of_any_document_can_be_proved(
    fields: dict[str, str], salt: bytes, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(fields)), min_size=1))
    proof = prove(fields, salt, names)
    assert Proof.from_bytes(proof.to_bytes()) == proof
    assert verify(proof, evidence_root(fields, salt)) == {name: fields[name] for name in names}


@given(st.integers(1, 70))
def test_paths_lead_from_every_leaf_to_the_root(count: int) -> None:
    fields = {f"field {number}": str(number) for number in range(count)}
    leaves = [leaf(name, text, field_salt(SALT, name)) for name, text in fields.items()]
    for each in leaves:
        assert root_above(each, path_to(each, leaves)) == evidence_root(fields, SALT)


def changed(change: Callable[[ProvedField], ProvedField]) -> Proof:
    proof = prove(INVOICE, SALT, ["amount", "buyer", "due_date"])
    return replace(proof, fields=(change(proof.fields[0]), *proof.fields[1:]))


@pytest.mark.parametrize(
    "change",
    [
        lambda field: replace(field, salt=bytes(32)),
        lambda field: replace(field, salt=field_salt(SALT, "buyer")),
        lambda field: replace(field, name="amounts"),
        lambda field: replace(field, value="125000.0"),
        lambda field: replace(field, value=INVOICE["currency"]),
        lambda field: replace(field, path=field.path[::-1]),
        lambda field: replace(field, path=field.path[1:]),
        lambda field: replace(field, path=field.path[:-1]),
        lambda field: replace(field, path=(*field.path, bytes(32))),
        lambda field: replace(field, path=()),
    ],
    ids=[
        "no salt",
        "another field's salt",
        "another name",
        "another value",
        "another field's value",
        "path in another order",
        "path without its first",
        "path without its last",
        "path too long",
        "no path",
    ],
)
def test_one_thing_wrong_is_enough(change: Callable[[ProvedField], ProvedField]) -> None:
    with pytest.raises(FieldNotProved, match=r"'amounts?'"):
        verify(changed(change), ROOT)


def test_swapped_leaves_fail() -> None:
    proof = prove(INVOICE, SALT, ["amount", "due_date"])
    amount, due = proof.fields
    swapped_paths = (replace(amount, path=due.path), replace(due, path=amount.path))
    swapped_values = (replace(amount, value=due.value), replace(due, value=amount.value))
    for fields in (swapped_paths, swapped_values):
        with pytest.raises(FieldNotProved):
            verify(replace(proof, fields=fields), ROOT)


def test_fields_in_another_order_or_twice_are_no_proof() -> None:
    amount, due = prove(INVOICE, SALT, ["amount", "due_date"]).fields
    for fields in ((due, amount), (amount, amount), ()):
        with pytest.raises(ProofMalformed):
            Proof(ROOT, fields)


def test_roots_salts_and_siblings_have_32_bytes() -> None:
    field = prove(INVOICE, SALT, ["amount"]).fields[0]
    for wrong in (b"", bytes(31), bytes(33)):
        with pytest.raises(ProofMalformed, match="32 bytes"):
            Proof(wrong, (field,))
        for change in ({"salt": wrong}, {"path": (*field.path, wrong)}):
            with pytest.raises(ProofMalformed, match="32 bytes"):
                Proof(ROOT, (replace(field, **change),))
    with pytest.raises(ProofMalformed, match="longer than"):
        Proof(ROOT, (replace(field, path=(ROOT,) * 33),))


def test_a_node_cannot_pass_for_a_leaf() -> None:
    field = prove(INVOICE, SALT, ["amount"]).fields[0]
    own = leaf(field.name, field.value, field.salt)
    forged = ProvedField("", own.hex(), field.path[0], field.path[1:])
    with pytest.raises(FieldNotProved):
        verify(Proof(ROOT, (forged,)), ROOT)


def test_a_proof_of_another_document_is_told_apart() -> None:
    other = evidence_root(INVOICE, bytes(32))
    with pytest.raises(RootMismatch) as refused:
        verify(prove(INVOICE, SALT, ["amount"]), other)
    assert refused.value.expected == f"0x{other.hex()}"
    claimed = replace(prove(INVOICE, SALT, ["amount"]), root=other)
    with pytest.raises(FieldNotProved):
        verify(claimed, other)


@given(documents, salts, salts, st.data())
def test_another_salt_never_verifies(
    fields: dict[str, str], salt: bytes, other: bytes, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(fields)))
    proof = prove(fields, other, [name])
    root = evidence_root(fields, salt)
    if other.ljust(64, b"\0") != salt.ljust(64, b"\0"):  # HMAC fills keys up with zeros
        with pytest.raises(RootMismatch):
            verify(proof, root)
        with pytest.raises(FieldNotProved):
            verify(replace(proof, root=root), root)


def test_what_cannot_be_proved_is_refused() -> None:
    with pytest.raises(FieldUnknown, match="'margin'"):
        prove(INVOICE, SALT, ["amount", "margin"])
    with pytest.raises(EvidenceMalformed, match="no field was chosen"):
        prove(INVOICE, SALT, [])
    with pytest.raises(SecretTooShort):
        prove(INVOICE, SALT[:15], ["amount"])


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "0 fields"),
        ({str(number): "" for number in range(257)}, "257 fields"),
        ({"": "a"}, "no name"),
        ({"a": "\ud800"}, "no characters"),
        ({"a": "x" * MOST_TEXT}, "more than"),
    ],
)
def test_facts_without_a_proof_are_refused(fields: dict[str, str], why: str) -> None:
    with pytest.raises(EvidenceMalformed, match=why):
        prove(fields, SALT, list(fields))


def test_the_largest_facts_still_fit_the_file() -> None:
    fields = {f"{number:03}": "\0" * 380 for number in range(256)}
    proof = prove(fields, SALT, fields)
    assert Proof.from_bytes(proof.to_bytes()) == proof


def test_salts_do_not_show_when_printed() -> None:
    proof = prove(INVOICE, SALT, ["amount"])
    assert proof.fields[0].salt.hex() not in repr(proof)
    assert repr(proof.fields[0].salt) not in repr(proof)
