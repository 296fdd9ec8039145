"""What the use cases need from outside, as protocols. Adapters meet them in `sfc.bootstrap`."""

from sfc.ports.documents import (
    DocumentRegister,
    DocumentStore,
    ProofContract,
    ReadingKey,
    ReadingKeys,
    Vault,
)
from sfc.ports.incoming import FileReader, ImportBook
from sfc.ports.ledger import Call, Clock, Ledger, Receipt, Signer, TestClock
from sfc.ports.matters import MatterFilter, Matters, NotedInvoice
from sfc.ports.outgoing import Contacts, EventLog, FileWriter
from sfc.ports.reads import Events, Indexer, ReadModel, ReceivableFilter
from sfc.ports.store import Answer, Ask, Store, StoredQuote

__all__ = [
    "Answer",
    "Ask",
    "Call",
    "Clock",
    "Contacts",
    "DocumentRegister",
    "DocumentStore",
    "EventLog",
    "Events",
    "FileReader",
    "FileWriter",
    "ImportBook",
    "Indexer",
    "Ledger",
    "MatterFilter",
    "Matters",
    "NotedInvoice",
    "ProofContract",
    "ReadModel",
    "ReadingKey",
    "ReadingKeys",
    "Receipt",
    "ReceivableFilter",
    "Signer",
    "Store",
    "StoredQuote",
    "TestClock",
    "Vault",
]
