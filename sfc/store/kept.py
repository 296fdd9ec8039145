"""Tables about documents and messages: where originals are kept, where parties are reached."""

from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.ids import ParticipantId
from sfc.store.columns import Base, Hash


class DocumentModel(Base):
    """Kept documents by their evidence root. The id changes when one is encrypted anew."""

    __tablename__ = "documents"

    root: Mapped[Hash] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(String(64), unique=True)
    owner: Mapped[ParticipantId]


class ContactModel(Base):
    """What participants state for messages: an address, and bank accounts by currency code."""

    __tablename__ = "contacts"

    participant: Mapped[ParticipantId] = mapped_column(primary_key=True, autoincrement=False)
    electronic_address: Mapped[str] = mapped_column(Text)
    bank_accounts: Mapped[dict[str, Any]]
