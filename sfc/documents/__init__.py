"""Originals, encrypted: the only place that knows `cryptography` and object storage."""

from sfc.documents.box import PassphraseBox
from sfc.documents.disk import DiskStore
from sfc.documents.keyring import Keyring
from sfc.documents.memory import MemoryStore
from sfc.documents.stores import open_store
from sfc.documents.vault import EncryptedVault

__all__ = [
    "DiskStore",
    "EncryptedVault",
    "Keyring",
    "MemoryStore",
    "PassphraseBox",
    "open_store",
]
