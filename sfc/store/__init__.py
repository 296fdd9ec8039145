"""The read model and what is known off the chain, in SQL: the only package that knows SQLAlchemy.

`open_engine` opens a database, `upgrade` brings it to the present schema. `SqlBooks` is what the
indexer writes, `SqlReadModel` what the use cases read, `SqlStore` what they note themselves,
`SqlOperations` what callers asked for, `SqlOutbox` what the sender is about to send, `compare`
holds two read models against each other; `SqlDocumentRegister`, `SqlEventLog` and `SqlContacts`
serve evidence and messages out.
"""

from sfc.store.books import SqlBooks
from sfc.store.comparison import compare
from sfc.store.engine import database_file, open_engine
from sfc.store.operations import SqlOperations
from sfc.store.outbox import SqlOutbox
from sfc.store.promised import SqlPromisedBook
from sfc.store.queries.access import SqlAccessBook
from sfc.store.queries.approvals import SqlApprovalBook
from sfc.store.queries.audit_log import SqlAuditLog
from sfc.store.queries.contacts import SqlContacts
from sfc.store.queries.documents import SqlDocumentRegister
from sfc.store.queries.event_log import SqlEventLog
from sfc.store.queries.feed import SqlFeed
from sfc.store.queries.imports import SqlImportBook
from sfc.store.queries.matters import SqlMatters
from sfc.store.queries.reconciliation import SqlReconciliationBook
from sfc.store.queries.webhooks import SqlWebhooks
from sfc.store.read_model import SqlReadModel
from sfc.store.schema import check_schema, start_anew, upgrade
from sfc.store.sealed import SqlSealedBids
from sfc.store.standing import SqlStandingBook
from sfc.store.store import SqlStore

__all__ = [
    "SqlAccessBook",
    "SqlApprovalBook",
    "SqlAuditLog",
    "SqlBooks",
    "SqlContacts",
    "SqlDocumentRegister",
    "SqlEventLog",
    "SqlFeed",
    "SqlImportBook",
    "SqlMatters",
    "SqlOperations",
    "SqlOutbox",
    "SqlPromisedBook",
    "SqlReadModel",
    "SqlReconciliationBook",
    "SqlSealedBids",
    "SqlStandingBook",
    "SqlStore",
    "SqlWebhooks",
    "check_schema",
    "compare",
    "database_file",
    "open_engine",
    "start_anew",
    "upgrade",
]
