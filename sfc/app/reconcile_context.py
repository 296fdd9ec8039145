"""What reconciliation works with."""

from dataclasses import dataclass

from sfc.ports.reconciliation import ReconciliationBook, StatementReader


@dataclass(frozen=True, slots=True)
class Reconciling:
    """The book of bank statements, and who reads them from files."""

    book: ReconciliationBook
    reader: StatementReader
