"""Bank statements and what was made of them."""

import sqlalchemy as sa
from alembic import op

from sfc.store.numbers import Whole

revision = "v0005_reconciliation"
down_revision = "v0004_matters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "bank_statements",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("opening", Whole(20), nullable=True),
        sa.Column("closing", Whole(20), nullable=True),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("filed", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bank_statements"),
    )
    op.create_index("ix_bank_statements_owner_place", "bank_statements", ["owner", "place"])
    op.create_table(
        "bank_entries",
        sa.Column("statement", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("amount", Whole(20), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("finding", sa.JSON(), nullable=False),
        sa.Column("sent_after", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement"], ["bank_statements.id"], name="fk_bank_entries_statement"
        ),
        sa.PrimaryKeyConstraint("statement", "number", name="pk_bank_entries"),
    )
    op.create_index("ix_bank_entries_owner_key", "bank_entries", ["owner", "key"])
    op.create_table(
        "bank_allocations",
        sa.Column("statement", sa.String(length=36), nullable=False),
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("receivable", sa.String(length=66), nullable=True),
        sa.Column("amount", Whole(20), nullable=False),
        sa.Column("transaction", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement", "entry"],
            ["bank_entries.statement", "bank_entries.number"],
            name="fk_bank_allocations_statement_entry",
        ),
        sa.PrimaryKeyConstraint("statement", "entry", "place", name="pk_bank_allocations"),
    )
    op.create_index("ix_bank_allocations_owner_item", "bank_allocations", ["owner", "item"])
    op.create_table(
        "bank_decisions",
        sa.Column("statement", sa.String(length=36), nullable=False),
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement", "entry"],
            ["bank_entries.statement", "bank_entries.number"],
            name="fk_bank_decisions_statement_entry",
        ),
        sa.PrimaryKeyConstraint("statement", "entry", "place", name="pk_bank_decisions"),
    )


def downgrade() -> None:
    """Undo."""
    for table in ("bank_decisions", "bank_allocations", "bank_entries", "bank_statements"):
        op.drop_table(table)
