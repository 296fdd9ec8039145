"""Auctions, their bids and credits, as their tables have them."""

from collections.abc import Sequence
from dataclasses import fields
from typing import TypeVar

from sqlalchemy import Select, select

from sfc.domain.books import AuctionCreditRow, AuctionRow, BidRow
from sfc.store.derived_market import AuctionCreditModel, AuctionModel, BidModel
from sfc.store.queries.base import Queries

R = TypeVar("R", AuctionRow, BidRow, AuctionCreditRow)


class AuctionQueries(Queries):
    """The part of `sfc.ports.ReadModel` about auctions."""

    def auctions(self) -> Sequence[AuctionRow]:
        """All, by number."""
        return self._rows(AuctionRow, select(AuctionModel).order_by(AuctionModel.number))

    def bids(self, auction: int) -> Sequence[BidRow]:
        """Those in an auction, by financier."""
        query = select(BidModel).where(BidModel.auction == auction).order_by(BidModel.financier)
        return self._rows(BidRow, query)

    def auction_credits(self) -> Sequence[AuctionCreditRow]:
        """What was ever credited to participants by auctions, as far as it is left; zeros too."""
        key = AuctionCreditModel.participant, AuctionCreditModel.currency
        return self._rows(AuctionCreditRow, select(AuctionCreditModel).order_by(*key))

    def _rows(
        self, kind: type[R], query: Select[AuctionModel | BidModel | AuctionCreditModel]
    ) -> list[R]:
        names = [field.name for field in fields(kind)]
        with self._session() as session:
            return [kind(*(getattr(row, name) for name in names)) for row in session.scalars(query)]
