"""In which order transactions were signed."""

import sqlalchemy as sa
from alembic import op

revision = "v0014_outbox_order"
down_revision = "v0013_unit_moves"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Of those that are there, accounts come one after the other."""
    op.add_column(
        "outbox", sa.Column("place", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    )
    op.create_index("ix_outbox_place", "outbox", ["place"])


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_outbox_place", "outbox")
    op.drop_column("outbox", "place")
