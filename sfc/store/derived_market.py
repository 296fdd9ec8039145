"""Tables of the market: one for each kind of row of `sfc.domain.books` about it."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.store.columns import Account, Base, Hash, Large, Minor, Wide
from sfc.store.happened import Happened

_PARTICIPANT = "participants.id"
_RECEIVABLE = "receivables.id"


class TradeModel(Happened, Base):
    """Sales in the market."""

    __tablename__ = "trades"

    receivable: Mapped[ReceivableId] = mapped_column(ForeignKey(_RECEIVABLE), index=True)
    seller: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT))
    financier: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT))
    venue: Mapped[str]
    deal: Mapped[Wide]
    units: Mapped[Minor]
    claim: Mapped[Minor]
    discount: Mapped[Minor]
    price: Mapped[Minor]
    hold_back: Mapped[Minor]
    fee: Mapped[Minor]
    proceeds: Mapped[Minor]
    cost: Mapped[Minor]


class DealModel(Base):
    """Recourse and hold-back after sales."""

    __tablename__ = "deals"
    __table_args__ = (Index(None, "seller"), Index(None, "financier"))

    venue: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[Wide] = mapped_column(primary_key=True, autoincrement=False)
    receivable: Mapped[ReceivableId] = mapped_column(ForeignKey(_RECEIVABLE), index=True)
    seller: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT))
    financier: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT))
    currency: Mapped[int] = mapped_column(ForeignKey("currencies.number"))
    round: Mapped[int]
    day: Mapped[Day]
    basis: Mapped[int]
    buy_back_rate: Mapped[Wide]
    facility: Mapped[Wide]
    recourse: Mapped[Minor]
    units: Mapped[Minor]
    claim: Mapped[Minor]
    price: Mapped[Minor]
    hold_back: Mapped[Minor]
    owed_units: Mapped[Minor]


class FacilityModel(Base):
    """Standing offers of financiers."""

    __tablename__ = "facilities"

    number: Mapped[Wide] = mapped_column(primary_key=True, autoincrement=False)
    financier: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT), index=True)
    obligor: Mapped[ParticipantId] = mapped_column(index=True)
    currency: Mapped[int]
    is_open: Mapped[bool]
    limit: Mapped[Minor]
    used: Mapped[Minor]
    receivable_terms: Mapped[int]
    buckets: Mapped[str]
    basis: Mapped[int]
    recourse: Mapped[Wide]
    buy_back_rate: Mapped[Wide]
    hold_back: Mapped[Wide]
    fee_rate: Mapped[Wide]
    fee_on_financier: Mapped[bool]
    fee_amount: Mapped[Minor]
    fee_receiver: Mapped[Wide]


class OrderNonceModel(Base):
    """What was filled under the nonces of makers of orders."""

    __tablename__ = "order_nonces"

    maker: Mapped[Account] = mapped_column(primary_key=True)
    nonce: Mapped[Minor] = mapped_column(primary_key=True)
    filled: Mapped[Minor]
    withdrawn: Mapped[bool]


class OrderEpochModel(Base):
    """The epoch for which a maker's orders have to be signed; 0 of who is not here."""

    __tablename__ = "order_epochs"

    maker: Mapped[Account] = mapped_column(primary_key=True)
    epoch: Mapped[Wide]


class AuctionModel(Base):
    """Auctions."""

    __tablename__ = "auctions"

    number: Mapped[Wide] = mapped_column(primary_key=True, autoincrement=False)
    receivable: Mapped[ReceivableId] = mapped_column(ForeignKey(_RECEIVABLE), index=True)
    seller: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT), index=True)
    currency: Mapped[int] = mapped_column(ForeignKey("currencies.number"))
    units: Mapped[Minor]
    min_units: Mapped[Minor]
    deposit: Mapped[Minor]
    reserve_rate: Mapped[Wide]
    commit_end: Mapped[Wide]
    reveal_end: Mapped[Wide]
    delivery_end: Mapped[Wide]
    bids: Mapped[int]
    cleared: Mapped[bool]
    rate: Mapped[Wide]
    awarded: Mapped[Minor]
    forfeited: Mapped[int]


class BidModel(Base):
    """Bids of financiers in auctions."""

    __tablename__ = "auction_bids"

    auction: Mapped[Wide] = mapped_column(ForeignKey("auctions.number"), primary_key=True)
    financier: Mapped[ParticipantId] = mapped_column(
        ForeignKey(_PARTICIPANT), primary_key=True, index=True
    )
    commitment: Mapped[Hash]
    state: Mapped[str]
    rate: Mapped[Wide]
    units: Mapped[Minor]
    award: Mapped[Minor]


class AuctionCreditModel(Base):
    """What participants may take out of the auctions' contract."""

    __tablename__ = "auction_credits"

    participant: Mapped[ParticipantId] = mapped_column(ForeignKey(_PARTICIPANT), primary_key=True)
    currency: Mapped[int] = mapped_column(ForeignKey("currencies.number"), primary_key=True)
    amount: Mapped[Large]
