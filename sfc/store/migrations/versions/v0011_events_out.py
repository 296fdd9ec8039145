"""What was told to whom; webhooks and their deliveries.

What is told follows from all events there were: the derived tables are emptied, to be folded again.
"""

import sqlalchemy as sa
from alembic import op

from sfc.store.migrations.emptying import empty_derived

revision = "v0011_events_out"
down_revision = "v0010_operations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    empty_derived()
    op.create_table(
        "feed",
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("block_hash", sa.String(66), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("transaction", sa.String(66), nullable=False),
        sa.Column("receivable", sa.String(66), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("removes", sa.Text(), nullable=True),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_feed"),
        sa.UniqueConstraint("id", name="uq_feed_id"),
    )
    op.create_index("ix_feed_standing_block", "feed", ["standing", "block"])
    op.create_index("ix_feed_receivable_number", "feed", ["receivable", "number"])
    op.create_table(
        "feed_audience",
        sa.Column("participant", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("participant", "number", name="pk_feed_audience"),
    )
    op.create_index("ix_feed_audience_number", "feed_audience", ["number"])
    _webhooks()


def _webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("types", sa.JSON(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("disabled_reason", sa.Text(), nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=True),
        sa.Column("previous_until", sa.BigInteger(), nullable=True),
        sa.Column("scanned", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
    )
    op.create_index("ix_webhooks_owner", "webhooks", ["owner"])
    op.create_table(
        "webhook_deliveries",
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("trying_since", sa.BigInteger(), nullable=True),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("delivered_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("endpoint", "event", name="pk_webhook_deliveries"),
    )
    for columns in (
        ["endpoint", "waits", "due"],
        ["endpoint", "line", "waits", "number"],
        ["endpoint", "created", "event"],
    ):
        name = f"ix_webhook_deliveries_{'_'.join(columns)}"
        op.create_index(name, "webhook_deliveries", columns)
    op.create_table(
        "webhook_attempts",
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("endpoint", "event", "attempt", name="pk_webhook_attempts"),
    )


def downgrade() -> None:
    """Undo."""
    for name in ("webhook_attempts", "webhook_deliveries", "webhooks", "feed_audience", "feed"):
        op.drop_table(name)
