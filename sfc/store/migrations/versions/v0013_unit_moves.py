"""Every move of units, to tell who held what on a day that is past.

They follow from all events there were: the derived tables are emptied, to be folded again.
"""

import sqlalchemy as sa
from alembic import op

from sfc.store.migrations.emptying import empty_derived
from sfc.store.numbers import MINOR_DIGITS, Whole

revision = "v0013_unit_moves"
down_revision = "v0012_market"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    empty_derived()
    op.create_table(
        "unit_moves",
        sa.Column("block_hash", sa.String(66), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("transaction", sa.String(66), nullable=False),
        sa.Column("receivable", sa.String(66), nullable=False),
        sa.Column("giver", sa.BigInteger(), nullable=True),
        sa.Column("taker", sa.BigInteger(), nullable=True),
        sa.Column("units", Whole(MINOR_DIGITS), nullable=False),
        sa.ForeignKeyConstraint(
            ["receivable"], ["receivables.id"], name="fk_unit_moves_receivable"
        ),
        sa.ForeignKeyConstraint(["giver"], ["participants.id"], name="fk_unit_moves_giver"),
        sa.ForeignKeyConstraint(["taker"], ["participants.id"], name="fk_unit_moves_taker"),
        sa.PrimaryKeyConstraint("block_hash", "log_index", name="pk_unit_moves"),
    )
    for columns in (["receivable", "block", "log_index"], ["giver", "timestamp"]):
        op.create_index(f"ix_unit_moves_{'_'.join(columns)}", "unit_moves", columns)
    op.create_index("ix_unit_moves_taker_timestamp", "unit_moves", ["taker", "timestamp"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("unit_moves")
