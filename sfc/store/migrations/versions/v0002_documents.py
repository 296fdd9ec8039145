"""Kept documents, and what participants state for messages."""

import sqlalchemy as sa
from alembic import op

revision = "v0002_documents"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "documents",
        sa.Column("root", sa.String(length=66), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("root", name="pk_documents"),
        sa.UniqueConstraint("document", name="uq_documents_document"),
    )
    op.create_table(
        "contacts",
        sa.Column("participant", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("electronic_address", sa.Text(), nullable=False),
        sa.Column("bank_accounts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("participant", name="pk_contacts"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("contacts")
    op.drop_table("documents")
