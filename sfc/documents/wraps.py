"""Wraps: the data key of one document, sealed to one reader.

An owner's wrap has the document's salt beside the data key. Each wrap bears a mark that only an
owner can make, so that at a rotation nobody gets the new key by having put a wrap of its own among
the others: see docs/adr/0005.
"""

import hmac
import json
from dataclasses import dataclass, field
from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sfc.documents.keys import seal_to
from sfc.documents.sealing import KEY_LENGTH
from sfc.domain.documents import SALT_LENGTH, DocumentId, Reader
from sfc.domain.errors import SfcError
from sfc.domain.ids import format_participant, parse_participant
from sfc.domain.plain_json import read_json
from sfc.ports import ReadingKey

_FORMAT = "sfc document key"
_VERSION = 1
_MARK_INFO = b"sfc document readers 1"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What opens a document: its data key, and for owners the salt of its evidence."""

    data_key: bytes = field(repr=False)
    salt: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wrap:
    """One reader's way into one document, as it is stored."""

    document: DocumentId
    reader: Reader
    key: bytes
    sealed: bytes = field(repr=False)
    mark: bytes = field(repr=False)

    @classmethod
    def make(
        cls, document: DocumentId, reader: Reader, key: bytes, secrets: Secrets, mark: bytes
    ) -> Self:
        """Seal secrets to a reader's public key; the salt only if the reader may prove."""
        salt = secrets.salt or b"" if reader.may_prove else b""
        sealed = seal_to(key, secrets.data_key + salt, _purpose(document, reader))
        return cls(document, reader, key, sealed, mark)

    def open(self, key: ReadingKey) -> Secrets:
        """Unseal it. Raises ValueError if it was not sealed to this key, document and reader."""
        secret = key.open(self.sealed, _purpose(self.document, self.reader))
        data_key, salt = secret[:KEY_LENGTH], secret[KEY_LENGTH:]
        if len(data_key) != KEY_LENGTH or len(salt) != SALT_LENGTH * self.reader.may_prove:
            raise ValueError("this wrap does not have what it says")
        return Secrets(data_key, salt or None)

    def is_granted(self, salt: bytes) -> bool:
        """Whether somebody with the salt, an owner, has given it to this reader."""
        return hmac.compare_digest(self.mark, mark_of(self.document, self.reader, salt))

    def to_bytes(self) -> bytes:
        """Write it, as JSON."""
        content = {
            "document": self.document,
            "format": _FORMAT,
            "key": self.key.hex(),
            "mark": self.mark.hex(),
            "may_prove": self.reader.may_prove,
            "reader": format_participant(self.reader.participant),
            "sealed": self.sealed.hex(),
            "version": _VERSION,
        }
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Wrap | None":
        """Read it; None for anything else."""
        try:
            content = read_json(data)
            wrap = cls(
                DocumentId(content["document"]),
                Reader(parse_participant(content["reader"]), content["may_prove"]),
                bytes.fromhex(content["key"]),
                bytes.fromhex(content["sealed"]),
                bytes.fromhex(content["mark"]),
            )
            return wrap if wrap.to_bytes() == data else None
        except (AttributeError, KeyError, TypeError, ValueError, SfcError):
            return None


def mark_of(document: DocumentId, reader: Reader, salt: bytes) -> bytes:
    """Give the mark by which owners know a wrap that one of them has granted."""
    marking = HKDF(SHA256(), 32, salt=None, info=_MARK_INFO).derive(salt)
    return hmac.digest(marking, _purpose(document, reader), "sha256")


def _purpose(document: DocumentId, reader: Reader) -> bytes:
    who = format_participant(reader.participant)
    return f"{_FORMAT} {_VERSION}|{document}|{who}|{reader.may_prove:d}".encode()
