"""Keys for reading: kept encrypted, renewed without losing what the old ones open."""

import pytest

from sfc.documents import Keyring, MemoryStore
from sfc.documents.keys import X25519ReadingKey, seal_to
from sfc.domain.errors import ReadingKeyMissing, RequestMalformed
from sfc.domain.ids import ParticipantId

PARTY = ParticipantId(7)
PASSPHRASE = b"a passphrase of this service"


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def keys(store: MemoryStore) -> Keyring:
    return Keyring(store, PASSPHRASE)


def test_who_has_no_key_has_none(keys: Keyring) -> None:
    with pytest.raises(ReadingKeyMissing, match="par_7"):
        keys.public(PARTY)
    with pytest.raises(ReadingKeyMissing):
        keys.held(PARTY)


def test_in_custody_a_party_has_a_key_when_it_needs_one(store: MemoryStore) -> None:
    keys = Keyring(store, PASSPHRASE, make_missing=True)
    assert keys.public(PARTY) == keys.held(PARTY)[0].public
    assert len(keys.held(PARTY)) == 1
    (other,) = keys.held(ParticipantId(8))
    assert other.public == keys.public(ParticipantId(8)) != keys.public(PARTY)


def test_keys_are_stored_encrypted(store: MemoryStore, keys: Keyring) -> None:
    keys.renew(PARTY)
    (name,) = store.names("reading-keys")
    pem = store.get(name) or b""
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in pem
    with pytest.raises(ValueError, match="passphrase is wrong"):
        Keyring(store, b"another passphrase").held(PARTY)
    assert not Keyring(store, b"another passphrase").opens()
    assert Keyring(store, PASSPHRASE).opens()
    assert Keyring(MemoryStore(), b"whatever").opens(), "there is nothing to open"
    assert Keyring(store, PASSPHRASE).public(PARTY) == keys.public(PARTY)


def test_the_newest_key_comes_first_and_the_one_before_stays(keys: Keyring) -> None:
    seen: list[bytes] = []
    for _ in range(12):
        keys.renew(PARTY)
        seen.insert(0, keys.public(PARTY))
    assert [key.public for key in keys.held(PARTY)] == seen
    keys.drop_old(PARTY)
    assert [key.public for key in keys.held(PARTY)] == seen[:2]


def test_a_party_may_keep_its_key_to_itself(keys: Keyring) -> None:
    own = X25519ReadingKey.generate()
    keys.enter(PARTY, own.public)
    assert keys.public(PARTY) == own.public
    with pytest.raises(ReadingKeyMissing):
        keys.held(PARTY)
    keys.renew(PARTY)
    assert keys.public(PARTY) == keys.held(PARTY)[0].public != own.public


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(32)], ids=["none", "short", "zero"])
def test_what_is_no_key_is_not_entered(keys: Keyring, public: bytes) -> None:
    with pytest.raises(RequestMalformed, match="no X25519 public key"):
        keys.enter(PARTY, public)


def test_a_key_moves_as_an_encrypted_file() -> None:
    key = X25519ReadingKey.generate()
    again = X25519ReadingKey.from_pem(key.to_pem(PASSPHRASE), PASSPHRASE)
    assert again.open(seal_to(key.public, b"secret", b""), b"") == b"secret"
    with pytest.raises(ValueError, match="no encrypted key"):
        X25519ReadingKey.from_pem(b"nonsense", PASSPHRASE)
