"""Tables of what was told to whom. They only grow: what was told is never told differently.

They do not refer to derived tables, which come and go.
"""

from typing import Any

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.store.columns import Base, Hash, Wide


class FeedModel(Base):
    """What was told, by its place. `standing` is what is on the chain, as far as is known.

    An entry that takes another one back names it in `removes`, and stands for nothing itself.
    """

    __tablename__ = "feed"
    __table_args__ = (Index(None, "standing", "block"), Index(None, "receivable", "number"))

    number: Mapped[Wide] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(Text, unique=True)
    type: Mapped[str] = mapped_column(Text)
    timestamp: Mapped[Wide]
    block: Mapped[Wide]
    block_hash: Mapped[Hash]
    log_index: Mapped[int]
    transaction: Mapped[Hash]
    receivable: Mapped[ReceivableId | None]
    data: Mapped[dict[str, Any]]
    removes: Mapped[str | None] = mapped_column(Text)
    standing: Mapped[bool]


class AudienceModel(Base):
    """To whom it was told, and whether with its private fields; participant 0 is everybody."""

    __tablename__ = "feed_audience"

    participant: Mapped[ParticipantId] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[Wide] = mapped_column(primary_key=True, autoincrement=False, index=True)
    whole: Mapped[bool]


EVERYBODY = ParticipantId(0)
"""No participant has this number."""
