"""The parties' keys for reading, as far as they are kept here.

Keep a keyring on a store of its own that only this service writes to: whoever can replace a public
key in it becomes a reader of whatever is granted to that party later.
"""

import secrets
from collections.abc import Sequence
from itertools import islice

from sfc.documents.keys import X25519ReadingKey, seal_to
from sfc.domain.errors import ReadingKeyMissing, RequestMalformed
from sfc.domain.ids import ParticipantId, format_participant
from sfc.ports import DocumentStore

_FOLDER = "reading-keys"
_PRIVATE, _PUBLIC = ".pem", ".pub"


class Keyring:
    """`ReadingKeys` on a store, private ones encrypted under the service's passphrase.

    With `make_missing` (custodial: the sandbox) each party has a key as soon as it needs one. A
    party that keeps its key to itself is entered by its public key alone.
    """

    def __init__(
        self, store: DocumentStore, passphrase: bytes, *, make_missing: bool = False
    ) -> None:
        self._store = store
        self._passphrase = passphrase
        self._make_missing = make_missing

    def opens(self) -> bool:
        """Whether the passphrase opens what is here, as far as one key tells."""
        private = (name for name in self._store.names(_FOLDER) if name.endswith(_PRIVATE))
        try:
            return all(self._load(name) for name in islice(private, 1))
        except ValueError:
            return False

    def public(self, participant: ParticipantId) -> bytes:
        """See the protocol."""
        names = self._names(participant)
        if not names and self._make_missing:
            self.renew(participant)
            names = self._names(participant)
        if not names:
            raise ReadingKeyMissing(format_participant(participant))
        if names[0].endswith(_PUBLIC):
            return bytes.fromhex(self._read(names[0]).decode())
        return self._load(names[0]).public

    def held(self, participant: ParticipantId) -> Sequence[X25519ReadingKey]:
        """See the protocol."""
        names = [name for name in self._names(participant) if name.endswith(_PRIVATE)]
        if not names and self._make_missing:
            self.renew(participant)
            return self.held(participant)
        if not names:
            raise ReadingKeyMissing(format_participant(participant))
        return [self._load(name) for name in names]

    def renew(self, participant: ParticipantId) -> None:
        """See the protocol."""
        self.add(participant, X25519ReadingKey.generate())

    def add(self, participant: ParticipantId, key: X25519ReadingKey) -> None:
        """Take a party's private key into custody, as its newest."""
        self._store.put(self._next(participant, _PRIVATE), key.to_pem(self._passphrase))

    def enter(self, participant: ParticipantId, public: bytes) -> None:
        """See the protocol. Raises RequestMalformed for what is no key to seal to."""
        try:
            seal_to(public, b"", b"")
        except ValueError:
            raise RequestMalformed("that is no X25519 public key") from None
        self._store.put(self._next(participant, _PUBLIC), public.hex().encode())

    def drop_old(self, participant: ParticipantId) -> None:
        """See the protocol."""
        for name in self._names(participant)[2:]:
            self._store.remove(name)

    def _names(self, participant: ParticipantId) -> list[str]:
        return sorted(self._store.names(_folder(participant)), reverse=True)

    def _next(self, participant: ParticipantId, suffix: str) -> str:
        number = 1
        if names := self._names(participant):
            number += int(names[0].rpartition("/")[2].partition("-")[0])
        unique = secrets.token_hex(4)  # two that are made at once must not replace each other
        return f"{_folder(participant)}/{number:08}-{unique}{suffix}"

    def _load(self, name: str) -> X25519ReadingKey:
        return X25519ReadingKey.from_pem(self._read(name), self._passphrase)

    def _read(self, name: str) -> bytes:
        return self._store.get(name) or b""


def _folder(participant: ParticipantId) -> str:
    return f"{_FOLDER}/{format_participant(participant)}"
