"""The ledger's own state, asked of the contracts: for checking the read model against it.

What takes many keys answers in their order. Where the contracts say what the books of the read
model do, they are asked for a row of those: see `sfc.domain.books`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sfc.domain.books import CurrencyRow, RuleRow, TermsRow, UnitFreezeRow
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.receivable import Status
from sfc.domain.roles import Role


@dataclass(frozen=True, slots=True)
class LedgerParticipant:
    """A participant as the contracts have it; None where nothing is frozen, or recovered.

    `acts` says for whom its account acts, which is itself. `defaults` counts the receivables that
    it owes and that are marked as in default.
    """

    id: ParticipantId
    account: str
    acts: ParticipantId
    roles: Role
    suspended: bool
    defaults: int
    quote_epoch: int
    frozen_until: Day | None
    freeze_order: str | None
    recovery_account: str | None
    recovery_from: Day | None


@dataclass(frozen=True, slots=True)
class LedgerReceivable:
    """A receivable as the contracts have it: amounts in minor units, currency and terms by number.

    `unpaid` is principal; nothing before confirmation and after the end. `supplier_units` are what
    the supplier holds.
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
    supplier_units: int


@dataclass(frozen=True, slots=True)
class LedgerCollection:
    """What came in on a receivable that was not simply paid in full by its due day; else zeros.

    Amounts are minor units; `accrued_to` is a day number, 0 before any interest.
    """

    paid: int
    penalty_paid: int
    penalty_owed: int
    accrued_to: int
    redeemed: int

    @property
    def is_kept(self) -> bool:
        """Whether the contracts keep such amounts of this receivable."""
        return self.paid + self.penalty_paid > 0


@dataclass(frozen=True, slots=True)
class LedgerAdjustment:
    """What is disputed of a receivable, the credit note that is asked for, and what notes left.

    Fields are as those of `sfc.domain.books.ReceivableRow`.
    """

    disputed: int
    credit_asked: int
    credit_asked_by: ParticipantId | None
    credit_note: str | None
    credit_claim: int


@dataclass(frozen=True, slots=True)
class LedgerBatch:
    """What the contracts have of a batch: what is left of it, not what it was."""

    left: int
    left_total: int
    currency: int
    latest_due: Day
    posted_on: Day
    valid_until: Day


class LedgerState(Protocol):
    """What the contracts answer now. Every method raises ChainUnavailable."""

    def participants(self) -> Sequence[LedgerParticipant]:
        """All, by number."""

    def acting(self, accounts: Sequence[str]) -> Sequence[ParticipantId]:
        """For whom accounts act now; 0 for nobody."""

    def entities(self, entities: Sequence[str]) -> Sequence[ParticipantId]:
        """Who is registered as these legal entities, by their hashes; 0 for nobody."""

    def currencies(self) -> Sequence[CurrencyRow]: ...
    def terms(self) -> Sequence[TermsRow]: ...
    def rules(self) -> Sequence[RuleRow]: ...
    def receivable(self, receivable: ReceivableId) -> LedgerReceivable: ...
    def receivables(
        self, receivables: Sequence[ReceivableId]
    ) -> Sequence[tuple[LedgerReceivable, LedgerCollection]]:
        """Receivables with what came in on them."""

    def adjustments(self, receivables: Sequence[ReceivableId]) -> Sequence[LedgerAdjustment]: ...
    def units(self, receivable: ReceivableId, account: str) -> int: ...
    def holdings(self, held: Sequence[tuple[ReceivableId, str]]) -> Sequence[int]:
        """Units of accounts."""

    def redeemable(self, held: Sequence[tuple[ReceivableId, ParticipantId]]) -> Sequence[int]:
        """What holders could take out now, minor units, but for what is frozen."""

    def unit_freezes(
        self, held: Sequence[tuple[ReceivableId, ParticipantId]]
    ) -> Sequence[UnitFreezeRow]:
        """Orders on holdings; one of no units where there is none."""

    def quote_nonces(
        self, nonces: Sequence[tuple[ReceivableId, ParticipantId, int]]
    ) -> Sequence[str | None]:
        """What became of nonces of financiers: `filled` or `cancelled`, None if neither."""

    def credit_used(self, obligor: ParticipantId, currency: int) -> tuple[int, int]:
        """Limit and what is used of it, minor units."""

    def credit_lines(self, lines: Sequence[tuple[ParticipantId, int]]) -> Sequence[tuple[int, int]]:
        """Limit and use of lines, by obligor and number of the currency, minor units."""

    def batches(self, batches: Sequence[tuple[ParticipantId, str]]) -> Sequence[LedgerBatch]:
        """Batches, by obligor and root."""

    def cash_held(self, currency: int) -> int:
        """What the contracts hold of a currency's token, in its units."""
