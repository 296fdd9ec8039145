"""Tables of what is kept for people to decide: suspected twins, tasks, credit notes under way.

They do not refer to derived tables, which come and go.
"""

from datetime import date
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.store.columns import Base, Hash, Minor, Wide


class ComparedModel(Base):
    """What invoices are compared by; the key is in canonical spelling."""

    __tablename__ = "compared_invoices"
    __table_args__ = (Index(None, "seller", "buyer", "currency", "issued", "amount"),)

    receivable: Mapped[ReceivableId] = mapped_column(primary_key=True)
    seller: Mapped[str] = mapped_column(Text)
    buyer: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    issued: Mapped[date]
    document_type: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(String(3))
    amount: Mapped[Minor]


class FormModel(Base):
    """Reduced forms of invoice numbers, with what narrows the search for one.

    A form is kept as 32 digits of its SHA-256: it may be too long for an index.
    """

    __tablename__ = "invoice_forms"
    __table_args__ = (
        Index(None, "seller", "buyer", "form", "receivable"),
        Index(None, "buyer", "form", "currency", "amount"),
    )

    receivable: Mapped[ReceivableId] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(String(32), primary_key=True)
    seller: Mapped[str] = mapped_column(Text)
    buyer: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(String(3))
    amount: Mapped[Minor]


class MarkModel(Base):
    """Bank accounts and payees of invoices, as keyed digests: `kind` is `account` or `payee`."""

    __tablename__ = "invoice_marks"

    receivable: Mapped[ReceivableId] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class CaseModel(Base):
    """Suspected twins; `reasons` are names separated by blanks."""

    __tablename__ = "twin_cases"
    __table_args__ = (
        Index(None, "opened", "id"),
        Index(None, "obligor", "opened", "id"),
        Index(None, "later_supplier", "opened", "id"),
    )

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    earlier: Mapped[ReceivableId]
    later: Mapped[ReceivableId]
    obligor: Mapped[ParticipantId]
    earlier_supplier: Mapped[ParticipantId]
    later_supplier: Mapped[ParticipantId]
    reasons: Mapped[str] = mapped_column(Text)
    opened: Mapped[Wide]
    verdict: Mapped[str | None] = mapped_column(Text)


class DecisionModel(Base):
    """What was decided of suspected twins, in order; nothing is ever taken back."""

    __tablename__ = "twin_decisions"

    case_id: Mapped[str] = mapped_column(Text, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    verdict: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[Wide]
    note: Mapped[str] = mapped_column(Text)


class TaskModel(Base):
    """Things for people to do."""

    __tablename__ = "tasks"
    __table_args__ = (
        Index(None, "opened", "id"),
        Index(None, "owner", "opened", "id"),
        Index(None, "other", "opened", "id"),
        Index(None, "subject"),
    )

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    owner: Mapped[ParticipantId]
    other: Mapped[ParticipantId | None]
    receivable: Mapped[ReceivableId | None]
    subject: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]]
    opened: Mapped[Wide]
    done_by: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[Wide | None]
    note: Mapped[str] = mapped_column(Text)


class CreditNoteModel(Base):
    """Credit notes that the ledger was asked to apply, amounts in minor units of one currency."""

    __tablename__ = "credit_notes"
    __table_args__ = (Index(None, "receivable", "made"),)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    reference: Mapped[Hash]
    number: Mapped[str] = mapped_column(Text)
    issued: Mapped[date]
    document_type: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(String(3))
    stated: Mapped[Minor]
    replaces: Mapped[bool]
    supplier: Mapped[ParticipantId]
    obligor: Mapped[ParticipantId]
    receivable: Mapped[ReceivableId]
    round: Mapped[int]
    act: Mapped[str] = mapped_column(Text)
    face: Mapped[Minor]
    amount: Mapped[Minor]
    claim: Mapped[Minor]
    made: Mapped[Wide]
    progress: Mapped[str] = mapped_column(Text)
    transaction: Mapped[Hash | None]
