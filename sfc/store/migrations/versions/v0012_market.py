"""Requests for quotes that name financiers, and standing instructions; batches; the market's books.

Sales in the market happened before there were books of them: the derived tables are emptied, to be
folded again.
"""

import sqlalchemy as sa
from alembic import op

from sfc.store.migrations.emptying import empty_derived
from sfc.store.numbers import LARGE_DIGITS, MINOR_DIGITS, Whole

revision = "v0012_market"
down_revision = "v0011_events_out"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    empty_derived()
    _of_requests()
    _of_sales()
    _of_offers()
    _of_orders()
    _of_batches_and_bids()


def _of_requests() -> None:
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


def _of_sales() -> None:
    op.create_table(
        "trades",
        sa.Column("block_hash", sa.String(66), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("transaction", sa.String(66), nullable=False),
        sa.Column("receivable", sa.String(66), nullable=False),
        sa.Column("seller", sa.BigInteger(), nullable=False),
        sa.Column("financier", sa.BigInteger(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("deal", sa.BigInteger(), nullable=False),
        *_amounts("units claim discount price hold_back fee proceeds cost"),
        sa.ForeignKeyConstraint(["receivable"], ["receivables.id"], name="fk_trades_receivable"),
        sa.ForeignKeyConstraint(["seller"], ["participants.id"], name="fk_trades_seller"),
        sa.ForeignKeyConstraint(["financier"], ["participants.id"], name="fk_trades_financier"),
        sa.PrimaryKeyConstraint("block_hash", "log_index", name="pk_trades"),
    )
    op.create_index("ix_trades_receivable", "trades", ["receivable"])
    op.create_table(
        "deals",
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("receivable", sa.String(66), nullable=False),
        sa.Column("seller", sa.BigInteger(), nullable=False),
        sa.Column("financier", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=False),
        sa.Column("buy_back_rate", sa.BigInteger(), nullable=False),
        sa.Column("facility", sa.BigInteger(), nullable=False),
        *_amounts("recourse units claim price hold_back owed_units"),
        sa.ForeignKeyConstraint(["receivable"], ["receivables.id"], name="fk_deals_receivable"),
        sa.ForeignKeyConstraint(["seller"], ["participants.id"], name="fk_deals_seller"),
        sa.ForeignKeyConstraint(["financier"], ["participants.id"], name="fk_deals_financier"),
        sa.ForeignKeyConstraint(["currency"], ["currencies.number"], name="fk_deals_currency"),
        sa.PrimaryKeyConstraint("venue", "number", name="pk_deals"),
    )
    for column in ("receivable", "seller", "financier"):
        op.create_index(f"ix_deals_{column}", "deals", [column])


def _of_offers() -> None:
    op.create_table(
        "facilities",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("financier", sa.BigInteger(), nullable=False),
        sa.Column("obligor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        *_amounts("limit used"),
        sa.Column("receivable_terms", sa.Integer(), nullable=False),
        sa.Column("buckets", sa.String(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=False),
        sa.Column("recourse", sa.BigInteger(), nullable=False),
        sa.Column("buy_back_rate", sa.BigInteger(), nullable=False),
        sa.Column("hold_back", sa.BigInteger(), nullable=False),
        sa.Column("fee_rate", sa.BigInteger(), nullable=False),
        sa.Column("fee_on_financier", sa.Boolean(), nullable=False),
        *_amounts("fee_amount"),
        sa.Column("fee_receiver", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["financier"], ["participants.id"], name="fk_facilities_financier"),
        sa.PrimaryKeyConstraint("number", name="pk_facilities"),
    )
    for column in ("financier", "obligor"):
        op.create_index(f"ix_facilities_{column}", "facilities", [column])
    op.create_table(
        "order_nonces",
        sa.Column("maker", sa.String(42), nullable=False),
        sa.Column("nonce", Whole(MINOR_DIGITS), nullable=False),
        *_amounts("filled"),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("maker", "nonce", name="pk_order_nonces"),
    )
    op.create_table(
        "order_epochs",
        sa.Column("maker", sa.String(42), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("maker", name="pk_order_epochs"),
    )


def _of_orders() -> None:
    op.create_table(
        "orders",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("maker", sa.BigInteger(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_orders"),
        sa.UniqueConstraint("id", name="uq_orders_id"),
    )


def _of_batches_and_bids() -> None:
    op.create_table(
        "promised",
        sa.Column("obligor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root", sa.String(66), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("receivable", sa.String(66), nullable=False),
        sa.Column("supplier", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("obligor_account", sa.String(42), nullable=False),
        sa.Column("currency", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Integer(), nullable=False),
        sa.Column("face", Whole(MINOR_DIGITS), nullable=False),
        sa.Column("issue_day", sa.Integer(), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("invoice", sa.LargeBinary(), nullable=False),
        sa.Column("evidence_root", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("obligor", "root", "place", name="pk_promised"),
    )
    op.create_index("ix_promised_supplier", "promised", ["supplier"])
    op.create_table(
        "sealed_bids",
        sa.Column("auction", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("financier", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("auction", "financier", "nonce", name="pk_sealed_bids"),
    )


def _amounts(names: str) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, Whole(MINOR_DIGITS), nullable=False) for name in names.split())


def downgrade() -> None:
    """Undo."""
    for name in (
        "sealed_bids",
        "promised",
        "orders",
        "order_epochs",
        "order_nonces",
        "facilities",
        "deals",
        "trades",
    ):
        op.drop_table(name)
    op.drop_table("standing_decisions")
    op.drop_table("standing_instructions")
    op.drop_column("quotes", "ask")
    op.drop_column("asks", "named")
