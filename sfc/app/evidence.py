"""Evidence: originals in the vault, their root on the ledger, proofs of single fields.

A deposit comes before the receivable: its root is the `Draft.evidence` with which the invoice is
then recorded. Nothing else on the ledger depends on the vault; whoever loses it can prove no more
fields, and is paid all the same.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

from sfc.domain.documents import (
    LARGEST_DOCUMENT,
    SALT_LENGTH,
    Audit,
    KeptDocument,
    Opened,
    Original,
    Reader,
    Rotated,
    format_document,
)
from sfc.domain.errors import (
    DocumentChanged,
    DocumentLocked,
    DocumentTooLarge,
    MayNotProve,
    NotFound,
    ReadingKeyMissing,
)
from sfc.domain.evidence import evidence_root
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant, format_receivable
from sfc.domain.proof import Proof, check_fields
from sfc.domain.proof import prove as prove_fields
from sfc.domain.proof import verify as verify_proof
from sfc.ports import DocumentRegister, ProofContract, ReadingKeys, ReadModel, Vault

LARGEST_ON_CHAIN = 2**15
"""Bytes of a proof file that the chain is asked about: more would keep the embedded one busy."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What these use cases work with.

    `exclusively` holds a lock of a name (`Store` has it), `largest` is the most bytes of a
    document, `contract` verifies proofs on the chain where such a contract was deployed.
    """

    vault: Vault
    keys: ReadingKeys
    register: DocumentRegister
    read: ReadModel
    exclusively: Callable[[str], AbstractContextManager[None]]
    largest: int = LARGEST_DOCUMENT
    contract: ProofContract | None = None


def deposit(
    evidence: Evidence,
    owner: ParticipantId,
    content: bytes,
    fields: Mapping[str, str],
    *,
    readers: Iterable[ParticipantId] = (),
    media_type: str = "application/octet-stream",
    name: str = "",
) -> KeptDocument:
    """Keep an original, byte for byte, and give the root over its facts `fields`.

    The owner may prove from it, `readers` may only see it. Each deposit has a salt of its own, so
    that the same document twice has two roots. Raises EvidenceMalformed, DocumentTooLarge,
    ReadingKeyMissing, DocumentStoreUnavailable.
    """
    if len(content) > evidence.largest:
        raise DocumentTooLarge(len(content), evidence.largest)
    check_fields(fields)
    salt = secrets.token_bytes(SALT_LENGTH)
    found = Original(evidence_root(fields, salt), dict(fields), content, media_type, name)
    identity = evidence.vault.keep(found, salt, owner, readers)
    kept = KeptDocument(found.root, identity, owner)
    evidence.register.note_document(kept)
    return kept


def original(evidence: Evidence, by: ParticipantId, receivable: ReceivableId) -> Original:
    """The original behind a receivable, for who has a key to it.

    Raises NotFound, and what a `Vault` raises.
    """
    return _open(evidence, by, kept_for(evidence, receivable)).original


def prove(
    evidence: Evidence, by: ParticipantId, receivable: ReceivableId, names: Iterable[str]
) -> Proof:
    """Prove fields of the document behind a receivable; `to_bytes` of the result is the file.

    Raises NotFound, FieldUnknown, MayNotProve, and what a `Vault` raises.
    """
    kept = kept_for(evidence, receivable)
    opened = _open(evidence, by, kept)
    if opened.salt is None:
        raise MayNotProve(format_document(kept.document), format_participant(by))
    return prove_fields(opened.original.fields, opened.salt, names)


def verify(file: bytes, root: bytes) -> dict[str, str]:
    """Give the fields that a proof file shows under an evidence root. Needs nothing but itself.

    Raises ProofMalformed, RootMismatch, FieldNotProved.
    """
    return verify_proof(Proof.from_bytes(file), root)


def verify_for(evidence: Evidence, file: bytes, receivable: ReceivableId) -> dict[str, str]:
    """`verify` under the root that the ledger has for a receivable. Also raises NotFound."""
    return verify(file, _root_of(evidence, receivable))


def agrees(evidence: Evidence, file: bytes) -> bool | None:
    """What the contract on the chain says of a proof file.

    None where there is no such contract, or the file has more than LARGEST_ON_CHAIN bytes. Raises
    ProofMalformed, ChainUnavailable.
    """
    proof = Proof.from_bytes(file)
    if evidence.contract is None or len(file) > LARGEST_ON_CHAIN:
        return None
    return evidence.contract.verifies(proof)


def readers(evidence: Evidence, by: ParticipantId, receivable: ReceivableId) -> Sequence[Reader]:
    """Who has a key to the document behind a receivable, told to those who have."""
    kept = kept_for(evidence, receivable)
    _open(evidence, by, kept)
    return evidence.vault.readers(kept.document)


def reads(evidence: Evidence, party: ParticipantId, receivable: ReceivableId) -> bool:
    """Whether there is a document behind a receivable to which the party was given a key."""
    kept = evidence.register.document_of(_root_of(evidence, receivable))
    found = () if kept is None else evidence.vault.readers(kept.document)
    return any(reader.participant == party for reader in found)


def grant(
    evidence: Evidence,
    by: ParticipantId,
    receivable: ReceivableId,
    to: ParticipantId,
    *,
    may_prove: bool = False,
) -> None:
    """An owner lets another party read the document, or with `may_prove` own it too.

    Raises NotFound, MayNotProve, ReadingKeyMissing, and what a `Vault` raises.
    """
    root = _root_of(evidence, receivable)
    with _alone(evidence, root):
        kept = kept_for(evidence, receivable)
        evidence.vault.grant(kept.document, by, to, may_prove=may_prove)


def revoke(
    evidence: Evidence,
    by: ParticipantId,
    receivable: ReceivableId,
    party: ParticipantId,
    *,
    rotate: bool = False,
) -> Rotated | None:
    """An owner takes a party's key away; with `rotate` the document is also encrypted anew.

    What the party has read it has read. Without `rotate` it could still open a copy that it made
    of the stored document. Raises RevokesItself and what `grant` raises.
    """
    root = _root_of(evidence, receivable)
    with _alone(evidence, root):
        kept = kept_for(evidence, receivable)
        evidence.vault.revoke(kept.document, by, party)
        return _rotated(evidence, kept, by) if rotate else None


def rotate(evidence: Evidence, by: ParticipantId, receivable: ReceivableId) -> Rotated:
    """An owner has the document encrypted anew, under a new data key, for those that read it.

    Raises what `grant` raises.
    """
    root = _root_of(evidence, receivable)
    with _alone(evidence, root):
        return _rotated(evidence, kept_for(evidence, receivable), by)


def renew_key(evidence: Evidence, participant: ParticipantId, public: bytes | None = None) -> int:
    """Give a party a new reading key, and seal to it all that was sealed to an older one.

    With `public` it is a key of which the party keeps the private half to itself. Documents stay
    as they are. Gives how many were sealed anew. Killed half way, it is done again; the key before
    is kept until the next renewal, for what was granted meanwhile.
    """
    count = 0
    with evidence.exclusively(f"reading key {format_participant(participant)}"):
        if public is None:
            evidence.keys.renew(participant)
        else:
            evidence.keys.enter(participant, public)
        for document in list(evidence.vault.read_by(participant)):
            with suppress(DocumentLocked, ReadingKeyMissing):  # it could not open these before
                evidence.vault.rekey(document, participant)
                count += 1
        evidence.keys.drop_old(participant)
    return count


def audit(evidence: Evidence) -> Audit:
    """Which of the documents that the database knows are missing, changed or locked for ever."""
    return evidence.vault.audit(kept.document for kept in evidence.register.kept_documents())


def kept_for(evidence: Evidence, receivable: ReceivableId) -> KeptDocument:
    """The document behind a receivable. Raises NotFound where none was deposited."""
    kept = evidence.register.document_of(_root_of(evidence, receivable))
    if kept is None:
        raise NotFound("document of", format_receivable(receivable))
    return kept


def _root_of(evidence: Evidence, receivable: ReceivableId) -> bytes:
    return bytes.fromhex(evidence.read.receivable(receivable).evidence_root.removeprefix("0x"))


def _alone(evidence: Evidence, root: bytes) -> AbstractContextManager[None]:
    """One change at a time of who reads a document: a rotation must not miss a grant."""
    return evidence.exclusively(f"evidence {root.hex()}")


def _open(evidence: Evidence, by: ParticipantId, kept: KeptDocument) -> Opened:
    opened = evidence.vault.open(kept.document, by)
    if opened.original.root != kept.root:
        raise DocumentChanged(format_document(kept.document))
    return opened


def _rotated(evidence: Evidence, kept: KeptDocument, by: ParticipantId) -> Rotated:
    """The new one is there and noted before the old one goes."""
    rotated = evidence.vault.rotate(kept.document, by)
    evidence.register.note_document(KeptDocument(kept.root, rotated.document, kept.owner))
    evidence.vault.remove(kept.document)
    return rotated
