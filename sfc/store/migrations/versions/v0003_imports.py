"""Import runs and saved profiles."""

import sqlalchemy as sa
from alembic import op

revision = "v0003_imports"
down_revision = "v0002_documents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "import_runs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("supplier", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=True),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("dry_run", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("started", sa.BigInteger(), nullable=False),
        sa.Column("finished", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_import_runs"),
        sa.UniqueConstraint("id", name="uq_import_runs_id"),
    )
    op.create_index("ix_import_runs_fingerprint", "import_runs", ["fingerprint"])
    op.create_index("ix_import_runs_supplier_number", "import_runs", ["supplier", "number"])

    op.create_table(
        "import_results",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("became", sa.Text(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("receivable", sa.String(length=66), nullable=True),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["import_runs.number"], name="fk_import_results_run"),
        sa.PrimaryKeyConstraint("run", "place", name="pk_import_results"),
    )
    op.create_index(
        "ix_import_results_run_became_place", "import_results", ["run", "became", "place"]
    )

    op.create_index("ix_import_results_run_receivable", "import_results", ["run", "receivable"])

    op.create_table(
        "import_profiles",
        sa.Column("supplier", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("supplier", "name", name="pk_import_profiles"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("import_profiles")
    op.drop_table("import_results")
    op.drop_table("import_runs")
