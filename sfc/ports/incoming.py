"""Invoices in: who reads files, and the book of what became of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Protocol

from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.imports import Became, Doubt, ImportRun, Reading, RowResult, RunState
from sfc.domain.intake import InvoiceDraft, Problem
from sfc.domain.ledger_profile import LedgerProfile


class FileReader(Protocol):
    """Reads files of every kind. It raises nothing for what they contain."""

    def check(self, reading: Reading) -> None:
        """Raises CalendarUnknown for a reading by which nothing can be read."""

    def is_ledger(self, stream: BinaryIO, name: str) -> bool:
        """Whether it has a row for each invoice, and needs a profile to be read."""

    def read(
        self, stream: BinaryIO, name: str, reading: Reading
    ) -> Iterator[InvoiceDraft | Problem]:
        """Give a result for each document or row, always the same for the same bytes and reading.

        `stream` is read from its start; its position tells the progress.
        """

    def doubts(self, stream: BinaryIO, name: str, reading: Reading) -> Sequence[Doubt]:
        """What is suspicious about a file as a whole, such as day and month exchanged."""

    def describe(self, result: InvoiceDraft | Problem) -> Mapping[str, Any]:
        """What was read of a document or row, as plain data."""

    def offer(self, stream: BinaryIO, name: str, sheet: str = "") -> Mapping[str, Any]:
        """How a ledger might have to be read, and what speaks against it, as plain data."""

    def profiles(self) -> Mapping[str, LedgerProfile]:
        """The profiles that come with the system, by name."""


class ImportBook(Protocol):
    """Import runs and saved profiles. Every method is its own database transaction."""

    def begin(self, run: ImportRun) -> None: ...
    def run(self, run_id: str) -> ImportRun:
        """Raises NotFound."""

    def unfinished(self, fingerprint: str) -> ImportRun | None:
        """The newest run of that fingerprint, if it has not come to its end."""

    def runs(
        self, supplier: ParticipantId | None = None, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[ImportRun], str | None]:
        """A page, newest first, and the cursor of the next one or None."""

    def note(self, run_id: str, results: Iterable[RowResult], offset: int) -> None:
        """Remember results, in the place of earlier ones, and how far the file has been read."""

    def doubted(self, run_id: str, doubts: Sequence[Doubt]) -> None: ...
    def move(self, run_id: str, state: RunState, reason: str, finished: int | None) -> None: ...
    def last_place(self, run_id: str) -> int:
        """The last place of which there is a result; 0 where there is none."""

    def has(self, run_id: str, receivable: ReceivableId) -> bool:
        """Whether a result of the run names that receivable."""

    def places(self, run_id: str, became: Became) -> Collection[int]:
        """The places with that outcome."""

    def results(
        self,
        run_id: str,
        became: Collection[Became] = (),
        after: str | None = None,
        limit: int = 50,
    ) -> tuple[Sequence[RowResult], str | None]:
        """A page in the order of the file, of some outcomes or all, and the next page's cursor."""

    def counts(self, run_id: str) -> Mapping[Became, int]: ...
    def save_profile(self, supplier: ParticipantId, profile: LedgerProfile) -> None: ...
    def saved_profile(self, supplier: ParticipantId, name: str) -> LedgerProfile | None: ...
    def saved_profiles(self, supplier: ParticipantId) -> Sequence[LedgerProfile]: ...
