"""Credit lines of whomever, in whatever: the contract sets them before there is either.

The row stays without the other two, which may come later.
"""

from alembic import op

revision = "v0017_lines"
down_revision = "v0016_sums"
branch_labels = None
depends_on = None

_KEYS = {"obligor": "participants.id", "currency": "currencies.number"}


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("credit_lines") as table:
        for column in _KEYS:
            table.drop_constraint(f"fk_credit_lines_{column}", type_="foreignkey")


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("credit_lines") as table:
        for column, whose in _KEYS.items():
            other, its = whose.split(".")
            table.create_foreign_key(f"fk_credit_lines_{column}", other, [column], [its])
