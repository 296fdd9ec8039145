"""The vault: documents and the wraps of their keys, on any store.

A document never changes; its name is the SHA-256 of its bytes. Each wrap is an object of its own,
so that granting and revoking at the same time, on any store, cannot undo each other:

    documents/ab/<id>            the encrypted document
    keys/ab/<id>/par_7           its data key, sealed to one reader
"""

from collections.abc import Iterable, Iterator, Sequence

from sfc.documents.sealing import document_id, new_data_key, seal, unseal
from sfc.documents.wraps import Secrets, Wrap, mark_of
from sfc.domain.documents import (
    SALT_LENGTH,
    Audit,
    DocumentId,
    Opened,
    Original,
    Reader,
    Rotated,
    format_document,
)
from sfc.domain.errors import (
    DocumentChanged,
    DocumentLocked,
    DocumentMissing,
    MayNotProve,
    ReadingKeyMissing,
    RevokesItself,
    SecretTooShort,
)
from sfc.domain.evidence import evidence_root
from sfc.domain.ids import ParticipantId, format_participant
from sfc.ports import DocumentStore, ReadingKeys

_DOCUMENTS = "documents"
_KEYS = "keys"


class EncryptedVault:
    """A `Vault`: ciphertext on `store`, opened with the parties' `keys`."""

    def __init__(self, store: DocumentStore, keys: ReadingKeys) -> None:
        self._store = store
        self._keys = keys

    def keep(
        self,
        original: Original,
        salt: bytes,
        owner: ParticipantId,
        readers: Iterable[ParticipantId] = (),
    ) -> DocumentId:
        """See the protocol. The salt has 32 bytes, or else SecretTooShort is raised."""
        if len(salt) != SALT_LENGTH:
            raise SecretTooShort(len(salt), SALT_LENGTH)
        others = sorted(set(readers) - {owner})
        all_readers = [Reader(owner, True), *(Reader(each, False) for each in others)]
        return self._keep(original, salt, all_readers)

    def open(self, document: DocumentId, reader: ParticipantId) -> Opened:
        """See the protocol."""
        stored = self._get(document)
        return self._opened(stored, self._wrap(document, reader))[0]

    def readers(self, document: DocumentId) -> Sequence[Reader]:
        """See the protocol. It is what the store says: `rotate` trusts only marked wraps."""
        return tuple(wrap.reader for wrap in self._wraps(document))

    def grant(
        self, document: DocumentId, by: ParticipantId, to: ParticipantId, *, may_prove: bool = False
    ) -> None:
        """See the protocol."""
        secrets, salt = self._own(document, by)
        if to == by:
            return
        self._put_wrap(document, Reader(to, may_prove), self._keys.public(to), secrets, salt)

    def revoke(self, document: DocumentId, by: ParticipantId, party: ParticipantId) -> None:
        """See the protocol."""
        self._own(document, by)
        if party == by:
            raise RevokesItself(format_document(document), format_participant(by))
        self._store.remove(_wrap_name(document, party))

    def rotate(self, document: DocumentId, by: ParticipantId) -> Rotated:
        """See the protocol."""
        _, salt = self._own(document, by)
        original = self.open(document, by).original
        wraps = self._wraps(document)
        readers = tuple(wrap.reader for wrap in wraps if wrap.is_granted(salt))
        dropped = (wrap.reader.participant for wrap in wraps if not wrap.is_granted(salt))
        return Rotated(self._keep(original, salt, readers), readers, tuple(dropped))

    def rekey(self, document: DocumentId, reader: ParticipantId) -> None:
        """See the protocol."""
        wrap, key = self._wrap(document, reader), self._keys.public(reader)
        if wrap.key != key:
            newer = Wrap.make(document, wrap.reader, key, self._unwrap(wrap), wrap.mark)
            self._store.put(_wrap_name(document, reader), newer.to_bytes())

    def remove(self, document: DocumentId) -> None:
        """See the protocol."""
        self._store.remove(_document_name(document))
        for name in list(self._store.names(_wrap_folder(document))):
            self._store.remove(name)

    def read_by(self, participant: ParticipantId) -> Iterator[DocumentId]:
        """See the protocol."""
        for name in self._store.names(_KEYS):
            folder, _, reader = name.rpartition("/")
            if reader == format_participant(participant):
                yield DocumentId(folder.rpartition("/")[2])

    def audit(self, expected: Iterable[DocumentId]) -> Audit:
        """See the protocol. One document at a time is in memory."""
        missing, changed, locked = [], [], []
        checked = 0
        for document in expected:
            checked += 1
            try:
                self._get(document)
            except DocumentMissing:
                missing.append(document)
            except DocumentChanged:
                changed.append(document)
            else:
                if not self._wraps(document):
                    locked.append(document)
        return Audit(checked, tuple(missing), tuple(changed), tuple(locked))

    def _keep(self, original: Original, salt: bytes, readers: Iterable[Reader]) -> DocumentId:
        """Wraps first: a document that is there can be opened, whatever is killed when."""
        secrets = Secrets(new_data_key(), salt)
        public = [(reader, self._keys.public(reader.participant)) for reader in readers]
        stored = seal(original, secrets.data_key)
        identity = document_id(stored)
        for reader, key in public:
            self._put_wrap(identity, reader, key, secrets, salt)
        self._store.put(_document_name(identity), stored)
        return identity

    def _put_wrap(
        self, document: DocumentId, reader: Reader, key: bytes, secrets: Secrets, salt: bytes
    ) -> None:
        wrap = Wrap.make(document, reader, key, secrets, mark_of(document, reader, salt))
        self._store.put(_wrap_name(document, reader.participant), wrap.to_bytes())

    def _get(self, document: DocumentId) -> bytes:
        stored = self._store.get(_document_name(document))
        if stored is None:
            raise DocumentMissing(format_document(document))
        if document_id(stored) != document:
            raise DocumentChanged(format_document(document))
        return stored

    def _wrap(self, document: DocumentId, reader: ParticipantId) -> Wrap:
        data = self._store.get(_wrap_name(document, reader))
        wrap = None if data is None else Wrap.from_bytes(data)
        if wrap is None or (wrap.document, wrap.reader.participant) != (document, reader):
            raise _locked(document, reader)
        return wrap

    def _wraps(self, document: DocumentId) -> list[Wrap]:
        found = []
        for name in self._store.names(_wrap_folder(document)):
            wrap = Wrap.from_bytes(self._store.get(name) or b"")
            if wrap and name == _wrap_name(document, wrap.reader.participant):
                found.append(wrap)
        return found

    def _own(self, document: DocumentId, by: ParticipantId) -> tuple[Secrets, bytes]:
        """What an owner opens a document with. Raises MayNotProve for another reader."""
        stored = self._get(document)
        opened, secrets = self._opened(stored, self._wrap(document, by))
        if opened.salt is None:
            raise MayNotProve(format_document(document), format_participant(by))
        return secrets, opened.salt

    def _opened(self, stored: bytes, wrap: Wrap) -> tuple[Opened, Secrets]:
        """A wrap that opens with a key, but does not fit the document, is as good as none."""
        reader, secrets = wrap.reader.participant, self._unwrap(wrap)
        try:
            original = unseal(stored, secrets.data_key)
        except ValueError:
            raise _locked(wrap.document, reader) from None
        if secrets.salt and evidence_root(original.fields, secrets.salt) != original.root:
            raise _locked(wrap.document, reader)
        return Opened(original, secrets.salt), secrets

    def _unwrap(self, wrap: Wrap) -> Secrets:
        """Open with whichever of the reader's keys it was sealed to."""
        reader = wrap.reader.participant
        fitting = [key for key in self._keys.held(reader) if key.public == wrap.key]
        if not fitting:
            raise ReadingKeyMissing(format_participant(reader))
        try:
            return wrap.open(fitting[0])
        except ValueError:
            raise _locked(wrap.document, reader) from None


def _locked(document: DocumentId, reader: ParticipantId) -> DocumentLocked:
    return DocumentLocked(format_document(document), format_participant(reader))


def _document_name(document: DocumentId) -> str:
    return f"{_DOCUMENTS}/{document[:2]}/{document}"


def _wrap_folder(document: DocumentId) -> str:
    return f"{_KEYS}/{document[:2]}/{document}"


def _wrap_name(document: DocumentId, reader: ParticipantId) -> str:
    return f"{_wrap_folder(document)}/{format_participant(reader)}"
