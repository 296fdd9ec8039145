"""Auctions, their bids and credits.

They happened before there were tables of them: the derived tables are emptied, to be folded again.
"""

import sqlalchemy as sa
from alembic import op

from sfc.store.migrations.emptying import empty_derived
from sfc.store.numbers import LARGE_DIGITS, MINOR_DIGITS, Whole

revision = "v0015_auctions"
down_revision = "v0014_outbox_order"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    empty_derived()
    op.create_table(
        "auctions",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("receivable", sa.String(66), nullable=False),
        sa.Column("seller", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Integer(), nullable=False),
        *_amounts("units min_units deposit"),
        sa.Column("reserve_rate", sa.BigInteger(), nullable=False),
        sa.Column("commit_end", sa.BigInteger(), nullable=False),
        sa.Column("reveal_end", sa.BigInteger(), nullable=False),
        sa.Column("delivery_end", sa.BigInteger(), nullable=False),
        sa.Column("bids", sa.Integer(), nullable=False),
        sa.Column("cleared", sa.Boolean(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        *_amounts("awarded"),
        sa.Column("forfeited", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["receivable"], ["receivables.id"], name="fk_auctions_receivable"),
        sa.ForeignKeyConstraint(["seller"], ["participants.id"], name="fk_auctions_seller"),
        sa.ForeignKeyConstraint(["currency"], ["currencies.number"], name="fk_auctions_currency"),
        sa.PrimaryKeyConstraint("number", name="pk_auctions"),
    )
    for column in ("receivable", "seller"):
        op.create_index(f"ix_auctions_{column}", "auctions", [column])
    op.create_table(
        "auction_bids",
        sa.Column("auction", sa.BigInteger(), nullable=False),
        sa.Column("financier", sa.BigInteger(), nullable=False),
        sa.Column("commitment", sa.String(66), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        *_amounts("units award"),
        sa.ForeignKeyConstraint(["auction"], ["auctions.number"], name="fk_auction_bids_auction"),
        sa.ForeignKeyConstraint(
            ["financier"], ["participants.id"], name="fk_auction_bids_financier"
        ),
        sa.PrimaryKeyConstraint("auction", "financier", name="pk_auction_bids"),
    )
    op.create_index("ix_auction_bids_financier", "auction_bids", ["financier"])
    op.create_table(
        "auction_credits",
        sa.Column("participant", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Integer(), nullable=False),
        sa.Column("amount", Whole(LARGE_DIGITS), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant"], ["participants.id"], name="fk_auction_credits_participant"
        ),
        sa.ForeignKeyConstraint(
            ["currency"], ["currencies.number"], name="fk_auction_credits_currency"
        ),
        sa.PrimaryKeyConstraint("participant", "currency", name="pk_auction_credits"),
    )


def _amounts(names: str) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, Whole(MINOR_DIGITS), nullable=False) for name in names.split())


def downgrade() -> None:
    """Undo."""
    for name in ("auction_credits", "auction_bids", "auctions"):
        op.drop_table(name)
