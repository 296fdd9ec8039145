"""The parties of the tests, a vault that they share, and a database in memory."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

from sfc.app.evidence import Evidence
from sfc.documents import EncryptedVault, Keyring, MemoryStore
from sfc.domain.documents import KeptDocument, Original
from sfc.domain.errors import NotFound
from sfc.domain.evidence import evidence_root
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.ports import ReadModel
from tests.evidence.samples import INVOICE, SALT

SUPPLIER, OBLIGOR, BANK, RIVAL = map(ParticipantId, (1, 2, 3, 4))
ORIGINAL = Original(
    evidence_root(INVOICE, SALT),
    INVOICE,
    b"<Invoice>the whole of it</Invoice>",
    "application/xml",
    "invoice 42.xml",
)
RECEIVABLE = ReceivableId("0x" + "11" * 32)


@dataclass
class Register:
    """What the database will do."""

    kept: dict[bytes, KeptDocument] = field(default_factory=dict)

    def note_document(self, kept: KeptDocument) -> None:
        self.kept[kept.root] = kept

    def document_of(self, root: bytes) -> KeptDocument | None:
        return self.kept.get(root)

    def kept_documents(self) -> Iterator[KeptDocument]:
        return iter(self.kept.values())


@dataclass
class Roots:
    """The read model, of which evidence needs the roots only."""

    roots: dict[ReceivableId, bytes] = field(default_factory=dict)

    def receivable(self, receivable: ReceivableId) -> Any:
        if receivable not in self.roots:
            raise NotFound("receivable", receivable)
        return SimpleNamespace(evidence_root=f"0x{self.roots[receivable].hex()}")


@dataclass
class World:
    """Everything together; `keys` holds the private keys of all parties."""

    store: MemoryStore = field(default_factory=MemoryStore)
    key_store: MemoryStore = field(default_factory=MemoryStore)
    register: Register = field(default_factory=Register)
    roots: Roots = field(default_factory=Roots)

    @property
    def keys(self) -> Keyring:
        return Keyring(self.key_store, b"a passphrase of this service", make_missing=True)

    @property
    def vault(self) -> EncryptedVault:
        return EncryptedVault(self.store, self.keys)

    @property
    def evidence(self) -> Evidence:
        read = cast(ReadModel, self.roots)
        return Evidence(self.vault, self.keys, self.register, read, lambda _: nullcontext())

    def stored(self, *folders: str) -> dict[str, bytes]:
        """All objects in these folders of the document store."""
        names = [name for folder in folders for name in self.store.names(folder)]
        return {name: self.store.get(name) or b"" for name in names}
