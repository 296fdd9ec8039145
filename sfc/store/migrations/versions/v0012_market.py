"""Requests for quotes that name financiers, and standing instructions."""

import sqlalchemy as sa
from alembic import op

from sfc.store.numbers import LARGE_DIGITS, MINOR_DIGITS, Whole

revision = "v0012_market"
down_revision = "v0008_undo_and_journal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("asks", sa.Column("named", sa.Text(), nullable=False, server_default=""))
    op.add_column("quotes", sa.Column("ask", sa.Text(), nullable=True))
    op.create_table(
        "standing_instructions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("obligor", sa.BigInteger(), nullable=True),
        sa.Column("max_tenor", sa.Integer(), nullable=False),
        sa.Column("rate_ppm", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("total", Whole(LARGE_DIGITS), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_standing_instructions"),
        sa.UniqueConstraint("id", name="uq_standing_instructions_id"),
    )
    op.create_index("ix_standing_instructions_owner", "standing_instructions", ["owner"])
    op.create_table(
        "standing_decisions",
        sa.Column("instruction", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("amount", Whole(MINOR_DIGITS), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "instruction", "ask", "quote", "outcome", name="pk_standing_decisions"
        ),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("standing_decisions")
    op.drop_table("standing_instructions")
    op.drop_column("quotes", "ask")
    op.drop_column("asks", "named")
