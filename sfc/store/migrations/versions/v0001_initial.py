"""The first schema."""

import sqlalchemy as sa
from alembic import op

from sfc.store.numbers import Whole

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "answers",
    "asks",
    "blocks",
    "cash_balances",
    "credentials",
    "currencies",
    "events",
    "index_head",
    "invoices",
    "participant_names",
    "participants",
    "quotes",
    "terms",
    "accounts",
    "credit_lines",
    "quote_nonces",
    "receivables",
    "entitlements",
    "fills",
    "holdings",
    "payments",
    "redemptions",
    "unit_lots",
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "answers",
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("caller", "key", name="pk_answers"),
    )
    op.create_table(
        "asks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=False),
        sa.Column("units", Whole(20), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("expiry", Whole(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_asks"),
    )
    op.create_index("ix_asks_receivable_created", "asks", ["receivable", "created"])

    op.create_table(
        "blocks",
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=66), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_blocks"),
        sa.UniqueConstraint("hash", name="uq_blocks_hash"),
    )
    op.create_table(
        "cash_balances",
        sa.Column("token", sa.String(length=42), nullable=False),
        sa.Column("account", sa.String(length=42), nullable=False),
        sa.Column("units", Whole(78), nullable=False),
        sa.PrimaryKeyConstraint("token", "account", name="pk_cash_balances"),
    )
    op.create_table(
        "credentials",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("participant", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_credentials"),
    )
    op.create_table(
        "currencies",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("token", sa.String(length=42), nullable=False),
        sa.Column("scale", Whole(20), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_currencies"),
    )
    op.create_table(
        "events",
        sa.Column("block_hash", sa.String(length=66), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("transaction", sa.String(length=66), nullable=False),
        sa.Column("receivable", sa.String(length=66), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash", "log_index", name="pk_events"),
    )
    op.create_index(
        "ix_events_receivable_block_log_index", "events", ["receivable", "block", "log_index"]
    )

    op.create_table(
        "index_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("block_hash", sa.String(length=66), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_index_head"),
    )
    op.create_table(
        "invoices",
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("document_type", sa.Text(), nullable=False),
        sa.Column("spelled", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("receivable", name="pk_invoices"),
    )
    op.create_index("ix_invoices_seller_buyer", "invoices", ["seller", "buyer"])

    op.create_table(
        "participant_names",
        sa.Column("participant", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("legal_id", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("participant", name="pk_participant_names"),
    )
    op.create_index("ix_participant_names_canonical", "participant_names", ["canonical"])

    op.create_table(
        "participants",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=42), nullable=False),
        sa.Column("legal_entity", sa.String(length=66), nullable=False),
        sa.Column("roles", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_participants"),
    )
    op.create_table(
        "quotes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("financier", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=42), nullable=False),
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("unpaid", Whole(20), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("min_units", Whole(20), nullable=False),
        sa.Column("max_units", Whole(20), nullable=False),
        sa.Column("rate_ppm", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=False),
        sa.Column("expiry", Whole(20), nullable=False),
        sa.Column("nonce", sa.BigInteger(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quotes"),
    )
    op.create_index("ix_quotes_receivable_created", "quotes", ["receivable", "created"])

    op.create_table(
        "terms",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("penalty_rate_ppm", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_terms"),
    )
    op.create_table(
        "accounts",
        sa.Column("account", sa.String(length=42), nullable=False),
        sa.Column("participant", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant"], ["participants.id"], name="fk_accounts_participant"
        ),
        sa.PrimaryKeyConstraint("account", name="pk_accounts"),
    )
    op.create_index("ix_accounts_participant", "accounts", ["participant"])

    op.create_table(
        "credit_lines",
        sa.Column("obligor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Integer(), nullable=False),
        sa.Column("limit", Whole(39), nullable=False),
        sa.Column("used", Whole(39), nullable=False),
        sa.ForeignKeyConstraint(
            ["currency"], ["currencies.number"], name="fk_credit_lines_currency"
        ),
        sa.ForeignKeyConstraint(["obligor"], ["participants.id"], name="fk_credit_lines_obligor"),
        sa.PrimaryKeyConstraint("obligor", "currency", name="pk_credit_lines"),
    )
    op.create_table(
        "quote_nonces",
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("financier", sa.BigInteger(), nullable=False),
        sa.Column("nonce", sa.BigInteger(), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["financier"], ["participants.id"], name="fk_quote_nonces_financier"
        ),
        sa.PrimaryKeyConstraint("receivable", "financier", "nonce", name="pk_quote_nonces"),
    )
    op.create_table(
        "receivables",
        sa.Column("id", sa.String(length=66), nullable=False),
        sa.Column("recorded_block", sa.BigInteger(), nullable=False),
        sa.Column("recorded_index", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("obligor", sa.BigInteger(), nullable=False),
        sa.Column("supplier", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Integer(), nullable=False),
        sa.Column("asked_face", Whole(20), nullable=False),
        sa.Column("face", Whole(20), nullable=False),
        sa.Column("issue_day", sa.Integer(), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("invoice", sa.String(length=66), nullable=False),
        sa.Column("evidence_root", sa.String(length=66), nullable=False),
        sa.Column("paid", Whole(20), nullable=False),
        sa.Column("penalty_paid", Whole(20), nullable=False),
        sa.Column("penalty_owed", Whole(20), nullable=False),
        sa.Column("accrued_to", sa.Integer(), nullable=True),
        sa.Column("redeemed", Whole(20), nullable=False),
        sa.Column("rejection", sa.Integer(), nullable=True),
        sa.Column("cancellation_asked_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["currency"], ["currencies.number"], name="fk_receivables_currency"
        ),
        sa.ForeignKeyConstraint(["obligor"], ["participants.id"], name="fk_receivables_obligor"),
        sa.ForeignKeyConstraint(["supplier"], ["participants.id"], name="fk_receivables_supplier"),
        sa.ForeignKeyConstraint(["terms"], ["terms.number"], name="fk_receivables_terms"),
        sa.PrimaryKeyConstraint("id", name="pk_receivables"),
    )
    op.create_index("ix_receivables_due_day", "receivables", ["due_day"])
    op.create_index(
        "ix_receivables_obligor_recorded_block_recorded_index",
        "receivables",
        ["obligor", "recorded_block", "recorded_index"],
    )
    op.create_index(
        "ix_receivables_recorded_block_recorded_index",
        "receivables",
        ["recorded_block", "recorded_index"],
        unique=True,
    )
    op.create_index(
        "ix_receivables_status_recorded_block_recorded_index",
        "receivables",
        ["status", "recorded_block", "recorded_index"],
    )
    op.create_index(
        "ix_receivables_supplier_recorded_block_recorded_index",
        "receivables",
        ["supplier", "recorded_block", "recorded_index"],
    )

    op.create_table(
        "entitlements",
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=False),
        sa.Column("seen", Whole(20), nullable=False),
        sa.Column("claim", Whole(39), nullable=False),
        sa.ForeignKeyConstraint(["holder"], ["participants.id"], name="fk_entitlements_holder"),
        sa.ForeignKeyConstraint(
            ["receivable"], ["receivables.id"], name="fk_entitlements_receivable"
        ),
        sa.PrimaryKeyConstraint("receivable", "holder", name="pk_entitlements"),
    )
    op.create_table(
        "fills",
        sa.Column("block_hash", sa.String(length=66), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("transaction", sa.String(length=66), nullable=False),
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("seller", sa.BigInteger(), nullable=False),
        sa.Column("financier", sa.BigInteger(), nullable=False),
        sa.Column("nonce", sa.BigInteger(), nullable=False),
        sa.Column("units", Whole(20), nullable=False),
        sa.Column("discount", Whole(20), nullable=False),
        sa.Column("price", Whole(20), nullable=False),
        sa.ForeignKeyConstraint(["financier"], ["participants.id"], name="fk_fills_financier"),
        sa.ForeignKeyConstraint(["receivable"], ["receivables.id"], name="fk_fills_receivable"),
        sa.ForeignKeyConstraint(["seller"], ["participants.id"], name="fk_fills_seller"),
        sa.PrimaryKeyConstraint("block_hash", "log_index", name="pk_fills"),
    )
    op.create_index("ix_fills_receivable", "fills", ["receivable"])

    op.create_table(
        "holdings",
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=False),
        sa.Column("units", Whole(20), nullable=False),
        sa.ForeignKeyConstraint(["holder"], ["participants.id"], name="fk_holdings_holder"),
        sa.ForeignKeyConstraint(["receivable"], ["receivables.id"], name="fk_holdings_receivable"),
        sa.PrimaryKeyConstraint("receivable", "holder", name="pk_holdings"),
    )
    op.create_index("ix_holdings_holder_units", "holdings", ["holder", "units"])

    op.create_table(
        "payments",
        sa.Column("block_hash", sa.String(length=66), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("transaction", sa.String(length=66), nullable=False),
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("payer", sa.String(length=42), nullable=False),
        sa.Column("participant", sa.BigInteger(), nullable=True),
        sa.Column("principal", Whole(20), nullable=False),
        sa.Column("penalty", Whole(20), nullable=False),
        sa.Column("unpaid", Whole(20), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant"], ["participants.id"], name="fk_payments_participant"
        ),
        sa.ForeignKeyConstraint(["receivable"], ["receivables.id"], name="fk_payments_receivable"),
        sa.PrimaryKeyConstraint("block_hash", "log_index", name="pk_payments"),
    )
    op.create_index("ix_payments_receivable", "payments", ["receivable"])

    op.create_table(
        "redemptions",
        sa.Column("block_hash", sa.String(length=66), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("transaction", sa.String(length=66), nullable=False),
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=False),
        sa.Column("amount", Whole(20), nullable=False),
        sa.ForeignKeyConstraint(["holder"], ["participants.id"], name="fk_redemptions_holder"),
        sa.ForeignKeyConstraint(
            ["receivable"], ["receivables.id"], name="fk_redemptions_receivable"
        ),
        sa.PrimaryKeyConstraint("block_hash", "log_index", name="pk_redemptions"),
    )
    op.create_index("ix_redemptions_receivable", "redemptions", ["receivable"])

    op.create_table(
        "unit_lots",
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=False),
        sa.Column("lots", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["holder"], ["participants.id"], name="fk_unit_lots_holder"),
        sa.ForeignKeyConstraint(["receivable"], ["receivables.id"], name="fk_unit_lots_receivable"),
        sa.PrimaryKeyConstraint("receivable", "holder", name="pk_unit_lots"),
    )


def downgrade() -> None:
    """Undo."""
    for table in reversed(_TABLES):
        op.drop_table(table)
