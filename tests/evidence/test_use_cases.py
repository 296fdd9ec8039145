"""Evidence as the ways in use it: deposit, prove, verify, and who may read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from sfc.app import evidence as use
from sfc.documents import EncryptedVault, MemoryStore
from sfc.documents.keys import X25519ReadingKey
from sfc.domain.documents import KeptDocument
from sfc.domain.errors import (
    DocumentChanged,
    DocumentLocked,
    DocumentMissing,
    EvidenceMalformed,
    FieldUnknown,
    MayNotProve,
    NotFound,
    ProofMalformed,
    RootMismatch,
)
from sfc.domain.ids import ReceivableId
from tests.evidence.parties import BANK, OBLIGOR, RECEIVABLE, SUPPLIER, World
from tests.evidence.samples import INVOICE

CONTENT = b"%PDF-1.7 the whole of it"


@pytest.fixture
def world() -> World:
    """The supplier has deposited an invoice that the obligor may read, and recorded it."""
    world = World()
    kept = use.deposit(
        world.evidence, SUPPLIER, CONTENT, INVOICE, readers=[OBLIGOR], media_type="application/pdf"
    )
    world.roots.roots[RECEIVABLE] = kept.root
    return world


def kept(world: World) -> KeptDocument:
    return use.kept_for(world.evidence, RECEIVABLE)


def test_a_supplier_proves_single_fields_to_a_bank(world: World) -> None:
    names = ["amount", "due_date", "buyer"]
    file = use.prove(world.evidence, SUPPLIER, RECEIVABLE, names).to_bytes()
    proved = {name: INVOICE[name] for name in names}
    assert use.verify(file, kept(world).root) == proved
    assert use.verify_for(world.evidence, file, RECEIVABLE) == proved


def test_only_owners_prove(world: World) -> None:
    with pytest.raises(MayNotProve):
        use.prove(world.evidence, OBLIGOR, RECEIVABLE, ["amount"])
    with pytest.raises(DocumentLocked):
        use.prove(world.evidence, BANK, RECEIVABLE, ["amount"])
    with pytest.raises(FieldUnknown):
        use.prove(world.evidence, SUPPLIER, RECEIVABLE, ["margin"])
    use.grant(world.evidence, SUPPLIER, RECEIVABLE, BANK, may_prove=True)
    assert use.prove(world.evidence, BANK, RECEIVABLE, ["amount"]).root == kept(world).root


def test_readers_get_the_original(world: World) -> None:
    for reader in (SUPPLIER, OBLIGOR):
        found = use.original(world.evidence, reader, RECEIVABLE)
        assert (found.content, found.media_type) == (CONTENT, "application/pdf")
        assert len(use.readers(world.evidence, reader, RECEIVABLE)) == 2
    for act in (use.original, use.readers):
        with pytest.raises(DocumentLocked):
            act(world.evidence, BANK, RECEIVABLE)


def test_each_deposit_has_a_salt_of_its_own(world: World) -> None:
    again = use.deposit(world.evidence, SUPPLIER, CONTENT, INVOICE)
    assert again.root != kept(world).root
    file = use.prove(world.evidence, SUPPLIER, RECEIVABLE, ["amount"]).to_bytes()
    with pytest.raises(RootMismatch):
        use.verify(file, again.root)


def test_the_database_learns_no_secret(world: World) -> None:
    salt = world.vault.open(kept(world).document, SUPPLIER).salt
    assert salt
    known = repr(list(world.register.kept_documents()))
    assert salt.hex() not in known and repr(salt) not in known
    assert CONTENT.decode() not in known
    everything = b"".join(world.stored("documents", "keys").values())
    assert salt not in everything and salt.hex().encode() not in everything


def test_grant_and_revoke(world: World) -> None:
    document = kept(world).document
    use.grant(world.evidence, SUPPLIER, RECEIVABLE, BANK)
    assert use.original(world.evidence, BANK, RECEIVABLE).content == CONTENT
    assert use.revoke(world.evidence, SUPPLIER, RECEIVABLE, BANK) is None
    assert kept(world).document == document
    with pytest.raises(DocumentLocked):
        use.original(world.evidence, BANK, RECEIVABLE)


def test_revoking_for_good_encrypts_anew(world: World) -> None:
    before = kept(world)
    rotated = use.revoke(world.evidence, SUPPLIER, RECEIVABLE, OBLIGOR, rotate=True)
    assert rotated and kept(world) == replace(before, document=rotated.document) != before
    assert use.original(world.evidence, SUPPLIER, RECEIVABLE).content == CONTENT
    with pytest.raises(DocumentLocked):
        use.original(world.evidence, OBLIGOR, RECEIVABLE)
    assert all(rotated.document in name for name in world.stored("documents", "keys"))
    assert use.prove(world.evidence, SUPPLIER, RECEIVABLE, ["amount"]).root == before.root


def test_rotation_keeps_readers_and_proofs(world: World) -> None:
    file = use.prove(world.evidence, SUPPLIER, RECEIVABLE, ["amount"]).to_bytes()
    for _ in range(3):
        use.rotate(world.evidence, SUPPLIER, RECEIVABLE)
    assert use.original(world.evidence, OBLIGOR, RECEIVABLE).content == CONTENT
    assert use.prove(world.evidence, SUPPLIER, RECEIVABLE, ["amount"]).to_bytes() == file
    assert use.audit(world.evidence).clean
    with pytest.raises(MayNotProve):
        use.rotate(world.evidence, OBLIGOR, RECEIVABLE)


class Killed(BaseException):
    """What stops a process in the middle."""


class Dying(MemoryStore):
    """A store that is killed before its n-th change."""

    def __init__(self, base: MemoryStore, after: int) -> None:
        self._objects = base._objects
        self._left = after

    def _step(self) -> None:
        if self._left == 0:
            raise Killed
        self._left -= 1

    def put(self, name: str, content: bytes) -> None:
        self._step()
        super().put(name, content)

    def remove(self, name: str) -> None:
        self._step()
        super().remove(name)


ACTS: dict[str, Callable[[use.Evidence], object]] = {
    "rotate": lambda evidence: use.rotate(evidence, SUPPLIER, RECEIVABLE),
    "revoke": lambda evidence: use.revoke(evidence, SUPPLIER, RECEIVABLE, BANK, rotate=True),
    "renew": lambda evidence: use.renew_key(evidence, OBLIGOR),
    "deposit": lambda evidence: use.deposit(evidence, SUPPLIER, CONTENT, INVOICE),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_killed_anywhere_nothing_is_lost_and_it_can_be_done_again(
    world: World, act: Callable[[use.Evidence], object]
) -> None:
    use.grant(world.evidence, SUPPLIER, RECEIVABLE, BANK)
    for after in range(100):
        dying = replace(world.evidence, vault=EncryptedVault(Dying(world.store, after), world.keys))
        try:
            act(dying)
        except Killed:
            done = False
        else:
            done = True
        assert use.audit(world.evidence).clean
        for reader in (SUPPLIER, OBLIGOR):
            assert use.original(world.evidence, reader, RECEIVABLE).content == CONTENT
        if done:
            break
    assert done
    act(world.evidence)


def test_a_new_reading_key_opens_what_the_old_one_did(world: World) -> None:
    old = world.keys.public(OBLIGOR)
    before = world.stored("documents")
    assert use.renew_key(world.evidence, OBLIGOR) == 1
    assert world.keys.public(OBLIGOR) != old
    assert world.stored("documents") == before
    assert use.original(world.evidence, OBLIGOR, RECEIVABLE).content == CONTENT
    assert use.renew_key(world.evidence, OBLIGOR) == 1
    assert old not in [key.public for key in world.keys.held(OBLIGOR)]
    assert use.original(world.evidence, OBLIGOR, RECEIVABLE).content == CONTENT


def test_what_cannot_be_opened_does_not_stop_a_renewal(world: World) -> None:
    lost = kept(world).document
    world.store.remove(f"documents/{lost[:2]}/{lost}")
    world.store.put(f"keys/ab/{'ab' * 32}/par_{OBLIGOR}", b"nonsense")
    assert use.renew_key(world.evidence, OBLIGOR) == 1


def test_a_party_takes_its_key_away(world: World) -> None:
    own = X25519ReadingKey.generate()
    assert use.renew_key(world.evidence, OBLIGOR, own.public) == 1
    assert world.keys.public(OBLIGOR) == own.public


def test_an_audit_names_what_is_missing_or_changed(world: World) -> None:
    assert use.audit(world.evidence).clean
    changed = use.deposit(world.evidence, SUPPLIER, b"other", INVOICE).document
    world.store.put(f"documents/{changed[:2]}/{changed}", b"nonsense")
    missing = kept(world).document
    world.store.remove(f"documents/{missing[:2]}/{missing}")
    audit = use.audit(world.evidence)
    assert (audit.checked, audit.missing, audit.changed) == (2, (missing,), (changed,))


def test_without_the_vault_proofs_still_verify(world: World) -> None:
    file = use.prove(world.evidence, SUPPLIER, RECEIVABLE, ["amount"]).to_bytes()
    world.store = MemoryStore()
    assert use.verify_for(world.evidence, file, RECEIVABLE) == {"amount": INVOICE["amount"]}
    with pytest.raises(DocumentMissing):
        use.prove(world.evidence, SUPPLIER, RECEIVABLE, ["amount"])


def test_a_document_of_another_root_is_not_taken_for_this_one(world: World) -> None:
    other = use.deposit(world.evidence, SUPPLIER, CONTENT, INVOICE)
    world.register.note_document(replace(other, root=kept(world).root))
    with pytest.raises(DocumentChanged):
        use.prove(world.evidence, SUPPLIER, RECEIVABLE, ["amount"])


def test_what_is_not_there_is_not_found(world: World) -> None:
    nowhere = ReceivableId("0x" + "22" * 32)
    with pytest.raises(NotFound):
        use.prove(world.evidence, SUPPLIER, nowhere, ["amount"])
    world.roots.roots[nowhere] = bytes(32)
    with pytest.raises(NotFound):
        use.original(world.evidence, SUPPLIER, nowhere)
    with pytest.raises(ProofMalformed):
        use.verify(b"", bytes(32))
    with pytest.raises(EvidenceMalformed):
        use.deposit(world.evidence, SUPPLIER, CONTENT, {})


def test_changes_of_readers_happen_one_at_a_time(world: World) -> None:
    held: list[str] = []

    @contextmanager
    def exclusively(name: str) -> Iterator[None]:
        held.append(name)
        yield

    evidence = replace(world.evidence, exclusively=exclusively)
    use.grant(evidence, SUPPLIER, RECEIVABLE, BANK)
    use.rotate(evidence, SUPPLIER, RECEIVABLE)
    use.revoke(evidence, SUPPLIER, RECEIVABLE, BANK)
    assert held == [f"evidence {kept(world).root.hex()}"] * 3
