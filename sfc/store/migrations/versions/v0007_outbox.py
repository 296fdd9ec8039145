"""Signed transactions."""

import sqlalchemy as sa
from alembic import op

from sfc.store.numbers import LARGE_DIGITS, Whole

revision = "v0007_outbox"
down_revision = "v0006_adjustments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "outbox",
        sa.Column("hash", sa.String(length=66), nullable=False),
        sa.Column("sender", sa.String(length=42), nullable=False),
        sa.Column("nonce", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("fee", Whole(LARGE_DIGITS), nullable=False),
        sa.Column("tip", Whole(LARGE_DIGITS), nullable=True),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_outbox"),
    )
    op.create_index("ix_outbox_reference", "outbox", ["reference"])
    op.create_index("ix_outbox_fate", "outbox", ["fate"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("outbox")
