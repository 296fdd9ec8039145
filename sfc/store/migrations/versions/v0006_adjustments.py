"""Disputes, credit notes, default; rules, batches; freezes, recovery."""

import sqlalchemy as sa
from alembic import op

from sfc.store.numbers import LARGE_DIGITS, MINOR_DIGITS, Whole, encode

revision = "v0006_adjustments"
down_revision = "v0005_reconciliation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for column in _columns():
        op.add_column("receivables", column)
    for column in _of_participants():
        op.add_column("participants", column)
    op.create_table(
        "unit_freezes",
        sa.Column("receivable", sa.String(66), nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=False),
        sa.Column("order", sa.String(66), nullable=False),
        sa.Column("units", Whole(MINOR_DIGITS), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["holder"], ["participants.id"], name="fk_unit_freezes_holder"),
        sa.ForeignKeyConstraint(
            ["receivable"], ["receivables.id"], name="fk_unit_freezes_receivable"
        ),
        sa.PrimaryKeyConstraint("receivable", "holder", name="pk_unit_freezes"),
    )
    op.create_table(
        "rules",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=False),
        sa.Column("max_tenor", sa.Integer(), nullable=False),
        sa.Column("warning_tenor", sa.Integer(), nullable=False),
        sa.Column("max_line", Whole(MINOR_DIGITS), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_rules"),
    )
    op.create_table(
        "batches",
        sa.Column("obligor", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.String(66), nullable=False),
        sa.Column("currency", sa.Integer(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("total", Whole(LARGE_DIGITS), nullable=False),
        sa.Column("left", sa.BigInteger(), nullable=False),
        sa.Column("left_total", Whole(LARGE_DIGITS), nullable=False),
        sa.Column("latest_due", sa.Integer(), nullable=False),
        sa.Column("posted_on", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["currency"], ["currencies.number"], name="fk_batches_currency"),
        sa.ForeignKeyConstraint(["obligor"], ["participants.id"], name="fk_batches_obligor"),
        sa.PrimaryKeyConstraint("obligor", "root", name="pk_batches"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("batches")
    op.drop_table("rules")
    op.drop_table("unit_freezes")
    for column in _of_participants():
        op.drop_column("participants", column.name)
    for column in _columns():
        op.drop_column("receivables", column.name)


def _columns() -> tuple[sa.Column[object], ...]:
    """What every row of before has none of."""
    amount, none = Whole(MINOR_DIGITS), _zero()
    return (
        sa.Column("disputed", amount, nullable=False, server_default=none),
        sa.Column("dispute_reason", sa.Integer(), nullable=True),
        sa.Column("credit_asked", amount, nullable=False, server_default=none),
        sa.Column("credit_asked_by", sa.BigInteger(), nullable=True),
        sa.Column("credit_note", sa.String(66), nullable=True),
        sa.Column("credit_claim", amount, nullable=False, server_default=none),
        sa.Column("in_default", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("batch", sa.String(66), nullable=True),
    )


def _of_participants() -> tuple[sa.Column[object], ...]:
    amount = Whole(MINOR_DIGITS)
    return (
        sa.Column("frozen_until", sa.Integer(), nullable=True),
        sa.Column("freeze_order", sa.String(66), nullable=True),
        sa.Column("recovery_account", sa.String(42), nullable=True),
        sa.Column("recovery_from", sa.Integer(), nullable=True),
        sa.Column("quote_epoch", amount, nullable=False, server_default=_zero()),
    )


def _zero() -> str:
    return encode(0, MINOR_DIGITS) if op.get_bind().dialect.name == "sqlite" else "0"
