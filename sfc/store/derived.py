"""Tables that follow from the chain's events: one for each kind of row in `sfc.domain.books`.

Columns are named as the fields of the rows. Everything here can be dropped and folded again.
"""

from typing import Any

from sqlalchemy import ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain import books
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.journal import Account as AccountKind
from sfc.domain.journal import Treatment
from sfc.domain.journal.stake import Stake
from sfc.domain.provenance import Lot
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.store.columns import Account, Base, Hash, Large, Minor, TokenUnits, Wide
from sfc.store.derived_market import (
    AuctionCreditModel,
    AuctionModel,
    BidModel,
    DealModel,
    FacilityModel,
    OrderEpochModel,
    OrderNonceModel,
    TradeModel,
)
from sfc.store.derived_sums import CurrencySumsModel, ReceivableSumsModel
from sfc.store.happened import Happened

_PARTICIPANT = "participants.id"
_RECEIVABLE = "receivables.id"


class HeadModel(Base):
    """The block up to which the derived tables stand: one row, or none."""

    __tablename__ = "index_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    block: Mapped[Wide]
    block_hash: Mapped[Hash]
    timestamp: Mapped[Wide]


class BlockModel(Base):
    """Blocks that had events."""

    __tablename__ = "blocks"

    number: Mapped[Wide] = mapped_column(primary_key=True)
    hash: Mapped[Hash] = mapped_column(unique=True)
    timestamp: Mapped[Wide]


class EventModel(Happened, Base):
    """Every event, as it came."""

    __tablename__ = "events"
    __table_args__ = (Index(None, "receivable", "block", "log_index"),)

    receivable: Mapped[ReceivableId | None]
    name: Mapped[str]
    fields: Mapped[dict[str, str | int | None]]


class ParticipantModel(Base):
    """The register."""

    __tablename__ = "participants"

    id: Mapped[ParticipantId] = mapped_column(primary_key=True, autoincrement=False)
    account: Mapped[Account]
    legal_entity: Mapped[Hash]
    roles: Mapped[Role]
    suspended: Mapped[bool]
    frozen_until: Mapped[Day | None]
    freeze_order: Mapped[Hash | None]
    recovery_account: Mapped[Account | None]
    recovery_from: Mapped[Day | None]
    quote_epoch: Mapped[Minor]


class AccountModel(Base):
    """For whom accounts act."""

    __tablename__ = "accounts"

    account: Mapped[Account] = mapped_column(primary_key=True)
    participant: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT), index=True)


class CurrencyModel(Base):
    """Allow-listed currencies."""

    __tablename__ = "currencies"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str]
    token: Mapped[Account]
    scale: Mapped[Minor]


class TermsModel(Base):
    """What lateness costs."""

    __tablename__ = "terms"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    grace_days: Mapped[int]
    penalty_rate_ppm: Mapped[Wide]
    basis: Mapped[int]


class RuleModel(Base):
    """Rules of confirmation."""

    __tablename__ = "rules"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    valid_from: Mapped[Day]
    valid_to: Mapped[Day]
    max_tenor: Mapped[int]
    warning_tenor: Mapped[int]
    max_line: Mapped[Minor]


class CreditLineModel(Base):
    """Limits, and what is used of them; set before there is such a currency or participant, too."""

    __tablename__ = "credit_lines"

    obligor: Mapped[ParticipantId] = mapped_column(primary_key=True)
    currency: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    limit: Mapped[Large]
    used: Mapped[Large]


class BatchModel(Base):
    """Undertakings by a Merkle root, and what is left of them."""

    __tablename__ = "batches"

    obligor: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT), primary_key=True)
    root: Mapped[Hash] = mapped_column(primary_key=True)
    currency: Mapped[int] = mapped_column(ForeignKey("currencies.number"))
    count: Mapped[Wide]
    total: Mapped[Large]
    left: Mapped[Wide]
    left_total: Mapped[Large]
    latest_due: Mapped[Day]
    posted_on: Mapped[Day]
    valid_until: Mapped[Day]


class ReceivableModel(Base):
    """Receivables."""

    __tablename__ = "receivables"
    __table_args__ = (
        Index(None, "recorded_block", "recorded_index", unique=True),
        Index(None, "obligor", "recorded_block", "recorded_index"),
        Index(None, "supplier", "recorded_block", "recorded_index"),
        Index(None, "status", "recorded_block", "recorded_index"),
        Index(None, "due_day"),
    )

    id: Mapped[ReceivableId] = mapped_column(primary_key=True)
    recorded_block: Mapped[Wide]
    recorded_index: Mapped[int]
    status: Mapped[Status]
    round: Mapped[int]
    obligor: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT))
    supplier: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT))
    currency: Mapped[int] = mapped_column(ForeignKey("currencies.number"))
    terms: Mapped[int] = mapped_column(ForeignKey("terms.number"))
    asked_face: Mapped[Minor]
    face: Mapped[Minor]
    issue_day: Mapped[Day]
    due_day: Mapped[Day]
    invoice: Mapped[Hash]
    evidence_root: Mapped[Hash]
    paid: Mapped[Minor]
    penalty_paid: Mapped[Minor]
    penalty_owed: Mapped[Minor]
    accrued_to: Mapped[Day | None]
    redeemed: Mapped[Minor]
    rejection: Mapped[int | None]
    cancellation_asked_by: Mapped[ParticipantId | None]
    disputed: Mapped[Minor]
    dispute_reason: Mapped[int | None]
    credit_asked: Mapped[Minor]
    credit_asked_by: Mapped[ParticipantId | None]
    credit_note: Mapped[Hash | None]
    credit_claim: Mapped[Minor]
    in_default: Mapped[bool]
    batch: Mapped[Hash | None]


class Held:
    """What belongs to one holder of one receivable."""

    receivable: Mapped[ReceivableId] = mapped_column(
        ForeignKey(_RECEIVABLE), primary_key=True, sort_order=-1
    )
    holder: Mapped[ParticipantId] = mapped_column(
        ForeignKey(_PARTICIPANT), primary_key=True, sort_order=-1
    )


class HoldingModel(Held, Base):
    """Units; rows of 0 units are of former holders."""

    __tablename__ = "holdings"
    __table_args__ = (Index(None, "holder", "units"),)

    units: Mapped[Minor]


class MoveModel(Happened, Base):
    """Every move of units."""

    __tablename__ = "unit_moves"
    __table_args__ = (
        Index(None, "receivable", "block", "log_index"),
        Index(None, "giver", "timestamp"),
        Index(None, "taker", "timestamp"),
    )

    receivable: Mapped[ReceivableId] = mapped_column(ForeignKey(_RECEIVABLE))
    giver: Mapped[ParticipantId | None] = mapped_column(ForeignKey(_PARTICIPANT))
    taker: Mapped[ParticipantId | None] = mapped_column(ForeignKey(_PARTICIPANT))
    units: Mapped[Minor]


class UnitFreezeModel(Held, Base):
    """Units that an order keeps where they are; 0 once it is lifted."""

    __tablename__ = "unit_freezes"

    order: Mapped[Hash]
    units: Mapped[Minor]
    until: Mapped[Day]


class LotsModel(Held, Base):
    """Where units came from."""

    __tablename__ = "unit_lots"

    lots: Mapped[tuple[Lot, ...]]


class EntitlementModel(Held, Base):
    """Claims on collected cash."""

    __tablename__ = "entitlements"

    seen: Mapped[Minor]
    claim: Mapped[Large]


class FillModel(Happened, Base):
    """Sales to financiers."""

    __tablename__ = "fills"

    receivable: Mapped[ReceivableId] = mapped_column(ForeignKey(_RECEIVABLE), index=True)
    seller: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT))
    financier: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT))
    nonce: Mapped[Wide]
    units: Mapped[Minor]
    discount: Mapped[Minor]
    price: Mapped[Minor]


class NonceModel(Base):
    """Quote nonces that are spent."""

    __tablename__ = "quote_nonces"

    receivable: Mapped[ReceivableId] = mapped_column(primary_key=True)
    financier: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT), primary_key=True)
    nonce: Mapped[Wide] = mapped_column(primary_key=True)
    use: Mapped[str]


class PaymentModel(Happened, Base):
    """Cash that came in."""

    __tablename__ = "payments"

    receivable: Mapped[ReceivableId] = mapped_column(ForeignKey(_RECEIVABLE), index=True)
    payer: Mapped[Account]
    participant: Mapped[ParticipantId | None] = mapped_column(ForeignKey(_PARTICIPANT))
    principal: Mapped[Minor]
    penalty: Mapped[Minor]
    unpaid: Mapped[Minor]


class RedemptionModel(Happened, Base):
    """Cash that went out."""

    __tablename__ = "redemptions"

    receivable: Mapped[ReceivableId] = mapped_column(ForeignKey(_RECEIVABLE), index=True)
    holder: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT))
    amount: Mapped[Minor]


class CashModel(Base):
    """What accounts have of settlement tokens."""

    __tablename__ = "cash_balances"

    token: Mapped[Account] = mapped_column(primary_key=True)
    account: Mapped[Account] = mapped_column(primary_key=True)
    units: Mapped[TokenUnits]


class StakesModel(Base):
    """What journals have to know of a receivable for the next entry."""

    __tablename__ = "journal_stakes"

    receivable: Mapped[ReceivableId] = mapped_column(ForeignKey(_RECEIVABLE), primary_key=True)
    stakes: Mapped[tuple[Stake, ...]]


class EntryModel(Happened, Base):
    """Entries of participants' journals."""

    __tablename__ = "journal_entries"
    __table_args__ = (Index(None, "owner", "block", "log_index"),)

    owner: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    receivable: Mapped[ReceivableId | None] = mapped_column(ForeignKey(_RECEIVABLE))
    currency: Mapped[str]
    counterparty: Mapped[str | None]
    treatment: Mapped[Treatment]
    text: Mapped[str]


class LineModel(Happened, Base):
    """What entries put on which account: debits positive, credits negative."""

    __tablename__ = "journal_lines"
    __table_args__ = (Index(None, "owner", "currency", "account"),)

    owner: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[AccountKind] = mapped_column(primary_key=True)
    currency: Mapped[str]
    amount: Mapped[Large]


MODELS: dict[type[Any], type[Base]] = {
    books.BlockRow: BlockModel,
    books.EventRow: EventModel,
    books.ParticipantRow: ParticipantModel,
    books.AccountRow: AccountModel,
    books.CurrencyRow: CurrencyModel,
    books.TermsRow: TermsModel,
    books.RuleRow: RuleModel,
    books.CreditLineRow: CreditLineModel,
    books.BatchRow: BatchModel,
    books.ReceivableRow: ReceivableModel,
    books.HoldingRow: HoldingModel,
    books.MoveRow: MoveModel,
    books.UnitFreezeRow: UnitFreezeModel,
    books.LotsRow: LotsModel,
    books.EntitlementRow: EntitlementModel,
    books.FillRow: FillModel,
    books.NonceRow: NonceModel,
    books.PaymentRow: PaymentModel,
    books.RedemptionRow: RedemptionModel,
    books.CashRow: CashModel,
    books.StakesRow: StakesModel,
    books.EntryRow: EntryModel,
    books.LineRow: LineModel,
    books.TradeRow: TradeModel,
    books.DealRow: DealModel,
    books.FacilityRow: FacilityModel,
    books.OrderRow: OrderNonceModel,
    books.OrderEpochRow: OrderEpochModel,
    books.AuctionRow: AuctionModel,
    books.BidRow: BidModel,
    books.AuctionCreditRow: AuctionCreditModel,
    books.ReceivableSumsRow: ReceivableSumsModel,
    books.CurrencySumsRow: CurrencySumsModel,
}
"""The table of each kind of row, parents before children."""
