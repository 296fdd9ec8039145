"""Bank statements: read from files, and kept with what was made of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sfc.domain.events import Located
from sfc.domain.ids import ParticipantId
from sfc.domain.reconciliation import (
    BankEntry,
    BankStatement,
    Finding,
    Known,
    Standing,
    State,
)
from sfc.domain.reconciliation.csv_profile import BankProfile


@dataclass(frozen=True, slots=True)
class FiledStatement:
    """A statement in the books, without its entries: `statement.entries` is empty.

    Without an `owner` it is the settlement bank's. `filed` is a unix second of the ledger.
    """

    id: str
    owner: ParticipantId | None
    statement: BankStatement
    file: str
    filed: int
    by: str


@dataclass(frozen=True, slots=True)
class FiledEntry:
    """An entry and where it stands. `sent_after` is the block after which its payment was sent.

    It is None unless a payment is under way, or was cut off.
    """

    entry: BankEntry
    finding: Finding
    sent_after: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about an entry: `at` is a unix second of the ledger."""

    action: str
    by: str
    at: int
    note: str = ""


class StatementReader(Protocol):
    """Reads bank statements in whatever format they come."""

    def read(
        self, content: bytes, file: str, profile: BankProfile | None
    ) -> tuple[BankStatement, ...]:
        """Read a file; CSV needs a profile. Raises StatementMalformed, StatementUnbalanced."""


class ReconciliationBook(Protocol):
    """Statements, their entries and what was decided. Every method is its own transaction.

    Methods that look one thing up raise NotFound.
    """

    def file(
        self, filed: FiledStatement, entries: Sequence[FiledEntry], keys: Sequence[str]
    ) -> bool:
        """Keep a statement with its entries, all or nothing; False if it is there already.

        `keys` are what the entries are recognised by in other statements.
        """

    def filed(self, statement: str) -> FiledStatement: ...
    def all_filed(
        self, owners: Sequence[ParticipantId | None] | None, after: str | None, limit: int
    ) -> tuple[Sequence[FiledStatement], str | None]:
        """A page, newest first, of some owners' or everybody's, and the next cursor or None."""

    def entry(self, statement: str, number: int) -> FiledEntry: ...
    def entries(
        self, statement: str, state: State | None, after: int, limit: int
    ) -> Sequence[FiledEntry]:
        """A page by number, beginning after one."""

    def standings(self, statement: str) -> Sequence[Standing]:
        """All entries as far as sums and counts go."""

    def settle(
        self, statement: str, finding: Finding, decision: Decision | None, sent_after: int | None
    ) -> None:
        """Note where an entry stands now and, if somebody decided it, who."""

    def decisions(self, statement: str, number: int) -> Sequence[Decision]: ...
    def known(
        self, owner: ParticipantId | None, keys: Iterable[str], but: str
    ) -> Mapping[str, Known]:
        """Entries of all statements but one, by their keys; the one filed first of each."""

    def allocated(self, owner: ParticipantId | None) -> Mapping[str, int]:
        """What entries of an owner's statements have of each item."""

    def payments(self, since: int) -> Sequence[Located]:
        """All payments on all receivables since a unix second, in the order of the ledger."""
