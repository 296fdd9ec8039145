"""Looking up what must be there, if the events are those of the contracts."""

from collections.abc import Iterable, Iterator

from sfc.domain.books import AccountRow, CurrencyRow, HoldingRow, ReceivableRow
from sfc.domain.events import Located
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.indexer.books import R, Reader
from sfc.ports import LedgerInconsistent

_ACCOUNTS = ("account", "giver", "taker", "payer", "seller", "financier")
"""Fields of events that hold an account."""


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


def accounts(events: Iterable[Located], books: Reader) -> dict[str, ParticipantId]:
    """Give the participants behind the accounts that events name; strangers are left out."""
    named = {
        account
        for located in events
        for role in _ACCOUNTS
        if (account := getattr(located.event, role, None)) is not None
    }
    rows = {account: books.get(AccountRow, account) for account in named}
    return {account: row.participant for account, row in rows.items() if row}


def currencies(books: Reader) -> Iterator[CurrencyRow]:
    """Give all listed currencies: the ledger numbers them from 1 on."""
    number = 1
    while (row := books.get(CurrencyRow, number)) is not None:
        yield row
        number += 1


def units(books: Reader, key: ReceivableId, holder: ParticipantId) -> int:
    """Give how many units of a receivable a participant has."""
    holding = books.get(HoldingRow, key, holder)
    return holding.units if holding else 0


def not_negative(amount: int, what: str) -> int:
    """Let an amount through. Raises LedgerInconsistent below 0."""
    if amount < 0:
        raise LedgerInconsistent(f"{what} would be {amount}")
    return amount
