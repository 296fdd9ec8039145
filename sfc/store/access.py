"""Tables of users, credentials, approvals, and the log of privileged acts."""

from typing import Any

from sqlalchemy import Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.access import CredentialKind
from sfc.domain.approval import ApprovalState, Controlled
from sfc.store.columns import Base, Wide, Worded


class UserModel(Base):
    """Users of parties: of participants, and of the operator. A wallet speaks for one of them."""

    __tablename__ = "users"
    __table_args__ = (
        Index(
            "uq_users_wallet",
            "wallet",
            unique=True,
            sqlite_where=text("removed IS NULL"),
            postgresql_where=text("removed IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    party: Mapped[str] = mapped_column(Text, index=True)
    name: Mapped[str] = mapped_column(Text)
    wallet: Mapped[str | None] = mapped_column(Text)
    scopes: Mapped[str] = mapped_column(Text)
    created: Mapped[Wide]
    removed: Mapped[Wide | None]


class CredentialModel(Base):
    """Credentials; of a key or token there is the SHA-256, and nothing before it was shown."""

    __tablename__ = "credentials"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    digest: Mapped[str | None] = mapped_column(Text, unique=True)
    user: Mapped[str] = mapped_column(Text, index=True)
    party: Mapped[str] = mapped_column(Text, index=True)
    kind: Mapped[CredentialKind] = mapped_column(Worded(CredentialKind))
    label: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str | None] = mapped_column(Text)
    scopes: Mapped[str] = mapped_column(Text)
    created: Mapped[Wide]
    created_by: Mapped[str] = mapped_column(Text)
    expires: Mapped[Wide | None]
    used: Mapped[Wide | None]
    revoked: Mapped[Wide | None]


class NonceModel(Base):
    """Nonces with which somebody signed in, kept while they could be used again."""

    __tablename__ = "sign_in_nonces"

    nonce: Mapped[str] = mapped_column(Text, primary_key=True)
    until: Mapped[Wide] = mapped_column(index=True)


class PolicyModel(Base):
    """What parties require a second person for; amounts in minor units by act and currency."""

    __tablename__ = "approval_policies"

    party: Mapped[str] = mapped_column(Text, primary_key=True)
    above: Mapped[dict[str, Any]]
    valid_seconds: Mapped[Wide]
    version: Mapped[Wide]


class ApprovalModel(Base):
    """Requests that wait for a second person, or have waited."""

    __tablename__ = "approvals"
    __table_args__ = (Index(None, "party", "created"), Index(None, "state"))

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    party: Mapped[str] = mapped_column(Text)
    act: Mapped[Controlled] = mapped_column(Worded(Controlled))
    operation: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]]
    request: Mapped[dict[str, Any]]
    fingerprint: Mapped[str] = mapped_column(Text)
    maker: Mapped[str] = mapped_column(Text)
    created: Mapped[Wide]
    expires: Mapped[Wide]
    state: Mapped[ApprovalState] = mapped_column(Worded(ApprovalState))
    checker: Mapped[str | None] = mapped_column(Text)
    decided: Mapped[Wide | None]
    note: Mapped[str] = mapped_column(Text)
    status: Mapped[int | None]
    result: Mapped[dict[str, Any] | None]


class AuditModel(Base):
    """The log of privileged acts. The database itself refuses to change or delete a row."""

    __tablename__ = "audit_log"
    __table_args__ = (Index(None, "party", "number"), Index(None, "about", "number"))

    number: Mapped[Wide] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Wide]
    action: Mapped[str] = mapped_column(Text)
    user: Mapped[str] = mapped_column(Text)
    party: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    detail: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)
