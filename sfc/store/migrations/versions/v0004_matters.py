"""Decisions about twins and tasks for people."""

revision = "v0004_matters"
down_revision = "v0003_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""


def downgrade() -> None:
    """Undo."""
