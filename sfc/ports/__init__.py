"""What the use cases need from outside, as protocols. Adapters meet them in `sfc.bootstrap`."""

from sfc.ports.access import AccessBook, ApprovalBook, AuditLog, Known, Wallets
from sfc.ports.auctions import Auctioneer, SealedBids
from sfc.ports.documents import (
    DocumentRegister,
    DocumentStore,
    ProofContract,
    ReadingKey,
    ReadingKeys,
    Vault,
)
from sfc.ports.feed import Feed, FeedFilter
from sfc.ports.incoming import FileReader, ImportBook
from sfc.ports.ledger import Call, Clock, Ledger, Pulse, Receipt, Signer, TestClock
from sfc.ports.market import LedgerDeal, Market
from sfc.ports.matters import MatterFilter, Matters, NotedInvoice
from sfc.ports.operations import Operations
from sfc.ports.outbox import Fate, Outbox, Signed
from sfc.ports.outgoing import Contacts, EventLog, FileWriter
from sfc.ports.promised import Promised, PromisedBook
from sfc.ports.reads import (
    Comparison,
    Events,
    Indexer,
    LedgerInconsistent,
    Moment,
    Order,
    ReadModel,
    ReceivableFilter,
    Reorganisations,
    Shadow,
    Watch,
)
from sfc.ports.standing import StandingBook
from sfc.ports.state import (
    LedgerAdjustment,
    LedgerBatch,
    LedgerCollection,
    LedgerParticipant,
    LedgerReceivable,
    LedgerState,
)
from sfc.ports.store import Ask, Store, StoredOrder, StoredQuote
from sfc.ports.wallet import (
    OfferedMessage,
    OfferedTransaction,
    Rehearsal,
    Rehearsed,
    RehearsingLedger,
    SignatureWanted,
    Unsent,
)
from sfc.ports.webhooks import Post, SecretBox, Webhooks

__all__ = [
    "AccessBook",
    "ApprovalBook",
    "Ask",
    "Auctioneer",
    "AuditLog",
    "Call",
    "Clock",
    "Comparison",
    "Contacts",
    "DocumentRegister",
    "DocumentStore",
    "EventLog",
    "Events",
    "Fate",
    "Feed",
    "FeedFilter",
    "FileReader",
    "FileWriter",
    "ImportBook",
    "Indexer",
    "Known",
    "Ledger",
    "LedgerAdjustment",
    "LedgerBatch",
    "LedgerCollection",
    "LedgerDeal",
    "LedgerInconsistent",
    "LedgerParticipant",
    "LedgerReceivable",
    "LedgerState",
    "Market",
    "MatterFilter",
    "Matters",
    "Moment",
    "NotedInvoice",
    "OfferedMessage",
    "OfferedTransaction",
    "Operations",
    "Order",
    "Outbox",
    "Post",
    "Promised",
    "PromisedBook",
    "ProofContract",
    "Pulse",
    "ReadModel",
    "ReadingKey",
    "ReadingKeys",
    "Receipt",
    "ReceivableFilter",
    "Rehearsal",
    "Rehearsed",
    "RehearsingLedger",
    "Reorganisations",
    "SealedBids",
    "SecretBox",
    "Shadow",
    "SignatureWanted",
    "Signed",
    "Signer",
    "StandingBook",
    "Store",
    "StoredOrder",
    "StoredQuote",
    "TestClock",
    "Unsent",
    "Vault",
    "Wallets",
    "Watch",
    "Webhooks",
]
