"""The evidence root: 32 bytes that commit to a document's fields without telling them.

Each field is a leaf of a Merkle tree, salted on its own, so that one field can be shown to a bank
later without giving the others away, or a way to guess them:

    salt of a field = HMAC-SHA256(document's salt, name)
    leaf            = H(H(length of name, name, length of value, value, salt of the field))
    node            = H(smaller child, larger child)

H is SHA-256, lengths are 4 bytes big-endian, texts UTF-8. Leaves are sorted by their bytes, and a
node without a sibling moves up as it is: neither the order of the fields nor their names show in
the tree. Hashing leaves twice keeps a node from passing for a leaf.

Proofs of single fields are in `sfc.domain.proof`, docs/evidence.md describes both for others.
"""

import hmac
from collections.abc import Iterable, Mapping
from hashlib import sha256

from sfc.domain.errors import SecretTooShort

SHORTEST_SALT = 16


def evidence_root(fields: Mapping[str, str], salt: bytes) -> bytes:
    """Give the root over `fields`, by name, under a `salt` that is the document's own secret.

    The same fields and salt always give the same root; any other name, value or salt another one.
    Raises SecretTooShort for a salt under 16 bytes, ValueError without any field.
    """
    if not fields:
        raise ValueError("evidence needs at least one field")
    leaves = (leaf(name, value, field_salt(salt, name)) for name, value in fields.items())
    return _levels(leaves)[-1][0]


def path_to(target: bytes, leaves: Iterable[bytes]) -> tuple[bytes, ...]:
    """Give the siblings from a leaf up to the root, none where a node has no sibling.

    `target` is one of the `leaves`, whose order does not matter.
    """
    levels = _levels(leaves)
    at, path = levels[0].index(target), []
    for level in levels[:-1]:
        if (sibling := at ^ 1) < len(level):
            path.append(level[sibling])
        at //= 2
    return tuple(path)


def root_above(leaf_: bytes, path: Iterable[bytes]) -> bytes:
    """Give the root to which a path leads from a leaf."""
    node = leaf_
    for sibling in path:
        node = _node(node, sibling)
    return node


def field_salt(salt: bytes, name: str) -> bytes:
    """Give the 32 bytes that have to be shown with a field to prove it. Raises SecretTooShort."""
    if len(salt) < SHORTEST_SALT:
        raise SecretTooShort(len(salt), SHORTEST_SALT)
    return hmac.digest(salt, _encoded(name), "sha256")


def leaf(name: str, value: str, salt_of_field: bytes) -> bytes:
    """Give the 32 bytes that stand for one field."""
    texts = b"".join(_with_length(_encoded(text)) for text in (name, value))
    return sha256(sha256(texts + salt_of_field).digest()).digest()


def _levels(leaves: Iterable[bytes]) -> list[list[bytes]]:
    """The tree from its sorted leaves to the level of the root alone."""
    levels = [sorted(leaves)]
    while len(below := levels[-1]) > 1:
        paired = [_node(*below[at : at + 2]) for at in range(0, len(below) - 1, 2)]
        levels.append(paired + below[len(paired) * 2 :])
    return levels


def _node(one: bytes, other: bytes) -> bytes:
    return sha256(min(one, other) + max(one, other)).digest()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _with_length(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part
