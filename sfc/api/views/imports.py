"""Import runs and profiles as the service shows them."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field

from sfc.api.forms import IsoDate, ParticipantText, ReceivableText, View, moment
from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.imports import Became, Doubt, ImportRun, IncomingFile, RowResult
from sfc.domain.intake import Fault
from sfc.domain.ledger_profile import LedgerProfile
from sfc.domain.profile_body import profile_body


class FileView(View):
    """A file as it was sent."""

    name: str
    media_type: str
    size: int = Field(description="Bytes.")
    sha256: str

    @classmethod
    def of(cls, file: IncomingFile) -> Self:
        """Write a file."""
        return cls(name=file.name, media_type=file.media_type, size=file.size, sha256=file.sha256)


class DoubtView(View):
    """What a person should look at in the file as a whole."""

    code: str = Field(examples=["dates_swapped"])
    text: str
    holds: bool = Field(description="Nothing is recorded until the file is accepted.")

    @classmethod
    def of(cls, doubt: Doubt) -> Self:
        """Write a doubt."""
        return cls(code=doubt.code, text=doubt.text, holds=doubt.holds)


class ImportView(View):
    """One file taken in for one supplier."""

    id: str
    supplier: ParticipantText
    file: FileView
    profile: str | None = Field(description="How the ledger was read.")
    calendar: str | None
    accepted_due_date: IsoDate | None
    doubts_accepted: bool
    dry_run: bool
    state: str = Field(
        description="`running`; `done`; `held`: suspicious as a whole, see `doubts`; "
        "`interrupted`: send the same file again to go on."
    )
    reason: str
    doubts: list[DoubtView]
    offset: int = Field(description="Bytes of the file that have been dealt with.")
    counts: dict[str, int] = Field(
        description="Documents or rows by outcome.", examples=[{"recorded": 99, "reject": 1}]
    )
    started: str
    finished: str | None

    @classmethod
    def of(cls, run: ImportRun, counts: Mapping[Became, int]) -> Self:
        """Write a run."""
        reading = run.reading
        return cls(
            id=run.id,
            supplier=format_participant(run.supplier),
            file=FileView.of(run.file),
            profile=reading.profile.name if reading.profile else None,
            calendar=reading.calendar or None,
            accepted_due_date=reading.due_date,
            doubts_accepted=reading.doubts_accepted,
            dry_run=run.dry_run,
            state=run.state.value,
            reason=run.reason,
            doubts=[DoubtView.of(doubt) for doubt in run.doubts],
            offset=run.offset,
            counts={became.value: count for became, count in counts.items()},
            started=moment(run.started),
            finished=None if run.finished is None else moment(run.finished),
        )


class FaultView(View):
    """One thing wrong in one place."""

    code: str
    place: str = Field(description="A column, an XPath, or blank for the whole.")
    value: str = Field(description="What stands there.")
    expected: str = Field(description="What should.")
    message: str

    @classmethod
    def of(cls, fault: Fault) -> Self:
        """Write a fault."""
        return cls(
            code=fault.code,
            place=fault.place,
            value=fault.value,
            expected=fault.expected,
            message=str(fault),
        )


class ImportResultView(View):
    """What became of one document or row."""

    place: int = Field(description="Its place in the file, the first being 1.")
    file: str
    row: int | None = Field(description="The line of a ledger on which it begins.")
    outcome: str = Field(
        description="`recorded`; `same`: on the ledger already; `conflict`: on the ledger with "
        "another amount or due date; `refused`: by the ledger; or, as documents are judged, "
        "`import` (would be recorded), `hold`, `nothing_to_finance`, `adjust`, `reject`."
    )
    reasons: list[str]
    faults: list[FaultView]
    warnings: list[str]
    receivable: ReceivableText | None
    document: dict[str, Any] = Field(description="The fields that could be read.")

    @classmethod
    def of(cls, result: RowResult, file: str) -> Self:
        """Write a result."""
        found = result.receivable
        return cls(
            place=result.place,
            file=file,
            row=result.row,
            outcome=result.became.value,
            reasons=list(result.reasons),
            faults=[FaultView.of(fault) for fault in result.faults],
            warnings=list(result.warnings),
            receivable=None if found is None else format_receivable(found),
            document=result.document,
        )


class ProfileView(View):
    """How a ledger is written; what is not stated has its default."""

    name: str = Field(examples=["our-erp"])
    columns: dict[str, str] = Field(
        description="Headings by field.", examples=[{"number": "Rechnungsnr.", "amount": "Betrag"}]
    )
    constants: dict[str, str] = Field(
        description="What is the same in all rows, by field.", examples=[{"currency": "EUR"}]
    )
    options: dict[str, str | int] = Field(
        description="Formats, signs, encoding, and so on.",
        examples=[{"date_format": "%d.%m.%Y", "decimal_sign": ","}],
    )

    @classmethod
    def of(cls, profile: LedgerProfile) -> Self:
        """Write a profile."""
        body = profile_body(profile)
        columns, constants = body.pop("columns"), body.pop("constants")
        return cls(name=profile.name, columns=columns, constants=constants, options=body)


class OfferView(View):
    """How a ledger might have to be read; nothing is decided by it."""

    profile: str | None = Field(description="A profile that comes with the system and might fit.")
    body: dict[str, Any] = Field(description="What could be saved, once it has been checked.")
    questions: list[str] = Field(
        description="What somebody has to decide.",
        examples=[["date_format: every date fits %d/%m/%Y and %m/%d/%Y"]],
    )
    evidence: dict[str, Any] = Field(
        description="For formats and signs: each choice, how many cells it fits, and rows that "
        "contradict it."
    )
