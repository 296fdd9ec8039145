"""The ledger's own state, asked of the contracts: for checking the read model against it."""

from dataclasses import dataclass
from typing import Protocol

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.receivable import Status
from sfc.domain.roles import Role


@dataclass(frozen=True, slots=True)
class LedgerParticipant:
    """A participant as the contracts have it."""

    id: ParticipantId
    roles: Role
    suspended: bool


@dataclass(frozen=True, slots=True)
class LedgerReceivable:
    """A receivable as the contracts have it: amounts in minor units, currency and terms by number.

    `unpaid` is principal; nothing before confirmation and after the end.
    """

    status: Status
    round: int
    currency: int
    terms: int
    due_day: Day
    obligor: ParticipantId
    supplier: ParticipantId
    face: int
    unpaid: int


class LedgerState(Protocol):
    """What the contracts answer now. Every method raises ChainUnavailable."""

    def participant(self, account: str) -> LedgerParticipant: ...
    def receivable(self, receivable: ReceivableId) -> LedgerReceivable: ...
    def units(self, receivable: ReceivableId, account: str) -> int: ...
    def credit_used(self, obligor: ParticipantId, currency: int) -> tuple[int, int]:
        """Limit and what is used of it, minor units."""

    def cash_held(self, currency: int) -> int:
        """What the contracts hold of a currency's token, in its units."""
