"""Entries of double-entry bookkeeping. One that does not balance cannot be made."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sfc.domain.events import Located
from sfc.domain.ids import ReceivableId
from sfc.domain.journal.accounts import Account, Treatment


@dataclass(frozen=True, slots=True)
class Line:
    """Minor units on one account: debits positive, credits negative, never 0."""

    account: Account
    amount: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What one event does to one participant's books, in one currency.

    `counterparty` is a participant such as `par_7`, or an account that is nobody's.
    """

    at: Located
    currency: str
    receivable: ReceivableId | None
    counterparty: str | None
    treatment: Treatment
    text: str
    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        if sum(line.amount for line in self.lines) != 0:
            raise ValueError(f"entry does not balance: {self.lines}")


def lines(*amounts: tuple[Account, int]) -> tuple[Line, ...]:
    """Put amounts of the same account together and leave out what is 0; debits come first."""
    total: Counter[Account] = Counter()
    for account, amount in amounts:
        total[account] += amount
    found = [Line(account, amount) for account, amount in total.items() if amount]
    return tuple(sorted(found, key=lambda line: line.amount < 0))


def trial_balance(entries: Iterable[Entry]) -> Mapping[tuple[str, Account], int]:
    """Sum up by currency and account; the sums of a currency come to 0."""
    total: Counter[tuple[str, Account]] = Counter()
    for entry in entries:
        for line in entry.lines:
            total[entry.currency, line.account] += line.amount
    return {key: total[key] for key in sorted(total)}
