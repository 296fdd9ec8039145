"""Sales in the market, what follows them, and what is offered there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select

from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import Conditions, SaleTerms, read_buckets
from sfc.domain.market_views import Deal, Facility, Trade
from sfc.store.derived import CurrencyModel
from sfc.store.derived_market import (
    DealModel,
    FacilityModel,
    OrderEpochModel,
    OrderNonceModel,
    TradeModel,
)
from sfc.store.queries.base import Queries, money

# columns rather than objects: these are asked for with every whole receivable
_TRADES = (
    select(TradeModel.__table__)
    .where(TradeModel.receivable == bindparam("receivable"))
    .order_by(TradeModel.block, TradeModel.log_index)
)


class MarketQueries(Queries):
    """The part of `sfc.ports.ReadModel` about the market."""

    def trades(self, receivable: ReceivableId) -> Sequence[Trade]:
        """Sales of a receivable's units in the market, oldest first."""
        with self._connection() as connection:
            return [_trade(row) for row in connection.execute(_TRADES, {"receivable": receivable})]

    def facilities(self) -> Sequence[Facility]:
        """All, by number, closed ones too."""
        return self._facilities(select(FacilityModel).order_by(FacilityModel.number))

    def facility(self, number: int) -> Facility:
        """One by its number. Raises NotFound."""
        found = self._facilities(select(FacilityModel).where(FacilityModel.number == number))
        if not found:
            raise NotFound("facility", str(number))
        return found[0]

    def deals(self, party: ParticipantId | None = None) -> Sequence[Deal]:
        """Those in which a participant is seller or financier, or all; by venue and number."""
        query = select(DealModel).order_by(DealModel.venue, DealModel.number)
        if party is not None:
            query = query.where(or_(DealModel.seller == party, DealModel.financier == party))
        return self._deals(query)

    def deal(self, venue: str, number: int) -> Deal:
        """One by venue and number. Raises NotFound."""
        one = DealModel.venue == venue, DealModel.number == number
        found = self._deals(select(DealModel).where(*one))
        if not found:
            raise NotFound("deal", f"{venue} {number}")
        return found[0]

    def order_nonce(self, maker: str, nonce: int) -> tuple[int, bool]:
        """What was filled under a maker's nonce, minor units, and whether it was withdrawn."""
        with self._session() as session:
            row = session.get(OrderNonceModel, (maker, nonce))
            return (row.filled, row.withdrawn) if row else (0, False)

    def order_epoch(self, maker: str) -> int:
        """The epoch for which a maker's orders have to be signed."""
        with self._session() as session:
            row = session.get(OrderEpochModel, maker)
            return row.epoch if row else 0

    def _facilities(self, query: Select[FacilityModel]) -> list[Facility]:
        with self._session() as session:
            rows = session.scalars(query).all()
            codes = _codes(session.scalars(select(CurrencyModel)).all())
        return [_facility(row, codes.get(row.currency, "")) for row in rows]

    def _deals(self, query: Select[DealModel]) -> list[Deal]:
        with self._session() as session:
            rows = session.scalars(query).all()
            codes = _codes(session.scalars(select(CurrencyModel)).all())
        return [_deal(row, codes[row.currency]) for row in rows]


def _codes(rows: Sequence[CurrencyModel]) -> dict[int, str]:
    return {row.number: row.code for row in rows}


def _trade(row: Row[Any]) -> Trade:
    return Trade(
        receivable=row.receivable,
        seller=row.seller,
        financier=row.financier,
        venue=row.venue,
        deal=row.deal,
        units=row.units,
        discount=row.discount,
        price=row.price,
        hold_back=row.hold_back,
        fee=row.fee,
        proceeds=row.proceeds,
        cost=row.cost,
        timestamp=row.timestamp,
        transaction=row.transaction,
    )


def _facility(row: FacilityModel, code: str) -> Facility:
    terms = SaleTerms(
        basis=row.basis,
        recourse=row.recourse,
        buy_back_rate=row.buy_back_rate,
        hold_back=row.hold_back,
        fee_rate=row.fee_rate,
        fee_on_financier=row.fee_on_financier,
        fee_amount=row.fee_amount,
        fee_receiver=row.fee_receiver,
    )
    return Facility(
        number=row.number,
        financier=row.financier,
        obligor=row.obligor,
        currency=code,
        is_open=row.is_open,
        used=row.used,
        conditions=Conditions(row.limit, read_buckets(row.buckets), terms, row.receivable_terms),
    )


def _deal(row: DealModel, code: str) -> Deal:
    return Deal(
        venue=row.venue,
        number=row.number,
        receivable=row.receivable,
        seller=row.seller,
        financier=row.financier,
        day=row.day,
        basis=row.basis,
        buy_back_rate=row.buy_back_rate,
        facility=row.facility or None,
        recourse=row.recourse,
        units=row.units,
        claim=money(row.claim, code),
        price=money(row.price, code),
        hold_back=money(row.hold_back, code),
        owed_units=row.owed_units,
    )
