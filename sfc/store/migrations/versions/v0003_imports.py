"""Import runs and saved profiles."""

revision = "v0003_imports"
down_revision = "v0002_documents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""


def downgrade() -> None:
    """Undo."""
