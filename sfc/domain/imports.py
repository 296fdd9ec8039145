"""Import runs: one file taken in for one supplier, and what became of each document or row."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sfc.domain.due_dates import Convention
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.intake import Fault
from sfc.domain.ledger_profile import LedgerProfile


class RunState(StrEnum):
    """How far a run has come. The same file again continues one that is RUNNING or INTERRUPTED."""

    RUNNING = "running"
    DONE = "done"
    HELD = "held"
    INTERRUPTED = "interrupted"


class Became(StrEnum):
    """What became of a document or row.

    The last five are those of `sfc.domain.intake.Outcome`; IMPORT, the result of a dry run, would
    be RECORDED.
    """

    RECORDING = "recording"
    RECORDED = "recorded"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"
    IMPORT = "import"
    HOLD = "hold"
    NOTHING_TO_FINANCE = "nothing_to_finance"
    ADJUST = "adjust"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should look at in a file as a whole, in one sentence.

    `code` is stable; where `holds`, nothing is recorded until somebody has accepted the file.
    """

    code: str
    text: str
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read. Everything in it was declared or accepted by somebody.

    `profile` is for ledgers. `due_date` is the proposed due date that was accepted for an
    e-invoice that states its own in words only. With a `calendar` due dates are moved to business
    days by `convention`. `doubts_accepted` says that the file is right, whatever it looks like.
    """

    profile: LedgerProfile | None = None
    calendar: str = ""
    convention: Convention = Convention.FOLLOWING
    due_date: date | None = None
    doubts_accepted: bool = False


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file as it was sent: its name, what it is said to be, its bytes' number and SHA-256."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One file for one supplier.

    `fingerprint` is equal for the same bytes, read in the same way for the same supplier.
    `offset` is how many bytes of the file have been dealt with, `started` and `finished` are unix
    seconds of the ledger. `reason` says why a run is held or was interrupted.
    """

    id: str
    supplier: ParticipantId
    file: IncomingFile
    reading: Reading
    dry_run: bool
    fingerprint: str
    started: int
    state: RunState = RunState.RUNNING
    reason: str = ""
    doubts: tuple[Doubt, ...] = ()
    offset: int = 0
    finished: int | None = None


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of the document or row at a `place` of a file, the first being 1.

    `row` is the line in a ledger, `document` are the fields that could be read, as plain data.
    `receivable` is the one on the ledger, of this row or of an earlier one of the same invoice; in
    a dry run the one that there would be.
    """

    place: int
    row: int | None
    became: Became
    reasons: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    warnings: tuple[str, ...] = ()
    receivable: ReceivableId | None = None
    document: dict[str, Any] = field(default_factory=dict)
