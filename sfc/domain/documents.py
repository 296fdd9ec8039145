"""Originals: the documents behind receivables, as the vault keeps them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

from sfc.domain.errors import IdMalformed
from sfc.domain.ids import ParticipantId

DocumentId = NewType("DocumentId", str)
"""SHA-256 of a document as it is stored, which is encrypted: 64 lower-case hexadecimal digits."""

DOCUMENT_FORM = "doc_<64 lower-case hexadecimal digits>"
SALT_LENGTH = 32
LARGEST_DOCUMENT = 64 * 2**20
"""Bytes of an original."""

_DOCUMENT = re.compile(r"doc_([0-9a-f]{64})")


def parse_document(text: str) -> DocumentId:
    """Read `doc_<64 hex>`. Raises IdMalformed for anything else, capitals included."""
    if (match := _DOCUMENT.fullmatch(text)) is None:
        raise IdMalformed(text, DOCUMENT_FORM)
    return DocumentId(match[1])


def format_document(document: DocumentId) -> str:
    """Write `doc_<64 hex>`."""
    return f"doc_{document}"


@dataclass(frozen=True, slots=True)
class Original:
    """An original, byte for byte, and the facts in it that the evidence `root` is over.

    Only the root shows when it is printed: the rest is what the vault is there to keep.
    """

    root: bytes
    fields: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    media_type: str = field(default="application/octet-stream", repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """An original as one of its readers gets it; who may not prove from it gets no salt."""

    original: Original
    salt: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who holds a key to a document, and whether also to its salt: such a reader is an owner."""

    participant: ParticipantId
    may_prove: bool


@dataclass(frozen=True, slots=True)
class Rotated:
    """A document under a new data key, hence with a new id.

    `readers` have it as before; `dropped` had a key in the store that no owner had granted.
    """

    document: DocumentId
    readers: tuple[Reader, ...]
    dropped: tuple[ParticipantId, ...]


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """What the database knows of a document: where it is, and of which evidence."""

    root: bytes
    document: DocumentId
    owner: ParticipantId


@dataclass(frozen=True, slots=True)
class Audit:
    """Documents that should be in the vault and are not as they should be.

    `missing` are gone, `changed` are other bytes than were stored, and to `locked` ones no key is
    left in the vault.
    """

    checked: int
    missing: tuple[DocumentId, ...]
    changed: tuple[DocumentId, ...]
    locked: tuple[DocumentId, ...]

    @property
    def clean(self) -> bool:
        """Whether everything is there."""
        return not (self.missing or self.changed or self.locked)
