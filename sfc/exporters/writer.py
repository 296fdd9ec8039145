"""All formats behind one door: implements `sfc.ports.FileWriter`."""

from sfc.domain.outgoing import (
    AccountStatement,
    Assignment,
    InvoiceResponse,
    JournalFile,
    OutgoingFile,
    PaymentOrder,
)
from sfc.exporters import (
    assignment_notice,
    camt,
    journal_csv,
    pain001,
    peppol,
    registration,
)
from sfc.exporters.chart import default_chart, read_chart


class FileWriter:
    """Writes every format."""

    def invoice_response(self, response: InvoiceResponse) -> OutgoingFile:
        """Peppol Invoice Response 3."""
        return peppol.invoice_response(response)

    def account_statement(self, statement: AccountStatement) -> OutgoingFile:
        """camt.053.001.08."""
        return camt.account_statement(statement)

    def remittance_advice(self, statement: AccountStatement) -> OutgoingFile:
        """camt.054.001.08."""
        return camt.remittance_advice(statement)

    def payment_file(self, order: PaymentOrder) -> OutgoingFile:
        """pain.001.001.09, valid by its schema."""
        return pain001.payment_file(order)

    def journal(self, journal: JournalFile, chart: str = "") -> OutgoingFile:
        """CSV with codes of a declared chart of accounts. Raises RequestMalformed for a bad one."""
        return journal_csv.journal_csv(journal, read_chart(chart) if chart else default_chart())

    def assignment_notice(self, assignment: Assignment) -> OutgoingFile:
        """PDF to the debtor."""
        return assignment_notice.assignment_notice(assignment)

    def registration_sheet(self, assignment: Assignment) -> OutgoingFile:
        """PDF for the registry."""
        return registration.registration_sheet(assignment)

    def registration_data(self, assignment: Assignment) -> OutgoingFile:
        """The same as CSV."""
        return registration.registration_data(assignment)
