"""Bank statements and what was made of them."""

revision = "v0005_reconciliation"
down_revision = "v0004_matters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""


def downgrade() -> None:
    """Undo."""
