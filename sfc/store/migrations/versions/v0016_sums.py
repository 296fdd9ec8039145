"""What receivables, units and sales come to.

They follow from all events there were: the derived tables are emptied, to be folded again.
"""

import sqlalchemy as sa
from alembic import op

from sfc.store.migrations.emptying import empty_derived
from sfc.store.numbers import LARGE_DIGITS, Whole

revision = "v0016_sums"
down_revision = "v0015_auctions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    empty_derived()
    op.create_table(
        "receivable_sums",
        sa.Column("currency", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("receivables", sa.BigInteger(), nullable=False),
        *_amounts("face paid penalty_paid redeemed"),
        sa.ForeignKeyConstraint(
            ["currency"], ["currencies.number"], name="fk_receivable_sums_currency"
        ),
        sa.PrimaryKeyConstraint("currency", "status", "due_day", name="pk_receivable_sums"),
    )
    op.create_table(
        "currency_sums",
        sa.Column("currency", sa.Integer(), nullable=False),
        *_amounts("units discount price"),
        sa.ForeignKeyConstraint(
            ["currency"], ["currencies.number"], name="fk_currency_sums_currency"
        ),
        sa.PrimaryKeyConstraint("currency", name="pk_currency_sums"),
    )


def _amounts(names: str) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, Whole(LARGE_DIGITS), nullable=False) for name in names.split())


def downgrade() -> None:
    """Undo."""
    for name in ("currency_sums", "receivable_sums"):
        op.drop_table(name)
