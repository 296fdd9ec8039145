"""Proofs: a file that shows chosen fields of a document to be under its evidence root.

The file has the chosen fields, each with its salt and the siblings on its path, and nothing that
is not checked: change one bit of it, and it is refused. Its form is JSON as RFC 8785 writes it
(one spelling only: keys sorted, no white space, UTF-8); docs/evidence.md describes it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sfc.domain.errors import (
    EvidenceMalformed,
    FieldNotProved,
    FieldUnknown,
    ProofMalformed,
    RootMismatch,
)
from sfc.domain.evidence import evidence_root, field_salt, leaf, path_to, root_above
from sfc.domain.plain_json import read_json

FORMAT = "sfc evidence proof"
VERSION = 1
HASH = "sha256"
MOST_FIELDS = 256
MOST_TEXT = 100_000
"""Characters in all names and values of a document's facts: any proof of them fits the file."""

LONGEST_PATH = 32
LARGEST_FILE = 2**20
"""Bytes of a proof file."""

_DIGEST = re.compile(r"0x[0-9a-f]{64}")
_DIGEST_LENGTH = 32


@dataclass(frozen=True, slots=True)
class ProvedField:
    """One field that a proof shows: the salt is its own, the path goes from leaf to root."""

    name: str
    value: str
    salt: bytes = field(repr=False)
    path: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """Fields in order of their names, and the root under which they shall be.

    Having one says nothing yet: `verify` does. Raises ProofMalformed for what can be no proof.
    """

    root: bytes
    fields: tuple[ProvedField, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.fields) <= MOST_FIELDS:
            raise ProofMalformed(f"it has {len(self.fields)} fields, not 1 to {MOST_FIELDS}")
        for one, next_one in pairwise(self.fields):
            if one.name >= next_one.name:
                raise ProofMalformed(f"field {next_one.name!r} repeats or is not in order")
        for each in self.fields:
            if not is_text(each.name + each.value):
                raise ProofMalformed(f"field {each.name!r} is not text")
            if len(each.path) > LONGEST_PATH:
                raise ProofMalformed(f"the path of {each.name!r} is longer than {LONGEST_PATH}")
            if any(len(part) != _DIGEST_LENGTH for part in (each.salt, *each.path)):
                raise ProofMalformed(f"salt and path of {each.name!r} must be 32 bytes each")
        if len(self.root) != _DIGEST_LENGTH:
            raise ProofMalformed("the root must be 32 bytes")

    def to_bytes(self) -> bytes:
        """Write the file: the same bytes for the same proof, always."""
        content = {
            "fields": [
                {
                    "name": each.name,
                    "path": [_hex(sibling) for sibling in each.path],
                    "salt": _hex(each.salt),
                    "value": each.value,
                }
                for each in self.fields
            ],
            "format": FORMAT,
            "hash": HASH,
            "root": _hex(self.root),
            "version": VERSION,
        }
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return text.encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Proof":
        """Read a file. Raises ProofMalformed unless it is exactly what `to_bytes` writes."""
        if len(data) > LARGEST_FILE:
            raise ProofMalformed(f"it is larger than {LARGEST_FILE} bytes")
        try:
            content = read_json(data)
        except ValueError:
            raise ProofMalformed("it is not JSON in UTF-8") from None
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise ProofMalformed(f"its format is not {FORMAT!r}")
        if content.get("version") != VERSION:
            raise ProofMalformed(f"version {VERSION} is known, and it has another")
        proof = cls(_digest(content.get("root")), tuple(map(_field, _list(content.get("fields")))))
        if proof.to_bytes() != data:
            raise ProofMalformed("it has more or other than a proof has, or is spelled otherwise")
        return proof


def prove(fields: Mapping[str, str], salt: bytes, names: Iterable[str]) -> Proof:
    """Prove the fields of these names, out of all that `evidence_root` was made of.

    Raises FieldUnknown, EvidenceMalformed for what has no proof, SecretTooShort.
    """
    check_fields(fields)
    chosen = sorted(set(names))
    if not chosen:
        raise EvidenceMalformed("no field was chosen")
    for name in chosen:
        if name not in fields:
            raise FieldUnknown(name)
    leaves = {name: leaf(name, fields[name], field_salt(salt, name)) for name in fields}
    return Proof(
        evidence_root(fields, salt),
        tuple(
            ProvedField(
                name, fields[name], field_salt(salt, name), path_to(leaves[name], leaves.values())
            )
            for name in chosen
        ),
    )


def verify(proof: Proof, root: bytes) -> dict[str, str]:
    """Give the fields that a proof shows to be under `root`, which comes from the chain.

    Raises RootMismatch for a proof of another document, FieldNotProved for a wrong one.
    """
    if proof.root != root:
        raise RootMismatch(_hex(root), _hex(proof.root))
    for each in proof.fields:
        if root_above(leaf(each.name, each.value, each.salt), each.path) != root:
            raise FieldNotProved(each.name)
    return {each.name: each.value for each in proof.fields}


def check_fields(fields: Mapping[str, str]) -> None:
    """Refuse facts of which a proof could not be written: EvidenceMalformed says why."""
    if not 1 <= len(fields) <= MOST_FIELDS:
        raise EvidenceMalformed(f"there are {len(fields)} fields, not 1 to {MOST_FIELDS}")
    if sum(len(name) + len(value) for name, value in fields.items()) > MOST_TEXT:
        raise EvidenceMalformed(f"all names and values have more than {MOST_TEXT} characters")
    for name, value in fields.items():
        if not name:
            raise EvidenceMalformed("a field has no name")
        if not is_text(name + value):
            raise EvidenceMalformed(f"field {name!r} has code points that are no characters")


def is_text(text: str) -> bool:
    """Tell whether a text has an encoding: halves of surrogate pairs have none."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _field(content: Any) -> ProvedField:
    if not isinstance(content, dict):
        raise ProofMalformed("a field is not an object")
    name, value = content.get("name"), content.get("value")
    if not isinstance(name, str) or not isinstance(value, str):
        raise ProofMalformed("a field has no name or no value")
    path = tuple(map(_digest, _list(content.get("path"))))
    return ProvedField(name, value, _digest(content.get("salt")), path)


def _list(content: Any) -> list[Any]:
    if not isinstance(content, list):
        raise ProofMalformed("fields or a path are not a list")
    return content


def _digest(content: Any) -> bytes:
    if not isinstance(content, str) or _DIGEST.fullmatch(content) is None:
        raise ProofMalformed("root, salts and paths must be 0x and 64 lower-case digits")
    return bytes.fromhex(content[2:])


def _hex(data: bytes) -> str:
    return f"0x{data.hex()}"
