"""One participant's books while events are entered: positions, and how entries come of changes."""

from collections import Counter
from dataclasses import dataclass, field

from sfc.domain.events import Located, Recorded
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant
from sfc.domain.journal.accounts import Account, Treatment
from sfc.domain.journal.entries import Entry, lines
from sfc.domain.journal.position import Position
from sfc.domain.transactions import Accounts


@dataclass(slots=True)
class Known:
    """What the books know of a receivable, the participant's position in it included."""

    recorded: Recorded
    confirmed: int | None
    position: Position


@dataclass(frozen=True, slots=True)
class DealParties:
    """Between whom a deal of the market is, and about what."""

    receivable: ReceivableId
    seller: ParticipantId
    financier: ParticipantId


@dataclass(slots=True)
class Book:
    """The books of `owner`. `currencies` has the code of each number, `deals` are the market's."""

    owner: ParticipantId
    accounts: Accounts
    currencies: dict[int, str]
    known: dict[ReceivableId, Known] = field(default_factory=dict)
    deals: dict[tuple[str, int], DealParties] = field(default_factory=dict)

    def is_owner(self, account: str | None) -> bool:
        """Whether an account acts for the owner of the books."""
        return account is not None and self.accounts.get(account) == self.owner

    def entry(
        self,
        at: Located,
        receivable: ReceivableId,
        treatment: Treatment,
        text: str,
        counterparty: str | None,
        *amounts: tuple[Account, int],
    ) -> Entry:
        """An entry about a receivable."""
        code = self.currencies[self.known[receivable].recorded.currency]
        other = self.named(counterparty)
        return Entry(at, code, receivable, other, treatment, text, lines(*amounts))

    def named(self, account: str | None) -> str | None:
        """The participant behind an account, as `par_7`; an account of nobody's as it is."""
        participant = self.accounts.get(account) if account else None
        return format_participant(participant) if participant else account


def changes(before: Counter[Account], after: Counter[Account]) -> list[tuple[Account, int]]:
    """What accounts show now, less what they showed."""
    return [
        (account, after[account] - before[account])
        for account in Account
        if after[account] != before[account]
    ]


def balancing(account: Account, amounts: list[tuple[Account, int]]) -> list[tuple[Account, int]]:
    """Put on one account what the others do not balance to."""
    return [*amounts, (account, -sum(amount for _, amount in amounts))]
