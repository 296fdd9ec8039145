"""The read model and what is known off the chain, in SQL: the only package that knows SQLAlchemy.

`open_engine` opens a database, `upgrade` brings it to the present schema. `SqlBooks` is what the
indexer writes, `SqlReadModel` what the use cases read, `SqlStore` what they note themselves,
`SqlOutbox` what the sender is about to send.
"""

from sfc.store.books import SqlBooks
from sfc.store.engine import open_engine
from sfc.store.outbox import SqlOutbox
from sfc.store.read_model import SqlReadModel
from sfc.store.schema import upgrade
from sfc.store.store import SqlStore

__all__ = ["SqlBooks", "SqlOutbox", "SqlReadModel", "SqlStore", "open_engine", "upgrade"]
