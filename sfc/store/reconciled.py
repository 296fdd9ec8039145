"""Tables of bank statements and what was made of them.

`owner` is a participant, or 0 for the settlement bank.
"""

from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.days import Day
from sfc.domain.ids import ReceivableId
from sfc.store.columns import Base, Minor, Wide


class StatementModel(Base):
    """Bank statements. The order of filing is `place`, and of two at once the id."""

    __tablename__ = "bank_statements"
    __table_args__ = (Index(None, "owner", "place"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    place: Mapped[Wide]
    owner: Mapped[Wide]
    number: Mapped[str] = mapped_column(Text)
    account: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(String(3))
    first: Mapped[Day]
    last: Mapped[Day]
    opening: Mapped[Minor | None]
    closing: Mapped[Minor | None]
    file: Mapped[str] = mapped_column(Text)
    filed: Mapped[Wide]
    by: Mapped[str] = mapped_column(Text)


class EntryModel(Base):
    """Entries: what the bank said, and as `finding` what became of it; allocations are apart."""

    __tablename__ = "bank_entries"
    __table_args__ = (
        ForeignKeyConstraint(["statement"], ["bank_statements.id"]),
        Index(None, "owner", "key"),
    )

    statement: Mapped[str] = mapped_column(String(36), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    owner: Mapped[Wide]
    key: Mapped[str] = mapped_column(String(64))
    amount: Mapped[Minor]
    booked: Mapped[Day]
    value: Mapped[Day]
    said: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(Text)
    finding: Mapped[dict[str, Any]]
    sent_after: Mapped[Wide | None]


class AllocationModel(Base):
    """What decided entries have of items; `transaction` is empty until it is on the ledger."""

    __tablename__ = "bank_allocations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["statement", "entry"], ["bank_entries.statement", "bank_entries.number"]
        ),
        Index(None, "owner", "item"),
    )

    statement: Mapped[str] = mapped_column(String(36), primary_key=True)
    entry: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    owner: Mapped[Wide]
    item: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    receivable: Mapped[ReceivableId | None]
    amount: Mapped[Minor]
    transaction: Mapped[str] = mapped_column(Text)


class DecisionModel(Base):
    """What people decided, in order."""

    __tablename__ = "bank_decisions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["statement", "entry"], ["bank_entries.statement", "bank_entries.number"]
        ),
    )

    statement: Mapped[str] = mapped_column(String(36), primary_key=True)
    entry: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[Wide]
    note: Mapped[str] = mapped_column(Text)
