"""Originals, sealed to their readers."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from sfc.domain.documents import Audit, DocumentId, KeptDocument, Opened, Original, Reader, Rotated
from sfc.domain.ids import ParticipantId
from sfc.domain.proof import Proof


class DocumentStore(Protocol):
    """Where the vault keeps its objects: bytes under names such as `documents/ab/abcd`.

    It is trusted with nothing: it sees ciphertext only, and what it gives back is checked. All
    methods raise DocumentStoreUnavailable.
    """

    def put(self, name: str, content: bytes) -> None:
        """Store, or replace; a reader sees the old or the new, whole, whatever is killed when."""

    def get(self, name: str) -> bytes | None:
        """What is stored under the name, or None."""

    def remove(self, name: str) -> None:
        """Forget it, if it is there."""

    def names(self, folder: str) -> Iterator[str]:
        """All names in a folder and below it, such as `documents`."""


class ReadingKey(Protocol):
    """A private key that opens what was sealed for its holder. It need not be in this process."""

    @property
    def public(self) -> bytes:
        """The X25519 public key, 32 bytes."""

    def open(self, sealed: bytes, purpose: bytes) -> bytes:
        """What was sealed to the public key for a purpose; ValueError if it was not."""


class ReadingKeys(Protocol):
    """The parties' keys for reading. Raises ReadingKeyMissing for a party that has none."""

    def public(self, participant: ParticipantId) -> bytes:
        """The key to seal for it with."""

    def held(self, participant: ParticipantId) -> Sequence[ReadingKey]:
        """The private keys that are here, the newest first."""

    def renew(self, participant: ParticipantId) -> None:
        """Make a new key; the old one goes on opening what was sealed to it."""

    def enter(self, participant: ParticipantId, public: bytes) -> None:
        """Note a newer key of a party that keeps the private half to itself."""

    def drop_old(self, participant: ParticipantId) -> None:
        """Forget all keys but the newest and the one before it."""


class Vault(Protocol):
    """Keeps documents encrypted, each for its readers.

    Whoever acts does it with its own reading key: there is no other way in. Raises
    DocumentMissing, DocumentChanged, DocumentLocked (no key), ReadingKeyMissing; `grant`,
    `revoke` and `rotate` are an owner's and raise MayNotProve for others.
    """

    def keep(
        self,
        original: Original,
        salt: bytes,
        owner: ParticipantId,
        readers: Iterable[ParticipantId] = (),
    ) -> DocumentId:
        """Store a document and its salt for the owner, the document alone for readers."""

    def open(self, document: DocumentId, reader: ParticipantId) -> Opened: ...
    def readers(self, document: DocumentId) -> Sequence[Reader]: ...
    def grant(
        self, document: DocumentId, by: ParticipantId, to: ParticipantId, *, may_prove: bool = False
    ) -> None: ...
    def revoke(self, document: DocumentId, by: ParticipantId, party: ParticipantId) -> None:
        """Take a party's key away; it keeps what it has read. Raises RevokesItself."""

    def rotate(self, document: DocumentId, by: ParticipantId) -> Rotated:
        """Encrypt anew for those that read it, without removing the old one."""

    def rekey(self, document: DocumentId, reader: ParticipantId) -> None:
        """Seal the data key to the reader's newest reading key. Needs no document, only the key."""

    def remove(self, document: DocumentId) -> None:
        """Forget a document and all keys to it."""

    def read_by(self, participant: ParticipantId) -> Iterator[DocumentId]:
        """All documents to which the participant has a key."""

    def audit(self, expected: Iterable[DocumentId]) -> Audit:
        """Find out which of these documents are not there as they were stored."""


class ProofContract(Protocol):
    """The contract on the chain that verifies proofs, for whoever trusts nothing else."""

    @property
    def address(self) -> str:
        """Where it is."""

    def verifies(self, proof: Proof) -> bool:
        """What its view says of all fields of a proof together. Raises ChainUnavailable."""


class DocumentRegister(Protocol):
    """The database's list of kept documents. It has no secret in it."""

    def note_document(self, kept: KeptDocument) -> None:
        """Remember it; a second one of the same root takes the place of the first."""

    def document_of(self, root: bytes) -> KeptDocument | None: ...
    def kept_documents(self) -> Iterator[KeptDocument]: ...
