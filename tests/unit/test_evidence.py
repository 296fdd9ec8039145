"""The evidence root commits to every field and tells none."""

from hashlib import sha256
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sfc.domain.errors import SecretTooShort
from sfc.domain.evidence import evidence_root, field_salt, leaf

SALT = b"sixteen bytes or"
FIELDS = {"number": "A-1", "amount": "100.50", "due_date": "2026-05-02"}

texts = st.text(max_size=8)
documents = st.dictionaries(texts, texts, min_size=1, max_size=9)


def node(one: bytes, other: bytes) -> bytes:
    return sha256(min(one, other) + max(one, other)).digest()


def test_one_field_is_its_own_root() -> None:
    salt = field_salt(SALT, "number")
    assert evidence_root({"number": "A-1"}, SALT) == leaf("number", "A-1", salt)


def test_a_leaf_is_hashed_twice() -> None:
    inner = b"\0\0\0\x01n" + b"\0\0\0\x03\xe9\x94\x9a" + b"s" * 32
    assert leaf("n", "锚", b"s" * 32) == sha256(sha256(inner).digest()).digest()


def test_three_leaves_are_sorted_and_the_last_moves_up() -> None:
    leaves = sorted(leaf(name, value, field_salt(SALT, name)) for name, value in FIELDS.items())
    assert evidence_root(FIELDS, SALT) == node(node(leaves[0], leaves[1]), leaves[2])


def test_the_root_is_stable() -> None:
    assert evidence_root(FIELDS, SALT).hex() == (
        "b613eae7d6403fc81b1da965e38eaf0f836709bdca869224cb0bf7544c5f1554"
    )


def test_the_order_of_the_fields_does_not_matter() -> None:
    roots = {evidence_root(dict(order), SALT) for order in permutations(FIELDS.items())}
    assert len(roots) == 1


@given(documents, documents)
def test_other_fields_have_another_root(one: dict[str, str], other: dict[str, str]) -> None:
    assert (one == other) == (evidence_root(one, SALT) == evidence_root(other, SALT))


@given(documents, st.data())
def test_any_change_changes_the_root(fields: dict[str, str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(fields)))
    changed = {**fields, name: data.draw(texts)}
    assume(changed != fields)
    assert evidence_root(changed, SALT) != evidence_root(fields, SALT)
    assert evidence_root(fields, SALT + b"!") != evidence_root(fields, SALT)
    fewer = {other: value for other, value in fields.items() if other != name}
    if fewer:
        assert evidence_root(fewer, SALT) != evidence_root(fields, SALT)


def test_borders_between_name_and_value_cannot_be_moved() -> None:
    assert leaf("ab", "c", SALT) != leaf("a", "bc", SALT)


def test_fields_are_salted_apart() -> None:
    assert field_salt(SALT, "amount") != field_salt(SALT, "number")
    assert len(field_salt(SALT, "amount")) == 32


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(SecretTooShort):
        evidence_root(FIELDS, b"guess me")


def test_no_fields_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        evidence_root({}, SALT)


def test_a_lone_surrogate_is_encoded_all_the_same() -> None:
    assert evidence_root({"a": "\ud800"}, SALT) != evidence_root({"a": "?"}, SALT)
