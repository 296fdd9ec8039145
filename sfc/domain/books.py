"""The read model's books: one frozen row for each thing that the events tell of.

The indexer's projections turn events into rows, the store keeps them; both know them from here.
The key of a row are its first fields, as many as its docstring says. Amounts are minor units of the
receivable's currency unless said otherwise, hashes 0x-hex, timestamps unix seconds of the block.
"""

from dataclasses import dataclass

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.journal.accounts import Account, Treatment
from sfc.domain.journal.stake import Stake
from sfc.domain.provenance import Lot
from sfc.domain.receivable import Status
from sfc.domain.roles import Role


@dataclass(frozen=True, slots=True)
class BlockRow:
    """Key: number. A block that had events."""

    number: int
    hash: str
    timestamp: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """Key: block hash, log index. An event as it came, its fields by name."""

    block_hash: str
    log_index: int
    block: int
    timestamp: int
    transaction: str
    receivable: ReceivableId | None
    name: str
    fields: dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Key: id."""

    id: ParticipantId
    account: str
    legal_entity: str
    roles: Role
    suspended: bool
    frozen_until: Day | None = None
    freeze_order: str | None = None
    recovery_account: str | None = None
    recovery_from: Day | None = None
    quote_epoch: int = 0


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Key: account. For whom an account acts."""

    account: str
    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class CurrencyRow:
    """Key: number."""

    number: int
    code: str
    token: str
    scale: int


@dataclass(frozen=True, slots=True)
class TermsRow:
    """Key: number."""

    number: int
    grace_days: int
    penalty_rate_ppm: int
    basis: int


@dataclass(frozen=True, slots=True)
class RuleRow:
    """Key: number. See `sfc.domain.rules`; 0 where there is no limit, or no last day."""

    number: int
    name: str
    valid_from: Day
    valid_to: Day
    max_tenor: int
    warning_tenor: int
    max_line: int


@dataclass(frozen=True, slots=True)
class CreditLineRow:
    """Key: obligor, currency (its number)."""

    obligor: ParticipantId
    currency: int
    limit: int = 0
    used: int = 0


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Key: obligor, root. What is `left` of `count` receivables, and `left_total` of `total`."""

    obligor: ParticipantId
    root: str
    currency: int
    count: int
    total: int
    left: int
    left_total: int
    latest_due: Day
    posted_on: Day
    valid_until: Day


@dataclass(frozen=True, slots=True)
class ReceivableRow:
    """Key: id. `recorded_block` and `recorded_index` say where it was last recorded."""

    id: ReceivableId
    recorded_block: int
    recorded_index: int
    status: Status
    round: int
    obligor: ParticipantId
    supplier: ParticipantId
    currency: int
    terms: int
    asked_face: int
    face: int
    issue_day: Day
    due_day: Day
    invoice: str
    evidence_root: str
    paid: int = 0
    penalty_paid: int = 0
    penalty_owed: int = 0
    accrued_to: Day | None = None
    redeemed: int = 0
    rejection: int | None = None
    cancellation_asked_by: ParticipantId | None = None
    disputed: int = 0
    dispute_reason: int | None = None
    credit_asked: int = 0
    credit_asked_by: ParticipantId | None = None
    credit_note: str | None = None
    credit_claim: int = 0
    in_default: bool = False
    batch: str | None = None

    @property
    def collected(self) -> int:
        """All cash that came in."""
        return self.paid + self.penalty_paid


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """Key: receivable, holder. It stays, with 0 units, when a holder has parted with all."""

    receivable: ReceivableId
    holder: ParticipantId
    units: int = 0


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Key: block hash, log index. No giver when units are made, no taker when they are redeemed."""

    block_hash: str
    log_index: int
    block: int
    timestamp: int
    transaction: str
    receivable: ReceivableId
    giver: ParticipantId | None
    taker: ParticipantId | None
    units: int


@dataclass(frozen=True, slots=True)
class UnitFreezeRow:
    """Key: receivable, holder. Units frozen until the end of a day; 0 once the order is lifted."""

    receivable: ReceivableId
    holder: ParticipantId
    order: str
    units: int
    until: Day


@dataclass(frozen=True, slots=True)
class LotsRow:
    """Key: receivable, holder. What the holding consists of, oldest first."""

    receivable: ReceivableId
    holder: ParticipantId
    lots: tuple[Lot, ...] = ()


@dataclass(frozen=True, slots=True)
class EntitlementRow:
    """Key: receivable, holder. See `sfc.domain.entitlement`; absent until cash has come in."""

    receivable: ReceivableId
    holder: ParticipantId
    seen: int
    claim: int


@dataclass(frozen=True, slots=True)
class FillRow:
    """Key: block hash, log index. A sale to a financier."""

    block_hash: str
    log_index: int
    block: int
    timestamp: int
    transaction: str
    receivable: ReceivableId
    seller: ParticipantId
    financier: ParticipantId
    nonce: int
    units: int
    discount: int
    price: int


@dataclass(frozen=True, slots=True)
class NonceRow:
    """Key: receivable, financier, nonce. `use` is `filled` or `cancelled`."""

    receivable: ReceivableId
    financier: ParticipantId
    nonce: int
    use: str


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Key: block hash, log index. `payer` is an account, of a `participant` or of a stranger."""

    block_hash: str
    log_index: int
    block: int
    timestamp: int
    transaction: str
    receivable: ReceivableId
    payer: str
    participant: ParticipantId | None
    principal: int
    penalty: int
    unpaid: int


@dataclass(frozen=True, slots=True)
class RedemptionRow:
    """Key: block hash, log index."""

    block_hash: str
    log_index: int
    block: int
    timestamp: int
    transaction: str
    receivable: ReceivableId
    holder: ParticipantId
    amount: int


@dataclass(frozen=True, slots=True)
class CashRow:
    """Key: token, account. What an account has of a settlement token, in token units."""

    token: str
    account: str
    units: int = 0


@dataclass(frozen=True, slots=True)
class StakesRow:
    """Key: receivable. What its parties' journals have to know of it for the next entry."""

    receivable: ReceivableId
    stakes: tuple[Stake, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryRow:
    """Key: block hash, log index, owner, place among the entries that the event makes for it."""

    block_hash: str
    log_index: int
    owner: ParticipantId
    place: int
    block: int
    timestamp: int
    transaction: str
    receivable: ReceivableId | None
    currency: str
    counterparty: str | None
    treatment: Treatment
    text: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """Key: as the entry's, and the account. Debits are positive; owner and currency as there."""

    block_hash: str
    log_index: int
    owner: ParticipantId
    place: int
    account: Account
    block: int
    timestamp: int
    transaction: str
    currency: str
    amount: int


@dataclass(frozen=True, slots=True)
class TradeRow:
    """Key: block hash, log index. A sale in the market; `deal` 0: nothing follows from it."""

    block_hash: str
    log_index: int
    block: int
    timestamp: int
    transaction: str
    receivable: ReceivableId
    seller: ParticipantId
    financier: ParticipantId
    venue: str
    deal: int
    units: int
    claim: int
    discount: int
    price: int
    hold_back: int
    fee: int
    proceeds: int
    cost: int


@dataclass(frozen=True, slots=True)
class DealRow:
    """Key: venue, number. What follows a sale: units and hold-back as they are now.

    `recourse` is units for which the seller still answers, `owed_units` those put back and not
    paid; `claim` and `price` are as sold, `day` that from which the buy-back rate counts.
    """

    venue: str
    number: int
    receivable: ReceivableId
    seller: ParticipantId
    financier: ParticipantId
    currency: int
    round: int
    day: Day
    basis: int
    buy_back_rate: int
    facility: int
    recourse: int
    units: int
    claim: int
    price: int
    hold_back: int
    owed_units: int = 0


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """Key: number. See `sfc.domain.market_events.FacilityChanged`; `used` is outstanding."""

    number: int
    financier: ParticipantId
    obligor: ParticipantId
    currency: int
    is_open: bool
    limit: int
    used: int
    receivable_terms: int
    buckets: str
    basis: int
    recourse: int
    buy_back_rate: int
    hold_back: int
    fee_rate: int
    fee_on_financier: bool
    fee_amount: int
    fee_receiver: int


@dataclass(frozen=True, slots=True)
class OrderRow:
    """Key: maker (an account), nonce. What was filled under a nonce, and whether it is over."""

    maker: str
    nonce: int
    filled: int = 0
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class OrderEpochRow:
    """Key: maker (an account). Orders for earlier epochs are void."""

    maker: str
    epoch: int


@dataclass(frozen=True, slots=True)
class AuctionRow:
    """Key: number. `bids` were committed; rate, awarded and forfeited are 0 until it is cleared."""

    number: int
    receivable: ReceivableId
    seller: ParticipantId
    currency: int
    units: int
    min_units: int
    deposit: int
    reserve_rate: int
    commit_end: int
    reveal_end: int
    delivery_end: int
    bids: int = 0
    cleared: bool = False
    rate: int = 0
    awarded: int = 0
    forfeited: int = 0


@dataclass(frozen=True, slots=True)
class BidRow:
    """Key: auction, financier. What was last told of a bid: rate and units once revealed.

    `state` is committed, revealed, awarded, delivered or failed. In an auction that is cleared, a
    bid that is committed forfeited its deposit, and one that is revealed got nothing.
    """

    auction: int
    financier: ParticipantId
    commitment: str
    state: str = "committed"
    rate: int = 0
    units: int = 0
    award: int = 0


@dataclass(frozen=True, slots=True)
class AuctionCreditRow:
    """Key: participant, currency. What it may take out of the auctions' contract."""

    participant: ParticipantId
    currency: int
    amount: int


@dataclass(frozen=True, slots=True)
class ReceivableSumsRow:
    """Key: currency, status, due day. What all receivables that are alike in these come to.

    It stays, with zeros, when no receivable is so any more.
    """

    currency: int
    status: Status
    due_day: Day
    receivables: int = 0
    face: int = 0
    paid: int = 0
    penalty_paid: int = 0
    redeemed: int = 0


@dataclass(frozen=True, slots=True)
class CurrencySumsRow:
    """Key: currency. What all units that are held come to, and all sales to financiers."""

    currency: int
    units: int = 0
    discount: int = 0
    price: int = 0


Row = (
    BlockRow
    | EventRow
    | ParticipantRow
    | AccountRow
    | CurrencyRow
    | TermsRow
    | RuleRow
    | CreditLineRow
    | BatchRow
    | ReceivableRow
    | HoldingRow
    | MoveRow
    | UnitFreezeRow
    | LotsRow
    | EntitlementRow
    | FillRow
    | NonceRow
    | PaymentRow
    | RedemptionRow
    | CashRow
    | StakesRow
    | EntryRow
    | LineRow
    | TradeRow
    | DealRow
    | FacilityRow
    | OrderRow
    | OrderEpochRow
    | AuctionRow
    | BidRow
    | AuctionCreditRow
    | ReceivableSumsRow
    | CurrencySumsRow
)
