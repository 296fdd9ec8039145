"""The stored form of a document, opened here by what is documented and nothing else."""

import json
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sfc.documents.sealing import new_data_key, seal, unseal
from tests.evidence.parties import ORIGINAL

TAG = b"sfc sealed document 1\n"


def derived(data_key: bytes) -> tuple[bytes, bytes]:
    both = HKDF(SHA256(), 64, salt=None, info=TAG).derive(data_key)
    return both[:32], both[32:]


def test_the_stored_form_is_as_documented() -> None:
    data_key = new_data_key()
    stored = seal(ORIGINAL, data_key)
    content_key, commitment = derived(data_key)
    head, nonce, sealed = stored[: len(TAG) + 32], stored[len(TAG) + 32 :][:12], stored[66:]
    assert head == TAG + commitment
    inner = AESGCM(content_key).decrypt(nonce, sealed, head)
    length = int.from_bytes(inner[:4], "big")
    metadata = json.loads(inner[4 : 4 + length])
    assert inner[4 + length :] == ORIGINAL.content
    assert metadata == {
        "fields": ORIGINAL.fields,
        "media_type": ORIGINAL.media_type,
        "name": ORIGINAL.name,
        "root": ORIGINAL.root.hex(),
        "sha256": sha256(ORIGINAL.content).hexdigest(),
    }


def test_no_document_is_sealed_alike_twice() -> None:
    data_key = new_data_key()
    one, other = seal(ORIGINAL, data_key), seal(ORIGINAL, data_key)
    assert one[:54] == other[:54] and one[54:66] != other[54:66] and one[66:] != other[66:]
    assert new_data_key() != new_data_key()


def crafted(metadata: object, content: bytes, data_key: bytes, committed_to: bytes) -> bytes:
    """What somebody who has the key can make."""
    written = json.dumps(metadata).encode() if not isinstance(metadata, bytes) else metadata
    head = TAG + derived(committed_to)[1]
    inner = len(written).to_bytes(4, "big") + written + content
    return head + bytes(12) + AESGCM(derived(data_key)[0]).encrypt(bytes(12), inner, head)


GOOD = {
    "fields": {"amount": "1.00"},
    "media_type": "text/plain",
    "name": "",
    "root": "00" * 32,
    "sha256": sha256(b"content").hexdigest(),
}


def test_a_document_opens_under_the_key_that_it_is_committed_to() -> None:
    one, other = new_data_key(), new_data_key()
    assert unseal(crafted(GOOD, b"content", one, one), one).content == b"content"
    with pytest.raises(ValueError, match="no document under this key"):
        unseal(crafted(GOOD, b"content", one, other), one)


@pytest.mark.parametrize(
    "metadata",
    [
        {**GOOD, "sha256": "00" * 32},
        {**GOOD, "sha256": None},
        {**GOOD, "root": "zz"},
        {**GOOD, "root": 7},
        {**GOOD, "fields": ["amount"]},
        {name: value for name, value in GOOD.items() if name != "name"},
        [],
        None,
        b"",
        b"not JSON",
        b"[" * 200_000,
    ],
    ids=str,
)
def test_what_an_owner_has_sealed_wrongly_is_refused(metadata: object) -> None:
    key = new_data_key()
    with pytest.raises(ValueError, match=r"."):
        unseal(crafted(metadata, b"content", key, key), key)
