"""Operations in the place of answers to idempotency keys; transactions by their operation."""

import time

import sqlalchemy as sa
from alembic import op

revision = "v0010_operations"
down_revision = "v0009_access"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Answers given before are kept as operations that are done."""
    op.create_table(
        "operations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("request", sa.LargeBinary(), nullable=True),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("to_sign", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_operations"),
    )
    op.create_index("ix_operations_caller_key", "operations", ["caller", "key"], unique=True)
    op.create_index("ix_operations_caller_created_id", "operations", ["caller", "created", "id"])
    op.create_index("ix_operations_state_changed", "operations", ["state", "changed"])
    answers = sa.text(
        "INSERT INTO operations (id, caller, key, fingerprint, method, target, created, changed,"
        " state, attempts, status, answer)"
        " SELECT 'op_before_' || caller || '_' || key, caller, key, fingerprint, '', '', :now,"
        " :now, 'done', 1, status, body FROM answers"
    )
    op.execute(answers.bindparams(now=int(time.time())))
    op.drop_table("answers")
    op.add_column("outbox", sa.Column("intent", sa.Text(), nullable=True))
    op.create_index("ix_outbox_intent", "outbox", ["intent"])


def downgrade() -> None:
    """Undo. Operations that are not done are lost."""
    op.drop_index("ix_outbox_intent", "outbox")
    op.drop_column("outbox", "intent")
    op.create_table(
        "answers",
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("caller", "key", name="pk_answers"),
    )
    op.execute(
        "INSERT INTO answers SELECT caller, key, fingerprint, status, answer FROM operations"
        " WHERE state = 'done'"
    )
    op.drop_table("operations")
