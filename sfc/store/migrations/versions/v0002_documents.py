"""Kept documents."""

revision = "v0002_documents"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""


def downgrade() -> None:
    """Undo."""
