"""Bids that the service reveals in time, sealed, in SQL."""

from collections.abc import Sequence

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from sfc.domain.auctions import SealedBid
from sfc.domain.ids import ParticipantId
from sfc.store.columns import Base, Wide
from sfc.store.engine import reading, writing
from sfc.store.upsert import insert_missing


class SealedBidModel(Base):
    """Bids in auctions: what is `sealed` is read with the network's secret only."""

    __tablename__ = "sealed_bids"

    auction: Mapped[Wide] = mapped_column(primary_key=True, autoincrement=False)
    financier: Mapped[ParticipantId] = mapped_column(primary_key=True, autoincrement=False)
    nonce: Mapped[bytes] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]


class SqlSealedBids:
    """Implements `sfc.ports.SealedBids`."""

    def __init__(self, engine: Engine) -> None:
        self._reader = reading(engine)
        self._writer = writing(engine)

    def keep(self, bid: SealedBid) -> None:
        """Keep a bid beside those that the financier tried before in the auction."""
        row = {
            "auction": bid.auction,
            "financier": bid.financier,
            "nonce": bid.nonce,
            "sealed": bid.sealed,
        }
        with self._writer.begin() as connection:
            insert_missing(connection, SealedBidModel, [row])

    def kept(self, auction: int, financier: ParticipantId) -> Sequence[SealedBid]:
        """The bids of a financier in an auction that are here, tried ones too."""
        one = SealedBidModel.auction == auction, SealedBidModel.financier == financier
        with Session(self._reader) as session:
            rows = session.scalars(select(SealedBidModel).where(*one))
            return [_bid(row) for row in rows]

    def waiting(self) -> Sequence[SealedBid]:
        """Those that are not done with."""
        query = select(SealedBidModel).order_by(SealedBidModel.auction, SealedBidModel.financier)
        with Session(self._reader) as session:
            return [_bid(row) for row in session.scalars(query)]

    def done(self, bid: SealedBid) -> None:
        """Forget all bids of its financier in its auction: one is revealed, or none can be."""
        one = SealedBidModel.auction == bid.auction, SealedBidModel.financier == bid.financier
        with self._writer.begin() as connection:
            connection.execute(delete(SealedBidModel).where(*one))


def _bid(row: SealedBidModel) -> SealedBid:
    return SealedBid(row.auction, row.financier, row.nonce, row.sealed)
