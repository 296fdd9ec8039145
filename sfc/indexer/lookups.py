"""Looking up what must be there, if the events are those of the contracts."""

from sfc.domain.books import AccountRow, HoldingRow, ReceivableRow
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.indexer.books import R, Reader


class LedgerInconsistent(Exception):
    """The events contradict each other: they are not all the events of one ledger, in order."""


def existing(books: Reader, kind: type[R], *key: object) -> R:
    """Give the row of that key. Raises LedgerInconsistent if there is none."""
    if (row := books.get(kind, *key)) is None:
        raise LedgerInconsistent(f"no {kind.__name__} {key} when an event needs it")
    return row


def receivable(books: Reader, key: ReceivableId) -> ReceivableRow:
    """Give a receivable that was recorded. Raises LedgerInconsistent."""
    return existing(books, ReceivableRow, key)


def participant(books: Reader, account: str) -> ParticipantId:
    """Give the participant behind an account. Raises LedgerInconsistent for a stranger's."""
    return existing(books, AccountRow, account).participant


def units(books: Reader, key: ReceivableId, holder: ParticipantId) -> int:
    """Give how many units of a receivable a participant has."""
    holding = books.get(HoldingRow, key, holder)
    return holding.units if holding else 0


def not_negative(amount: int, what: str) -> int:
    """Let an amount through. Raises LedgerInconsistent below 0."""
    if amount < 0:
        raise LedgerInconsistent(f"{what} would be {amount}")
    return amount
