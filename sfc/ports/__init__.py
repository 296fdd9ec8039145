"""What the use cases need from outside, as protocols. Adapters meet them in `sfc.bootstrap`."""

from sfc.ports.auctions import Auctioneer, SealedBids
from sfc.ports.documents import (
    DocumentRegister,
    DocumentStore,
    ProofContract,
    ReadingKey,
    ReadingKeys,
    Vault,
)
from sfc.ports.incoming import FileReader, ImportBook
from sfc.ports.ledger import Call, Clock, Ledger, Pulse, Receipt, Signer, TestClock
from sfc.ports.market import LedgerDeal, LedgerFacility, Market
from sfc.ports.matters import MatterFilter, Matters, NotedInvoice
from sfc.ports.outbox import Fate, Outbox, Signed
from sfc.ports.outgoing import Contacts, EventLog, FileWriter
from sfc.ports.promised import Promised, PromisedBook
from sfc.ports.reads import (
    Comparison,
    Events,
    Indexer,
    LedgerInconsistent,
    ReadModel,
    ReceivableFilter,
    Shadow,
    Watch,
)
from sfc.ports.standing import StandingBook
from sfc.ports.state import LedgerParticipant, LedgerReceivable, LedgerState
from sfc.ports.store import Answer, Ask, Store, StoredOrder, StoredQuote

__all__ = [
    "Answer",
    "Ask",
    "Auctioneer",
    "Call",
    "Clock",
    "Comparison",
    "Contacts",
    "DocumentRegister",
    "DocumentStore",
    "EventLog",
    "Events",
    "Fate",
    "FileReader",
    "FileWriter",
    "ImportBook",
    "Indexer",
    "Ledger",
    "LedgerDeal",
    "LedgerFacility",
    "LedgerInconsistent",
    "LedgerParticipant",
    "LedgerReceivable",
    "LedgerState",
    "Market",
    "MatterFilter",
    "Matters",
    "NotedInvoice",
    "Outbox",
    "Promised",
    "PromisedBook",
    "ProofContract",
    "Pulse",
    "ReadModel",
    "ReadingKey",
    "ReadingKeys",
    "Receipt",
    "ReceivableFilter",
    "SealedBids",
    "Shadow",
    "Signed",
    "Signer",
    "StandingBook",
    "Store",
    "StoredOrder",
    "StoredQuote",
    "TestClock",
    "Vault",
    "Watch",
]
