"""Users, credentials with scopes and an end, approvals, and the log of privileged acts.

Whoever had a key gets a user to whom it belongs; the keys themselves stay good.
"""

import sqlalchemy as sa
from alembic import op

from sfc.domain.matter_ids import matter_id

revision = "v0009_access"
down_revision = "v0008_undo_and_journal"
branch_labels = None
depends_on = None

_REFUSE = "the audit log is only added to"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "users",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("wallet", sa.Text(), nullable=True),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("removed", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
    )
    op.create_index("ix_users_party", "users", ["party"])
    still = sa.text("removed IS NULL")
    op.create_index(
        "uq_users_wallet",
        "users",
        ["wallet"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )
    op.rename_table("credentials", "credentials_before")
    # a constraint's name goes with the table, and is wanted for the new one
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX pk_credentials RENAME TO pk_credentials_before")
    op.create_table(
        "credentials",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=True),
        sa.Column("used", sa.BigInteger(), nullable=True),
        sa.Column("revoked", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_credentials"),
        sa.UniqueConstraint("digest", name="uq_credentials_digest"),
    )
    op.create_index("ix_credentials_user", "credentials", ["user"])
    op.create_index("ix_credentials_party", "credentials", ["party"])
    _owners()
    op.drop_table("credentials_before")
    op.create_table(
        "sign_in_nonces",
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("nonce", name="pk_sign_in_nonces"),
    )
    op.create_index("ix_sign_in_nonces_until", "sign_in_nonces", ["until"])
    _approvals()
    _audit_log()


def _owners() -> None:
    """Give each participant that had keys its first user, and the keys to that."""
    connection, metadata = op.get_bind(), sa.MetaData()
    before, users, credentials = (
        sa.Table(name, metadata, autoload_with=connection)
        for name in ("credentials_before", "users", "credentials")
    )
    found = connection.execute(sa.select(before)).all()
    for number in sorted({row.participant for row in found}):
        party = f"par_{number}"
        named = {"id": matter_id("usr_", party, "first"), "party": party, "name": "First user"}
        connection.execute(users.insert().values(**named, scopes="*", created=0))
    for row in found:
        party = f"par_{row.participant}"
        credential = {
            "id": matter_id("key_", row.digest),
            "digest": row.digest,
            "user": matter_id("usr_", party, "first"),
            "party": party,
            "kind": "API_KEY",
            "label": "Made at registration",
            "prefix": "sfc_key_",
            "scopes": "*",
            "created": 0,
            "created_by": "usr_operator",
        }
        connection.execute(credentials.insert().values(**credential))


def _approvals() -> None:
    op.create_table(
        "approval_policies",
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("above", sa.JSON(), nullable=False),
        sa.Column("valid_seconds", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("party", name="pk_approval_policies"),
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("checker", sa.Text(), nullable=True),
        sa.Column("decided", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
    )
    op.create_index("ix_approvals_party_created", "approvals", ["party", "created"])
    op.create_index("ix_approvals_state", "approvals", ["state"])


def _audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_party_number", "audit_log", ["party", "number"])
    op.create_index("ix_audit_log_about_number", "audit_log", ["about", "number"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION audit_log_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSE}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_log_stays()"
        )
    else:
        op.execute(  # REPLACE takes rows away without asking a trigger for DELETE
            "CREATE TRIGGER audit_log_at_the_end BEFORE INSERT ON audit_log "
            "WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit_log) "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
        )
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_log_no_{act.lower()} BEFORE {act} ON audit_log "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
            )


def downgrade() -> None:
    """Undo."""
    op.drop_table("audit_log")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_log_stays()")
    op.drop_table("approvals")
    op.drop_table("approval_policies")
    op.drop_table("sign_in_nonces")
    op.drop_table("credentials")
    op.drop_table("users")
    op.create_table(
        "credentials",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("participant", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_credentials"),
    )
