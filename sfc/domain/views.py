"""What the read model answers: the state of the ledger as people ask for it.

Derived from events only, except for what is marked as known off the chain.
"""

from dataclasses import dataclass

from sfc.domain.currency import Currency
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.receivable import Standing, Status
from sfc.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Participant:
    """A registered legal entity. Name and legal id are known off the chain.

    `frozen_until` is the last day of its freeze by `freeze_order`, over or not. `recovery_account`
    was asked for and can take over from `recovery_from` on. Quotes of epochs before `quote_epoch`
    are void.
    """

    id: ParticipantId
    account: str
    roles: Role
    suspended: bool
    name: str
    legal_id: str
    frozen_until: Day | None = None
    freeze_order: str | None = None
    recovery_account: str | None = None
    recovery_from: Day | None = None
    quote_epoch: int = 0


@dataclass(frozen=True, slots=True)
class ListedCurrency:
    """A currency by its number on the ledger: `scale` token units are one minor unit."""

    number: int
    code: str
    token: str
    scale: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms by their number on the ledger: rate in ppm a year, basis 360 or 365."""

    number: int
    grace_days: int
    penalty_rate_ppm: int
    basis: int


@dataclass(frozen=True, slots=True)
class CreditLine:
    """How much an obligor may have promised and not yet paid, and how much it has."""

    obligor: ParticipantId
    limit: Money
    used: Money


@dataclass(frozen=True, slots=True)
class Batch:
    """An undertaking by a Merkle root: so many receivables, of so much in all; and what is left."""

    obligor: ParticipantId
    root: str
    count: int
    total: Money
    left: int
    left_total: Money
    latest_due: Day
    posted_on: Day
    valid_until: Day


@dataclass(frozen=True, slots=True)
class Receivable:
    """One receivable. The invoice number is known off the chain, and empty where it is not.

    `asked_face` is what the supplier recorded; `face` what the obligor confirmed, once it did.
    `penalty_owed` is posted and unpaid penalty interest up to `accrued_to`; what accrued since is
    for `sfc.domain.discount.penalty_interest` to say.

    `disputed` is what the obligor contests before it confirms. `credit_asked` is a credit note that
    one party asks the other to agree to, `credit_note` its document's hash; `credit_claim` is what
    the supplier owes to the obligor from notes beyond what it still held. `in_default` says that
    somebody marked it so on the ledger, which bars the obligor from promising anew. `batch` is the
    root of the batch out of which it came.
    """

    id: ReceivableId
    status: Status
    round: int
    obligor: ParticipantId
    supplier: ParticipantId
    asked_face: Money
    face: Money
    paid: Money
    penalty_paid: Money
    penalty_owed: Money
    accrued_to: Day | None
    redeemed: Money
    issue_day: Day
    due_day: Day
    terms: Terms
    invoice: str
    evidence_root: str
    rejection: int | None
    cancellation_asked_by: ParticipantId | None
    disputed: Money
    dispute_reason: int | None
    credit_asked: Money
    credit_asked_by: ParticipantId | None
    credit_note: str | None
    credit_claim: Money
    in_default: bool
    batch: str | None
    invoice_number: str

    def standing(self, today: Day) -> Standing:
        """Where it stands on a day: due, overdue, in default."""
        return Standing(
            status=self.status,
            due_day=self.due_day,
            grace_days=self.terms.grace_days,
            face=self.face.minor,
            paid=self.paid.minor,
            today=today,
        )


@dataclass(frozen=True, slots=True)
class ReceivableTotals:
    """What the receivables of one status in one currency come to; `overdue` is principal."""

    status: Status
    count: int
    face: Money
    paid: Money
    overdue_count: int
    overdue: Money


@dataclass(frozen=True, slots=True)
class Holding:
    """Units of one receivable in one participant's hands."""

    receivable: ReceivableId
    holder: ParticipantId
    units: int


@dataclass(frozen=True, slots=True)
class UnitFreeze:
    """Units of a holding that an order (0x-hex) keeps where they are until the end of a day."""

    receivable: ReceivableId
    holder: ParticipantId
    order: str
    units: int
    until: Day


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to a receivable: `name` is the event's, `details` are its fields."""

    block: int
    timestamp: int
    transaction: str
    log_index: int
    name: str
    details: dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Balance:
    """What a participant has in one currency: cash, and the face of the units it holds."""

    cash: Money
    units: Money


@dataclass(frozen=True, slots=True)
class Fill:
    """A sale to a financier."""

    receivable: ReceivableId
    seller: ParticipantId
    financier: ParticipantId
    units: int
    discount: Money
    price: Money
    timestamp: int
    transaction: str


@dataclass(frozen=True, slots=True)
class Head:
    """The block up to which the read model stands."""

    block: int
    block_hash: str
    timestamp: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What the whole ledger sums to in one currency: plain minor units, for Money has an end.

    `receivables` counts those that were confirmed and not cancelled; `face`, what was `paid` and
    what was `redeemed` are theirs. `discount` and `price` are of all sales.
    """

    currency: Currency
    receivables: int
    face: int
    discount: int
    price: int
    paid: int
    penalty_paid: int
    redeemed: int
    outstanding_units: int

    @property
    def unclaimed_cash(self) -> int:
        """Cash that came in and was not yet redeemed."""
        return self.paid + self.penalty_paid - self.redeemed
