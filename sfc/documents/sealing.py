"""A document as it is stored: one random data key, AES-256-GCM, bound to that key.

    stored   = tag line | commitment (32) | nonce (12) | AES-256-GCM(content key, nonce, inner)
    inner    = length of metadata (4, big-endian) | metadata | original
    content key | commitment = HKDF-SHA256(data key, 64 bytes)

The metadata is JSON: the evidence root, the fields, media type, file name, and the SHA-256 of the
original. It is authenticated, and encrypted too: a bare digest of an invoice can be guessed at.
AES-GCM alone lets a forger make one ciphertext that opens differently under two keys; with the
commitment, all readers of a document id read the same.
"""

import hmac
import json
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sfc.domain.documents import LARGEST_DOCUMENT, DocumentId, Original
from sfc.domain.errors import DocumentTooLarge
from sfc.domain.plain_json import read_json

KEY_LENGTH = 32
_TAG = b"sfc sealed document 1\n"
_NONCE_LENGTH = 12
_COMMITMENT_LENGTH = 32
_HEAD = len(_TAG) + _COMMITMENT_LENGTH


def new_data_key() -> bytes:
    """Give a key for one document."""
    return AESGCM.generate_key(KEY_LENGTH * 8)


def document_id(stored: bytes) -> DocumentId:
    """Give the id of a stored document, which is its content."""
    return DocumentId(sha256(stored).hexdigest())


def seal(original: Original, data_key: bytes) -> bytes:
    """Encrypt a document under a data key that was never used. Raises DocumentTooLarge."""
    if len(original.content) > LARGEST_DOCUMENT:
        raise DocumentTooLarge(len(original.content), LARGEST_DOCUMENT)
    metadata = {
        "fields": dict(original.fields),
        "media_type": original.media_type,
        "name": original.name,
        "root": original.root.hex(),
        "sha256": sha256(original.content).hexdigest(),
    }
    written = json.dumps(metadata, sort_keys=True, separators=(",", ":")).encode()
    inner = len(written).to_bytes(4, "big") + written + original.content
    content_key, commitment = _derive(data_key)
    nonce, head = os.urandom(_NONCE_LENGTH), _TAG + commitment
    return head + nonce + AESGCM(content_key).encrypt(nonce, inner, head)


def unseal(stored: bytes, data_key: bytes) -> Original:
    """Decrypt a stored document. Raises ValueError if it is not under this data key."""
    content_key, commitment = _derive(data_key)
    head, nonce = stored[:_HEAD], stored[_HEAD : _HEAD + _NONCE_LENGTH]
    if not hmac.compare_digest(head, _TAG + commitment):
        raise ValueError("this is no document under this key")
    try:
        inner = AESGCM(content_key).decrypt(nonce, stored[_HEAD + _NONCE_LENGTH :], head)
    except (InvalidTag, ValueError):
        raise ValueError("this document was altered") from None
    start = 4 + int.from_bytes(inner[:4], "big")
    return _original(inner[4:start], inner[start:])


def _original(metadata: bytes, content: bytes) -> Original:
    try:
        stated = read_json(metadata)
        if sha256(content).hexdigest() != stated["sha256"]:
            raise ValueError("the original is not the one that was deposited")
        return Original(
            root=bytes.fromhex(stated["root"]),
            fields={str(name): str(value) for name, value in stated["fields"].items()},
            content=content,
            media_type=str(stated["media_type"]),
            name=str(stated["name"]),
        )
    except (AttributeError, KeyError, TypeError):
        raise ValueError("whoever sealed this document did it wrongly") from None


def _derive(data_key: bytes) -> tuple[bytes, bytes]:
    length = KEY_LENGTH + _COMMITMENT_LENGTH
    derived = HKDF(SHA256(), length, salt=None, info=_TAG).derive(data_key)
    return derived[:KEY_LENGTH], derived[KEY_LENGTH:]
