"""The vault: who has a key reads, nobody else, and what was altered is noticed."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.documents.keys import X25519ReadingKey, seal_to
from sfc.documents.sealing import document_id, new_data_key, seal, unseal
from sfc.documents.wraps import Secrets, Wrap, mark_of
from sfc.domain.documents import LARGEST_DOCUMENT, DocumentId, Original, Reader, format_document
from sfc.domain.errors import (
    DocumentChanged,
    DocumentLocked,
    DocumentMissing,
    DocumentTooLarge,
    MayNotProve,
    ReadingKeyMissing,
    RevokesItself,
    SecretTooShort,
)
from sfc.domain.ids import ParticipantId
from tests.evidence.parties import BANK, OBLIGOR, ORIGINAL, RIVAL, SUPPLIER, World
from tests.evidence.samples import INVOICE, SALT


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def kept(world: World) -> DocumentId:
    """The invoice, owned by the supplier, readable for the obligor."""
    return world.vault.keep(ORIGINAL, SALT, SUPPLIER, [OBLIGOR])


def name_of(document: DocumentId, reader: ParticipantId | None = None) -> str:
    if reader is None:
        return f"documents/{document[:2]}/{document}"
    return f"keys/{document[:2]}/{document}/par_{reader}"


def wrap_of(world: World, document: DocumentId, reader: ParticipantId) -> Wrap:
    wrap = Wrap.from_bytes(world.store.get(name_of(document, reader)) or b"")
    assert wrap
    return wrap


def test_readers_get_the_original_and_only_owners_the_salt(world: World, kept: DocumentId) -> None:
    assert world.vault.open(kept, SUPPLIER).original == ORIGINAL
    assert world.vault.open(kept, SUPPLIER).salt == SALT
    assert world.vault.open(kept, OBLIGOR).original == ORIGINAL
    assert world.vault.open(kept, OBLIGOR).salt is None
    for stranger in (BANK, RIVAL):
        with pytest.raises(DocumentLocked) as refused:
            world.vault.open(kept, stranger)
        assert refused.value.document == format_document(kept)


def test_a_document_is_named_by_what_is_stored(world: World, kept: DocumentId) -> None:
    stored = world.store.get(name_of(kept))
    assert stored and document_id(stored) == kept


def test_nothing_of_the_document_is_stored_in_clear(world: World, kept: DocumentId) -> None:
    world.vault.grant(kept, SUPPLIER, BANK)
    everything = b"".join(world.stored("documents", "keys").values())
    secrets = [SALT, ORIGINAL.content, ORIGINAL.root, ORIGINAL.name.encode()]
    secrets += [each.encode() for each in (*INVOICE, *INVOICE.values()) if len(each) > 5]
    for secret in secrets:
        assert secret not in everything
        assert secret.hex().encode() not in everything


def test_each_document_has_a_key_of_its_own(world: World, kept: DocumentId) -> None:
    again = world.vault.keep(ORIGINAL, SALT, SUPPLIER)
    assert again != kept
    key = world.keys.held(SUPPLIER)[0]
    one, other = (wrap_of(world, each, SUPPLIER).open(key) for each in (kept, again))
    assert one.data_key != other.data_key


def test_granting_lets_read_without_touching_the_document(world: World, kept: DocumentId) -> None:
    before = world.stored("documents")
    world.vault.grant(kept, SUPPLIER, BANK)
    assert world.stored("documents") == before
    assert world.vault.open(kept, BANK).original == ORIGINAL
    assert world.vault.open(kept, BANK).salt is None
    assert set(world.vault.readers(kept)) == {
        Reader(SUPPLIER, True),
        Reader(OBLIGOR, False),
        Reader(BANK, False),
    }


def test_an_owner_can_make_another(world: World, kept: DocumentId) -> None:
    world.vault.grant(kept, SUPPLIER, BANK, may_prove=True)
    assert world.vault.open(kept, BANK).salt == SALT
    world.vault.grant(kept, BANK, RIVAL)
    assert world.vault.open(kept, RIVAL).original == ORIGINAL


@pytest.mark.parametrize(
    "act",
    [
        lambda vault, kept, by: vault.grant(kept, by, RIVAL),
        lambda vault, kept, by: vault.revoke(kept, by, SUPPLIER),
        lambda vault, kept, by: vault.rotate(kept, by),
    ],
    ids=["grant", "revoke", "rotate"],
)
def test_readers_and_strangers_decide_nothing(
    world: World, kept: DocumentId, act: Callable[..., object]
) -> None:
    before = world.stored("documents", "keys")
    with pytest.raises(MayNotProve):
        act(world.vault, kept, OBLIGOR)
    with pytest.raises(DocumentLocked):
        act(world.vault, kept, RIVAL)
    assert world.stored("documents", "keys") == before


def test_revoking_removes_the_key_and_nothing_else(world: World, kept: DocumentId) -> None:
    before = world.stored("documents", "keys")
    world.vault.revoke(kept, SUPPLIER, OBLIGOR)
    world.vault.revoke(kept, SUPPLIER, RIVAL)  # who has none loses none
    after = world.stored("documents", "keys")
    assert before.keys() - after.keys() == {name_of(kept, OBLIGOR)}
    assert after.items() <= before.items()
    with pytest.raises(DocumentLocked):
        world.vault.open(kept, OBLIGOR)
    with pytest.raises(RevokesItself):
        world.vault.revoke(kept, SUPPLIER, SUPPLIER)


def test_rotation_makes_old_data_keys_worthless(world: World, kept: DocumentId) -> None:
    bank_key = world.keys.held(OBLIGOR)[0]
    old = wrap_of(world, kept, OBLIGOR).open(bank_key)
    world.vault.revoke(kept, SUPPLIER, OBLIGOR)
    world.vault.grant(kept, SUPPLIER, BANK)
    rotated = world.vault.rotate(kept, SUPPLIER)
    assert rotated.document != kept
    assert set(rotated.readers) == {Reader(SUPPLIER, True), Reader(BANK, False)}
    assert rotated.dropped == ()
    assert world.vault.open(rotated.document, SUPPLIER) == world.vault.open(kept, SUPPLIER)
    assert world.vault.open(rotated.document, BANK).original == ORIGINAL
    stored = world.store.get(name_of(rotated.document)) or b""
    with pytest.raises(ValueError, match="no document under this key"):
        unseal(stored, old.data_key)
    with pytest.raises(DocumentLocked):
        world.vault.open(rotated.document, OBLIGOR)
    world.vault.remove(kept)
    with pytest.raises(DocumentMissing):
        world.vault.open(kept, SUPPLIER)
    assert all(rotated.document in name for name in world.stored("documents", "keys"))


def test_who_writes_to_the_store_cannot_smuggle_itself_into_a_rotation(
    world: World, kept: DocumentId
) -> None:
    """A former reader knows the data key, and makes itself a wrap; only owners can mark it."""
    data_key = wrap_of(world, kept, OBLIGOR).open(world.keys.held(OBLIGOR)[0]).data_key
    for reader, mark in (
        (Reader(RIVAL, False), bytes(32)),
        (Reader(BANK, False), wrap_of(world, kept, OBLIGOR).mark),
        (Reader(ParticipantId(9), True), mark_of(kept, Reader(ParticipantId(9), True), bytes(32))),
    ):
        key = world.keys.public(reader.participant)
        smuggled = Wrap.make(kept, reader, key, Secrets(data_key, bytes(32)), mark)
        world.store.put(name_of(kept, reader.participant), smuggled.to_bytes())
    rotated = world.vault.rotate(kept, SUPPLIER)
    assert set(rotated.readers) == {Reader(SUPPLIER, True), Reader(OBLIGOR, False)}
    assert set(rotated.dropped) == {RIVAL, BANK, ParticipantId(9)}
    with pytest.raises(DocumentLocked):
        world.vault.open(rotated.document, RIVAL)


def test_a_grant_does_not_outlive_the_rotation_after_its_revocation(
    world: World, kept: DocumentId
) -> None:
    copied = wrap_of(world, kept, OBLIGOR)
    world.vault.revoke(kept, SUPPLIER, OBLIGOR)
    rotated = world.vault.rotate(kept, SUPPLIER).document
    world.store.put(name_of(rotated, OBLIGOR), replace(copied, document=rotated).to_bytes())
    assert world.vault.rotate(rotated, SUPPLIER).dropped == (OBLIGOR,)


def test_another_readers_wrap_under_ones_own_name_opens_nothing(
    world: World, kept: DocumentId
) -> None:
    """The vault holds the supplier's key in custody: it must not use it for a rival."""
    world.store.put(name_of(kept, RIVAL), world.store.get(name_of(kept, SUPPLIER)) or b"")
    with pytest.raises(DocumentLocked):
        world.vault.open(kept, RIVAL)
    assert RIVAL not in [reader.participant for reader in world.vault.readers(kept)]


def test_a_false_salt_makes_no_owner(world: World, kept: DocumentId) -> None:
    data_key = wrap_of(world, kept, OBLIGOR).open(world.keys.held(OBLIGOR)[0]).data_key
    claimed = Reader(OBLIGOR, True)
    key, salt = world.keys.public(OBLIGOR), bytes(32)
    forged = Wrap.make(kept, claimed, key, Secrets(data_key, salt), mark_of(kept, claimed, salt))
    world.store.put(name_of(kept, OBLIGOR), forged.to_bytes())
    with pytest.raises(DocumentLocked):
        world.vault.grant(kept, OBLIGOR, RIVAL)


def test_renewing_a_key_leaves_documents_as_they_are(world: World, kept: DocumentId) -> None:
    before = world.stored("documents")
    old = wrap_of(world, kept, OBLIGOR)
    world.keys.renew(OBLIGOR)
    assert world.vault.open(kept, OBLIGOR).original == ORIGINAL, "the old key still opens"
    world.vault.rekey(kept, OBLIGOR)
    new = wrap_of(world, kept, OBLIGOR)
    assert new.key == world.keys.public(OBLIGOR) != old.key
    assert world.stored("documents") == before
    assert world.vault.open(kept, OBLIGOR).original == ORIGINAL
    world.vault.rekey(kept, OBLIGOR)
    assert wrap_of(world, kept, OBLIGOR) == new, "done already"
    assert world.vault.rotate(kept, SUPPLIER).dropped == (), "the owner's mark stays"


def test_a_key_that_is_not_here_opens_nothing(world: World, kept: DocumentId) -> None:
    own = X25519ReadingKey.generate()
    world.keys.enter(RIVAL, own.public)
    world.vault.grant(kept, SUPPLIER, RIVAL)
    with pytest.raises(ReadingKeyMissing):
        world.vault.open(kept, RIVAL)
    wrap = wrap_of(world, kept, RIVAL)
    stored = world.store.get(name_of(kept)) or b""
    assert unseal(stored, wrap.open(own).data_key) == ORIGINAL, "its holder reads it elsewhere"


@pytest.mark.parametrize("reader", [SUPPLIER, OBLIGOR])
def test_an_altered_document_is_noticed(
    world: World, kept: DocumentId, reader: ParticipantId
) -> None:
    stored = world.store.get(name_of(kept)) or b""
    other = world.store.get(name_of(world.vault.keep(ORIGINAL, SALT, SUPPLIER))) or b""
    for altered in (b"", stored[:-1], stored + b"\0", bytes([stored[0] ^ 1]) + stored[1:], other):
        world.store.put(name_of(kept), altered)
        with pytest.raises(DocumentChanged):
            world.vault.open(kept, reader)
        assert world.vault.audit([kept]).changed == (kept,)


def test_any_altered_bit_of_a_wrap_is_noticed_or_harmless(world: World, kept: DocumentId) -> None:
    data = world.store.get(name_of(kept, OBLIGOR)) or b""
    for at in range(len(data)):
        altered = bytearray(data)
        altered[at] ^= 1
        world.store.put(name_of(kept, OBLIGOR), bytes(altered))
        try:
            opened = world.vault.open(kept, OBLIGOR)
        except (DocumentLocked, ReadingKeyMissing):
            continue
        assert opened.original == ORIGINAL, "only the mark was altered, which owners look at"
        assert json.loads(bytes(altered))["mark"] != json.loads(data)["mark"]
        assert world.vault.rotate(kept, SUPPLIER).dropped == (OBLIGOR,)


def test_a_wrap_serves_one_document_and_one_reader(world: World, kept: DocumentId) -> None:
    other = world.vault.keep(ORIGINAL, SALT, SUPPLIER, [OBLIGOR])
    wrap = wrap_of(world, kept, OBLIGOR)
    for moved, to in (
        (wrap, name_of(other, OBLIGOR)),
        (replace(wrap, document=other), name_of(other, OBLIGOR)),
    ):
        world.store.put(to, moved.to_bytes())
        with pytest.raises(DocumentLocked):
            world.vault.open(other, OBLIGOR)
    raised = replace(wrap, reader=Reader(OBLIGOR, True))
    world.store.put(name_of(kept, OBLIGOR), raised.to_bytes())
    with pytest.raises(DocumentLocked):
        world.vault.open(kept, OBLIGOR)


def test_an_audit_lists_what_is_not_as_it_was(world: World) -> None:
    whole, missing, changed, locked = (
        world.vault.keep(replace(ORIGINAL, name=str(number)), SALT, SUPPLIER) for number in range(4)
    )
    assert world.vault.audit([whole, missing, changed, locked]).clean
    world.store.remove(name_of(missing))
    world.store.put(name_of(changed), b"something else")
    world.store.remove(name_of(locked, SUPPLIER))
    audit = world.vault.audit(iter([whole, missing, changed, locked]))
    assert not audit.clean
    assert (audit.checked, audit.missing) == (4, (missing,))
    assert (audit.changed, audit.locked) == ((changed,), (locked,))


def test_everything_lost_is_everything_missing(world: World, kept: DocumentId) -> None:
    world.store = type(world.store)()
    assert world.vault.audit([kept]).missing == (kept,)
    assert list(world.vault.read_by(SUPPLIER)) == []
    with pytest.raises(DocumentMissing):
        world.vault.open(kept, SUPPLIER)


def test_what_one_reads_is_found(world: World, kept: DocumentId) -> None:
    other = world.vault.keep(ORIGINAL, SALT, BANK)
    assert set(world.vault.read_by(SUPPLIER)) == {kept}
    assert set(world.vault.read_by(BANK)) == {other}


def test_a_document_has_its_limits(world: World) -> None:
    huge = replace(ORIGINAL, content=bytes(LARGEST_DOCUMENT + 1))
    with pytest.raises(DocumentTooLarge):
        world.vault.keep(huge, SALT, SUPPLIER)
    with pytest.raises(SecretTooShort):
        world.vault.keep(ORIGINAL, SALT[:31], SUPPLIER)
    assert world.stored("documents", "keys") == {}


@given(st.binary(max_size=2000), st.text(max_size=20), st.text(max_size=20), st.data())
def test_any_document_comes_back_and_no_bit_of_it_can_change(
    content: bytes, name: str, value: str, data: st.DataObject
) -> None:
    original = Original(bytes(32), {name: value}, content, "text/plain", name)
    key = new_data_key()
    stored = seal(original, key)
    assert unseal(stored, key) == original
    at = data.draw(st.integers(0, len(stored) * 8 - 1))
    altered = bytearray(stored)
    altered[at // 8] ^= 1 << at % 8
    for wrong, under in ((bytes(altered), key), (stored, new_data_key()), (stored[:-1], key)):
        with pytest.raises(ValueError, match="this"):
            unseal(wrong, under)


def test_a_key_opens_what_was_sealed_to_it_for_the_purpose() -> None:
    key, other = X25519ReadingKey.generate(), X25519ReadingKey.generate()
    sealed = seal_to(key.public, b"secret", b"purpose")
    assert key.open(sealed, b"purpose") == b"secret"
    for opener, given_, purpose in (
        (other, sealed, b"purpose"),
        (key, sealed, b"another"),
        (key, sealed[:-1], b"purpose"),
        (key, b"", b"purpose"),
    ):
        with pytest.raises(ValueError, match="not sealed to this key"):
            opener.open(given_, purpose)


def test_secrets_do_not_show_when_printed(world: World, kept: DocumentId) -> None:
    key = world.keys.held(SUPPLIER)[0]
    wrap = wrap_of(world, kept, SUPPLIER)
    secrets = wrap.open(key)
    shown = repr([key, wrap, secrets, world.vault.open(kept, SUPPLIER), ORIGINAL, world.keys])
    assert secrets.salt == SALT
    for secret in (SALT, secrets.data_key, wrap.sealed, ORIGINAL.content):
        assert repr(secret) not in shown
        assert secret.hex() not in shown
    # three digits stand in any random hexadecimal by chance
    telling = [text for text in (*INVOICE.values(), ORIGINAL.name) if len(text) > 6]
    assert len(telling) > 3
    for text in telling:
        assert text not in shown
