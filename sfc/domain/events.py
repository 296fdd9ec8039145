"""What happened on the ledger, in the words of the domain.

The chain layer decodes logs into these; the indexer folds them into the read model. Amounts are
minor units unless a field says otherwise, days are ledger days, accounts are 0x-addresses with
checksum.
"""

from dataclasses import dataclass

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market_events import MarketEvent
from sfc.domain.roles import Role


@dataclass(frozen=True, slots=True)
class ParticipantRegistered:
    """A legal entity entered the register; `legal_entity` is the salted hash of its id."""

    participant: ParticipantId
    account: str
    legal_entity: str
    roles: Role


@dataclass(frozen=True, slots=True)
class RolesChanged:
    """A participant's roles were replaced."""

    participant: ParticipantId
    roles: Role


@dataclass(frozen=True, slots=True)
class SuspensionChanged:
    """A participant was barred from acting, or let back in."""

    participant: ParticipantId
    suspended: bool


@dataclass(frozen=True, slots=True)
class ParticipantFrozen:
    """A participant neither acts nor receives until the end of a day; 0: the order is lifted.

    `order` is its number, 32 bytes as 0x-hex.
    """

    participant: ParticipantId
    order: str
    until: Day


@dataclass(frozen=True, slots=True)
class UnitsFrozen:
    """So many units of a holding stay until the end of a day; 0 and 0: the order is lifted."""

    receivable: ReceivableId
    holder: ParticipantId
    order: str
    units: int
    until: Day


@dataclass(frozen=True, slots=True)
class RecoveryRequested:
    """Another account of a participant was asked for; it can take over from that day on."""

    participant: ParticipantId
    account: str
    start: Day


@dataclass(frozen=True, slots=True)
class RecoveryCancelled:
    """The participant's own account stopped that."""

    participant: ParticipantId
    account: str


@dataclass(frozen=True, slots=True)
class AccountRecovered:
    """The account `before` no longer acts for a participant: `account` does."""

    participant: ParticipantId
    before: str
    account: str


@dataclass(frozen=True, slots=True)
class CurrencyAdded:
    """A currency was allow-listed: `scale` token units of `token` are one minor unit."""

    number: int
    code: str
    token: str
    scale: int


@dataclass(frozen=True, slots=True)
class TermsAdded:
    """Terms that a receivable may refer to: rate in ppm a year, basis 360 or 365."""

    number: int
    grace_days: int
    penalty_rate_ppm: int
    basis: int


@dataclass(frozen=True, slots=True)
class RuleAnnounced:
    """A rule of confirmation, in place of one of the same number: see `sfc.domain.rules`.

    `valid_to` 0 means open; tenors and the line, in minor units, are 0 where there is no limit.
    """

    number: int
    rule: str
    valid_from: Day
    valid_to: Day
    max_tenor: int
    warning_tenor: int
    max_line: int


@dataclass(frozen=True, slots=True)
class CreditLineSet:
    """The limit of an obligor's line in the currency of that number."""

    obligor: ParticipantId
    currency: int
    limit: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """An invoice was stated. `invoice` is the keyed digest, both hashes are 0x-hex.

    `confirmed` says that the obligor undertook the whole face in the same transaction: no
    Confirmed follows then.
    """

    receivable: ReceivableId
    obligor: ParticipantId
    supplier: ParticipantId
    round: int
    currency: int
    terms: int
    face: int
    issue_day: Day
    due_day: Day
    invoice: str
    evidence_root: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The obligor undertook to pay `amount`: the face from now on.

    `batch` is the root of the batch by which it did: the credit line is used since its posting.
    """

    receivable: ReceivableId
    amount: int
    evidence_root: str
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class BatchPosted:
    """An obligor undertook to pay `count` receivables of `total` in all, by a Merkle root."""

    obligor: ParticipantId
    root: str
    currency: int
    count: int
    total: int
    latest_due: Day
    posted_on: Day
    valid_until: Day


@dataclass(frozen=True, slots=True)
class BatchClosed:
    """The obligor took back what was left of a batch."""

    obligor: ParticipantId
    root: str
    freed: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """The obligor refused, for a reason of `sfc.domain.rejection`."""

    receivable: ReceivableId
    reason: int


@dataclass(frozen=True, slots=True)
class Disputed:
    """The obligor disputes `amount` of what was recorded, in place of what it disputed before.

    0 ends the dispute; `reason` is one of `sfc.domain.rejection`, or 0 then.
    """

    receivable: ReceivableId
    amount: int
    reason: int


@dataclass(frozen=True, slots=True)
class CreditNoteAsked:
    """A party asks the other to agree to a credit note, in place of what was asked before.

    `note` is the document's hash, 0x-hex; amount 0 takes back what was asked.
    """

    receivable: ReceivableId
    by: ParticipantId
    amount: int
    note: str


@dataclass(frozen=True, slots=True)
class CreditNoteAgreed:
    """Both parties agreed: the face falls by `reduced`, the supplier owes `claimed` back."""

    receivable: ReceivableId
    by: ParticipantId
    reduced: int
    claimed: int
    note: str


@dataclass(frozen=True, slots=True)
class DefaultChanged:
    """A receivable was marked as in default, or is no longer: paid, or ended by both parties.

    `defaults` is how many of the obligor's are from now on.
    """

    receivable: ReceivableId
    obligor: ParticipantId
    defaults: int
    in_default: bool


@dataclass(frozen=True, slots=True)
class CancellationAsked:
    """One party asks the other to agree to a cancellation."""

    receivable: ReceivableId
    by: ParticipantId


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The receivable ended without payment."""

    receivable: ReceivableId
    by: ParticipantId


@dataclass(frozen=True, slots=True)
class UnitsMoved:
    """Units changed hands; no giver means tokenised, no taker means redeemed or cancelled."""

    receivable: ReceivableId
    giver: str | None
    taker: str | None
    units: int


@dataclass(frozen=True, slots=True)
class Sold:
    """Units were sold to a financier at a discount, cash against units."""

    receivable: ReceivableId
    seller: str
    financier: str
    nonce: int
    units: int
    discount: int
    price: int


@dataclass(frozen=True, slots=True)
class QuoteCancelled:
    """A financier withdrew its quote of that nonce on that receivable."""

    financier: str
    receivable: ReceivableId
    nonce: int


@dataclass(frozen=True, slots=True)
class AllQuotesCancelled:
    """All quotes of a financier for epochs before `epoch` are void."""

    financier: ParticipantId
    epoch: int


@dataclass(frozen=True, slots=True)
class PenaltyPosted:
    """Penalty interest was added to what is due, up to `to_day`."""

    receivable: ReceivableId
    amount: int
    to_day: Day


@dataclass(frozen=True, slots=True)
class Paid:
    """Cash came in: `unpaid` is the principal still open, 0 means settled."""

    receivable: ReceivableId
    payer: str
    principal: int
    penalty: int
    unpaid: int


@dataclass(frozen=True, slots=True)
class Redeemed:
    """Cash went out to a holder."""

    receivable: ReceivableId
    holder: ParticipantId
    amount: int


@dataclass(frozen=True, slots=True)
class CashMoved:
    """A settlement token moved: `amount` in token units; no giver means minted, no taker burned."""

    token: str
    giver: str | None
    taker: str | None
    amount: int


Event = (
    ParticipantRegistered
    | RolesChanged
    | SuspensionChanged
    | ParticipantFrozen
    | UnitsFrozen
    | RecoveryRequested
    | RecoveryCancelled
    | AccountRecovered
    | CurrencyAdded
    | TermsAdded
    | RuleAnnounced
    | CreditLineSet
    | Recorded
    | Confirmed
    | BatchPosted
    | BatchClosed
    | Rejected
    | Disputed
    | CreditNoteAsked
    | CreditNoteAgreed
    | DefaultChanged
    | CancellationAsked
    | Cancelled
    | UnitsMoved
    | Sold
    | QuoteCancelled
    | AllQuotesCancelled
    | PenaltyPosted
    | Paid
    | Redeemed
    | CashMoved
    | MarketEvent
)


@dataclass(frozen=True, slots=True)
class Located:
    """An event and where it stands: hashes are 0x-hex, `timestamp` is the block's unix second."""

    block: int
    block_hash: str
    timestamp: int
    transaction: str
    log_index: int
    event: Event
