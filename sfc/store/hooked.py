"""Tables of webhooks: where events are sent to, and what became of each.

A delivery is made in the transaction that moves its endpoint's `scanned` on, so that none is
forgotten and none made twice.
"""

from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.ids import ParticipantId
from sfc.store.columns import Base, Wide


class EndpointModel(Base):
    """Where a participant, or without one the operator, wants events sent.

    Secrets are sealed; `scanned` is the place up to which deliveries were made.
    """

    __tablename__ = "webhooks"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    owner: Mapped[ParticipantId | None] = mapped_column(index=True)
    url: Mapped[str] = mapped_column(Text)
    types: Mapped[list[Any]] = mapped_column(JSON)
    created: Mapped[Wide]
    enabled: Mapped[bool]
    disabled_reason: Mapped[str | None] = mapped_column(Text)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[bytes | None] = mapped_column(LargeBinary)
    previous_until: Mapped[Wide | None]
    scanned: Mapped[Wide]


class DeliveryModel(Base):
    """An event for an endpoint; `number` is its place, or of a ping nothing.

    Of one `line` the first that waits is sent, unless it does not hold the others up.
    """

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        Index(None, "endpoint", "waits", "due"),
        Index(None, "endpoint", "line", "waits", "number"),
        Index(None, "endpoint", "created", "event"),
    )

    endpoint: Mapped[str] = mapped_column(Text, primary_key=True)
    event: Mapped[str] = mapped_column(Text, primary_key=True)
    number: Mapped[Wide | None]
    line: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    created: Mapped[Wide]
    waits: Mapped[bool]
    holds: Mapped[bool]
    attempts: Mapped[int]
    trying_since: Mapped[Wide | None]
    due: Mapped[Wide]
    delivered_at: Mapped[Wide | None]


class AttemptModel(Base):
    """One sending: what was answered, or why nothing was."""

    __tablename__ = "webhook_attempts"

    endpoint: Mapped[str] = mapped_column(Text, primary_key=True)
    event: Mapped[str] = mapped_column(Text, primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Wide]
    milliseconds: Mapped[int]
    status: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(Text)
