"""What Alembic runs to run migrations: on the connection that it is handed, in its transaction."""

from alembic import context

from sfc.store import (  # noqa: F401  # fill the metadata
    derived,
    imported,
    kept,
    matters,
    noted,
    outbox,
    promised,
    reconciled,
    sealed,
    standing,
    undo,
)
from sfc.store.columns import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=False,  # the caller's transaction holds everything
    render_as_batch=True,
)
context.run_migrations()
