"""Tables of what is known off the chain only. Nothing here can be had again from the chain.

They do not refer to derived tables, which come and go.
"""

from datetime import date
from typing import Any

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.store.columns import Account, Base, Minor, Wide


class NameModel(Base):
    """Names and legal ids of participants; `canonical` is the legal id's canonical spelling."""

    __tablename__ = "participant_names"

    participant: Mapped[ParticipantId] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    legal_id: Mapped[str] = mapped_column(Text)
    canonical: Mapped[str] = mapped_column(Text, index=True)


class InvoiceModel(Base):
    """Invoices behind receivables: the key in canonical spelling, the number as it was spelled."""

    __tablename__ = "invoices"
    __table_args__ = (Index(None, "seller", "buyer"),)

    receivable: Mapped[ReceivableId] = mapped_column(primary_key=True)
    seller: Mapped[str] = mapped_column(Text)
    buyer: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    issued: Mapped[date]
    document_type: Mapped[str] = mapped_column(Text)
    spelled: Mapped[str] = mapped_column(Text)


class AskModel(Base):
    """Requests for quotes. `named` has numbers of financiers between spaces; blank for all."""

    __tablename__ = "asks"
    __table_args__ = (Index(None, "receivable", "created"),)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    receivable: Mapped[ReceivableId]
    holder: Mapped[ParticipantId]
    units: Mapped[Minor]
    created: Mapped[Wide]
    expiry: Mapped[Minor]
    named: Mapped[str] = mapped_column(Text)


class QuoteModel(Base):
    """Signed quotes; `account` is the financier's, which signed."""

    __tablename__ = "quotes"
    __table_args__ = (Index(None, "receivable", "created"),)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    created: Mapped[Wide]
    financier: Mapped[ParticipantId]
    account: Mapped[Account]
    receivable: Mapped[ReceivableId]
    round: Mapped[int]
    unpaid: Mapped[Minor]
    due_day: Mapped[Day]
    min_units: Mapped[Minor]
    max_units: Mapped[Minor]
    rate_ppm: Mapped[Wide]
    basis: Mapped[int]
    expiry: Mapped[Minor]
    nonce: Mapped[Wide]
    signature: Mapped[bytes]
    ask: Mapped[str | None] = mapped_column(Text)


class OrderModel(Base):
    """Signed orders of the market: `fields` are those that were signed, in their order."""

    __tablename__ = "orders"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(Text, unique=True)
    maker: Mapped[ParticipantId]
    created: Mapped[Wide]
    fields: Mapped[dict[str, Any]]
    signature: Mapped[bytes]
