"""Trees whose proofs need no sides."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.merkle import Tree, root_above

LEAVES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40, unique=True)


def parent(one: bytes, other: bytes) -> bytes:
    return sha256(one + other).digest()


@given(LEAVES)
def test_every_leaf_has_a_path_to_the_root(leaves: list[bytes]) -> None:
    tree = Tree(leaves, parent)
    for leaf in leaves:
        assert root_above(leaf, tree.path_to(leaf), parent) == tree.root


@given(LEAVES, st.binary(min_size=32, max_size=32))
def test_nothing_else_has(leaves: list[bytes], other: bytes) -> None:
    tree = Tree(leaves, parent)
    if other not in leaves:
        assert root_above(other, tree.path_to(leaves[0]), parent) != tree.root
        with pytest.raises(KeyError):
            tree.path_to(other)


def test_small_trees_by_hand() -> None:
    a, b, c = sorted(sha256(bytes([n])).digest() for n in range(3))
    assert Tree([a], parent).root == a and Tree([a], parent).path_to(a) == ()
    assert Tree([b, a], parent).root == parent(a, b)
    three = Tree([a, b, c], parent)
    assert three.root == parent(*sorted((parent(a, b), c)))
    assert three.path_to(c) == (parent(a, b),)


def test_a_tree_has_leaves_and_each_once() -> None:
    for leaves in ([], [b"a", b"a"]):
        with pytest.raises(ValueError, match="leaf"):
            Tree(leaves, parent)
