"""What blocks changed, to take them back; participants' journals.

Journals follow from all events there were: the derived tables are emptied, to be folded again.
"""

import sqlalchemy as sa
from alembic import op

from sfc.store.numbers import LARGE_DIGITS, Whole

revision = "v0008_undo_and_journal"
down_revision = "v0007_outbox"
branch_labels = None
depends_on = None

_DERIVED = (
    *("index_head", "cash_balances", "redemptions", "payments", "quote_nonces", "fills"),
    *("entitlements", "unit_lots", "holdings", "receivables", "batches", "credit_lines"),
    *("rules", "terms", "currencies", "accounts", "participants", "events", "blocks"),
)
"""Children before parents, as they were before this."""


def upgrade() -> None:
    """Apply."""
    for name in _DERIVED:
        op.execute(sa.delete(sa.table(name)))
    op.create_table(
        "undo_log",
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("block", "origin", "key", name="pk_undo_log"),
    )
    op.create_table(
        "journal_stakes",
        sa.Column("receivable", sa.String(66), nullable=False),
        sa.Column("stakes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["receivable"], ["receivables.id"], name="fk_journal_stakes_receivable"
        ),
        sa.PrimaryKeyConstraint("receivable", name="pk_journal_stakes"),
    )
    op.create_table(
        "journal_entries",
        *_happened(),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("receivable", sa.String(66), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("counterparty", sa.String(), nullable=True),
        sa.Column("treatment", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["participants.id"], name="fk_journal_entries_owner"),
        sa.ForeignKeyConstraint(
            ["receivable"], ["receivables.id"], name="fk_journal_entries_receivable"
        ),
        sa.PrimaryKeyConstraint(
            "block_hash", "log_index", "owner", "place", name="pk_journal_entries"
        ),
    )
    entries = ["owner", "block", "log_index"]
    op.create_index("ix_journal_entries_owner_block_log_index", "journal_entries", entries)
    op.create_table(
        "journal_lines",
        *_happened(),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount", Whole(LARGE_DIGITS), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["participants.id"], name="fk_journal_lines_owner"),
        sa.PrimaryKeyConstraint(
            "block_hash", "log_index", "owner", "place", "account", name="pk_journal_lines"
        ),
    )
    lines = ["owner", "currency", "account"]
    op.create_index("ix_journal_lines_owner_currency_account", "journal_lines", lines)


def downgrade() -> None:
    """Undo."""
    for name in ("journal_lines", "journal_entries", "journal_stakes", "undo_log"):
        op.drop_table(name)


def _happened() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("block_hash", sa.String(66), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("transaction", sa.String(66), nullable=False),
    )
