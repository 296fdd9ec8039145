"""Messages and papers out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sfc.domain.contact import Contact
from sfc.domain.days import Day
from sfc.domain.events import Located
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.outgoing import (
    AccountStatement,
    Assignment,
    ClaimFacts,
    InvoiceResponse,
    JournalFile,
    OutgoingFile,
    PaymentOrder,
)


class EventLog(Protocol):
    """The events themselves, in the order of the ledger: what holds for any past day."""

    def of_participant(self, participant: ParticipantId) -> Sequence[Located]:
        """All that concerns a participant, of all times.

        All events of receivables of which it is obligor or supplier, of which it holds or ever
        held units, or on which it paid; and all cash that its accounts gave or took.
        """

    def of_debts(self, obligor: ParticipantId, due_by: Day, before: int) -> Sequence[Located]:
        """Events before a unix second of receivables that an obligor had to pay by a day.

        Receivables that were settled before that second are left out; those since are not.
        """

    def claims(self, receivables: Iterable[ReceivableId]) -> Mapping[ReceivableId, ClaimFacts]:
        """What these receivables are, looked up together; unknown ones are left out."""


class Contacts(Protocol):
    """What participants state of themselves for messages out."""

    def contact_of(self, participant: ParticipantId) -> Contact:
        """What it stated last; an empty contact if it never did."""

    def note_contact(self, participant: ParticipantId, contact: Contact) -> None: ...


class FileWriter(Protocol):
    """Gives what goes out its formats. The same content always comes out as the same bytes."""

    def invoice_response(self, response: InvoiceResponse) -> OutgoingFile: ...
    def account_statement(self, statement: AccountStatement) -> OutgoingFile: ...
    def remittance_advice(self, statement: AccountStatement) -> OutgoingFile: ...
    def payment_file(self, order: PaymentOrder) -> OutgoingFile: ...
    def journal(self, journal: JournalFile, chart: str = "") -> OutgoingFile:
        """`chart` declares the accounts; without it they are those of the chart that is shipped."""

    def assignment_notice(self, assignment: Assignment) -> OutgoingFile: ...
    def registration_sheet(self, assignment: Assignment) -> OutgoingFile: ...
    def registration_data(self, assignment: Assignment) -> OutgoingFile: ...
