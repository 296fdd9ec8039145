"""Disputes, credit notes."""

import sqlalchemy as sa
from alembic import op

from sfc.store.numbers import MINOR_DIGITS, Whole, encode

revision = "v0006_adjustments"
down_revision = "v0005_reconciliation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for column in _columns():
        op.add_column("receivables", column)


def downgrade() -> None:
    """Undo."""
    for column in _columns():
        op.drop_column("receivables", column.name)


def _columns() -> tuple[sa.Column[object], ...]:
    """What every row of before has none of."""
    amount = Whole(MINOR_DIGITS)
    none = encode(0, MINOR_DIGITS) if op.get_bind().dialect.name == "sqlite" else "0"
    return (
        sa.Column("disputed", amount, nullable=False, server_default=none),
        sa.Column("dispute_reason", sa.Integer(), nullable=True),
        sa.Column("credit_asked", amount, nullable=False, server_default=none),
        sa.Column("credit_asked_by", sa.BigInteger(), nullable=True),
        sa.Column("credit_note", sa.String(66), nullable=True),
        sa.Column("credit_claim", amount, nullable=False, server_default=none),
    )
