"""What is kept for people to decide: suspected twins, credit notes under way, tasks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sfc.domain.credit_note import CreditNote
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.similarity import Invoice
from sfc.domain.task import Task
from sfc.domain.twin_case import Decision, TwinCase, Verdict


@dataclass(frozen=True, slots=True)
class NotedInvoice:
    """An invoice by what it is compared by, whether or not the ledger took it in the end.

    `id` is what the receivable is called if it did.
    """

    id: ReceivableId
    invoice: Invoice


@dataclass(frozen=True, slots=True)
class MatterFilter:
    """Which cases or tasks to list; None means any.

    `party` is who is asking: the obligor of a case or the supplier of both its receivables; owner
    of a task or its other party.
    """

    party: ParticipantId | None = None
    is_open: bool | None = None
    verdict: Verdict | None = None


class Likenesses(Protocol):
    """Noted invoices, looked up by what makes them resemble a new one: a few of each crowd."""

    def note_compared(self, noted: Iterable[NotedInvoice]) -> None:
        """Remember what invoices are compared by, in one transaction; again replaces."""

    def alike_in_number(self, invoice: Invoice) -> Sequence[NotedInvoice]:
        """Between the same parties, with a reduced form of the number in common."""

    def alike_in_amount(
        self, invoice: Invoice, least: int, most: int, first: date, last: date
    ) -> Sequence[NotedInvoice]:
        """Between the same parties, of an amount (minor units) and an issue date within bounds."""

    def alike_elsewhere(self, invoice: Invoice, least: int, most: int) -> Sequence[NotedInvoice]:
        """Of other sellers to the same buyer, alike in number, of an amount within bounds."""

    def numbered(self, seller: str, buyer: str, number: str) -> Sequence[NotedInvoice]:
        """Between two legal ids, with the number in any spelling of it."""


class TwinCases(Protocol):
    """Suspected twins."""

    def open_cases(self, cases: Collection[TwinCase]) -> None:
        """Add cases, in one transaction; those of a known pair are left as they are."""

    def case(self, case_id: str) -> TwinCase:
        """Raises NotFound, also while one of its receivables is not on the ledger."""

    def cases(
        self, wanted: MatterFilter, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[TwinCase], str | None]:
        """A page, newest first, of cases both of whose receivables are on the ledger."""

    def decide(self, case_id: str, decision: Decision) -> None:
        """Add a decision to a case."""


class Tasks(Protocol):
    """Things for people to do."""

    def open_task(self, task: Task) -> None:
        """Add a task; one that is open or done already is left as it is."""

    def task(self, task_id: str) -> Task:
        """Raises NotFound."""

    def tasks(
        self, wanted: MatterFilter, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[Task], str | None]:
        """A page, newest first."""

    def tasks_about(self, subject: str) -> Sequence[Task]: ...
    def finish_task(self, task_id: str, by: str, at: int, note: str) -> None:
        """Say that it is done; a task that is done already is left as it is."""


class CreditNotes(Protocol):
    """Credit notes that the ledger was asked to apply."""

    def put_credit_note(self, note: CreditNote) -> None:
        """Keep it, in the place of what was kept of the same document."""

    def drop_credit_note(self, note_id: str) -> None:
        """Forget one that the ledger refused: nothing came of it."""

    def credit_note(self, note_id: str) -> CreditNote | None: ...
    def credit_notes_on(self, receivable: ReceivableId) -> Sequence[CreditNote]:
        """In the order in which they were made."""


class Matters(Likenesses, TwinCases, Tasks, CreditNotes, Protocol):
    """All of it. Every method is its own database transaction."""
