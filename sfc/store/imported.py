"""Tables of import runs, their results, and saved profiles: known off the chain only."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.store.columns import Base, Wide


class ImportRunModel(Base):
    """Runs, in the order in which they began. The files themselves are nowhere."""

    __tablename__ = "import_runs"
    __table_args__ = (Index(None, "supplier", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(Text, unique=True)
    supplier: Mapped[ParticipantId]
    fingerprint: Mapped[str] = mapped_column(Text, index=True)
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    size: Mapped[Wide]
    sha256: Mapped[str] = mapped_column(Text)
    profile: Mapped[str | None] = mapped_column(Text)
    reading: Mapped[dict[str, Any]]
    dry_run: Mapped[bool]
    state: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    doubts: Mapped[list[Any]] = mapped_column(JSON)
    offset: Mapped[Wide]
    started: Mapped[Wide]
    finished: Mapped[Wide | None]


class ImportResultModel(Base):
    """What became of each document or row of a run."""

    __tablename__ = "import_results"
    __table_args__ = (Index(None, "run", "became", "place"), Index(None, "run", "receivable"))

    run: Mapped[int] = mapped_column(ForeignKey("import_runs.number"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    row: Mapped[int | None]
    became: Mapped[str] = mapped_column(Text)
    reasons: Mapped[list[Any]] = mapped_column(JSON)
    faults: Mapped[list[Any]] = mapped_column(JSON)
    warnings: Mapped[list[Any]] = mapped_column(JSON)
    receivable: Mapped[ReceivableId | None]
    document: Mapped[dict[str, Any]]


class ImportProfileModel(Base):
    """How a supplier's ledgers are written, by the name that it gave."""

    __tablename__ = "import_profiles"

    supplier: Mapped[ParticipantId] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    body: Mapped[dict[str, Any]]
