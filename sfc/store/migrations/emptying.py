"""Empties derived tables where a revision changes what follows from events."""

import sqlalchemy as sa
from alembic import op

from sfc.store.derived import MODELS


def empty_derived() -> None:
    """Empty the derived tables that are here, children first: some come with later revisions."""
    here = set(sa.inspect(op.get_bind()).get_table_names())
    for name in (*(m.__tablename__ for m in reversed(MODELS.values())), "undo_log", "index_head"):
        if name in here:
            op.execute(sa.delete(sa.table(name)))
