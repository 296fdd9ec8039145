"""What Alembic runs to run migrations: on the connection that it is handed, in its transaction."""

from alembic import context

from sfc.domain.moments import passing
from sfc.store import (  # noqa: F401  # fill the metadata
    access,
    derived,
    feed,
    hooked,
    imported,
    kept,
    matters,
    noted,
    operations,
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
    on_version_apply=lambda **_: passing("mid-migration"),
)
context.run_migrations()
