"""Units of receivables: who has them, where they came from, what became of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, select

from sfc.domain.entitlement import Entitlement
from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant
from sfc.domain.provenance import Lot
from sfc.domain.views import Fill, HistoryEntry, Holding, UnitFreeze
from sfc.store.derived import (
    CurrencyModel,
    EntitlementModel,
    EventModel,
    FillModel,
    HoldingModel,
    LotsModel,
    NonceModel,
    ParticipantModel,
    ReceivableModel,
    UnitFreezeModel,
)
from sfc.store.queries.base import Queries, money
from sfc.store.queries.receivables import about, check_there, not_found, require

# columns rather than objects: these are asked for with nearly every request
_RECEIVABLE: BindParameter[ReceivableId] = bindparam("receivable")
_HOLDERS = (
    select(HoldingModel.__table__)
    .where(HoldingModel.receivable == _RECEIVABLE, HoldingModel.units > 0)
    .order_by(HoldingModel.units.desc(), HoldingModel.holder)
)
_PARTIES = select(ReceivableModel.__table__.c.obligor, ReceivableModel.__table__.c.supplier).where(
    ReceivableModel.id == _RECEIVABLE
)
_LOTS = (
    select(LotsModel.__table__)
    .where(LotsModel.receivable == _RECEIVABLE)
    .order_by(LotsModel.holder)
)
_HISTORY = (
    select(EventModel.__table__)
    .where(EventModel.receivable == _RECEIVABLE)
    .order_by(EventModel.block, EventModel.log_index)
)
_FILLS = (
    select(FillModel.__table__, CurrencyModel.__table__.c.code)
    .join(ReceivableModel.__table__, ReceivableModel.id == FillModel.receivable)
    .join(CurrencyModel.__table__, CurrencyModel.number == ReceivableModel.currency)
    .where(FillModel.receivable == _RECEIVABLE)
    .order_by(FillModel.block, FillModel.log_index)
)


class UnitQueries(Queries):
    """The part of `sfc.ports.ReadModel` about units. Each method raises NotFound."""

    def holders(self, receivable: ReceivableId) -> Sequence[Holding]:
        """Who has units, largest holding first."""
        with self._session() as session:
            return [_holding(row) for row in about(session, _HOLDERS, receivable)]

    def holdings(self, holder: ParticipantId) -> Sequence[Holding]:
        """What a participant has, of the newest receivable first."""
        query = (
            select(HoldingModel)
            .join(ReceivableModel, ReceivableModel.id == HoldingModel.receivable)
            .where(HoldingModel.holder == holder, HoldingModel.units > 0)
            .order_by(ReceivableModel.recorded_block.desc(), ReceivableModel.recorded_index.desc())
        )
        with self._session() as session:
            if session.get(ParticipantModel, holder) is None:
                raise NotFound("participant", format_participant(holder))
            return [_holding(row) for row in session.scalars(query)]

    def units(self, receivable: ReceivableId, holder: ParticipantId) -> int:
        """How many units of a receivable a participant has."""
        with self._session() as session:
            check_there(session, receivable)
            row = session.get(HoldingModel, (receivable, holder))
            return row.units if row else 0

    def is_party(self, receivable: ReceivableId, participant: ParticipantId) -> bool:
        """Whether it is obligor or supplier, or holds or ever held units."""
        with self._session() as session:
            asked = {"receivable": receivable}
            parties = session.connection().execute(_PARTIES, asked).one_or_none()
            if parties is None:
                raise not_found(receivable)
            if participant in parties:
                return True
            return session.get(HoldingModel, (receivable, participant)) is not None

    def lots(self, receivable: ReceivableId) -> Mapping[ParticipantId, Sequence[Lot]]:
        """The lots of each present holder, oldest first."""
        with self._session() as session:
            rows = about(session, _LOTS, receivable)
            return {row.holder: row.lots for row in rows if row.lots}

    def history(self, receivable: ReceivableId) -> Sequence[HistoryEntry]:
        """All that happened to a receivable, oldest first, earlier rounds included."""
        with self._session() as session:
            return [_entry(row) for row in about(session, _HISTORY, receivable)]

    def fills(self, receivable: ReceivableId) -> Sequence[Fill]:
        """Sales to financiers, oldest first."""
        with self._session() as session:
            return [_fill(row) for row in about(session, _FILLS, receivable)]

    def quote_nonces(self, receivable: ReceivableId, financier: ParticipantId) -> Mapping[int, str]:
        """Nonces that are spent, with `filled` or `cancelled`."""
        query = (
            select(NonceModel.nonce, NonceModel.use)
            .where(NonceModel.receivable == receivable, NonceModel.financier == financier)
            .order_by(NonceModel.nonce)
        )
        with self._session() as session:
            check_there(session, receivable)
            return dict(session.execute(query).all())

    def unit_freezes(self, receivable: ReceivableId) -> Sequence[UnitFreeze]:
        """Orders on holdings of a receivable that are not lifted, over by their day or not."""
        query = (
            select(UnitFreezeModel)
            .where(UnitFreezeModel.receivable == receivable, UnitFreezeModel.units > 0)
            .order_by(UnitFreezeModel.holder)
        )
        with self._session() as session:
            check_there(session, receivable)
            return [
                UnitFreeze(row.receivable, row.holder, row.order, row.units, row.until)
                for row in session.scalars(query)
            ]

    def redeemable(self, receivable: ReceivableId, holder: ParticipantId) -> int:
        """What the holder could redeem now, minor units, before any remainder for the last."""
        with self._session() as session:
            row = require(session, receivable)
            holding = session.get(HoldingModel, (receivable, holder))
            entitled = session.get(EntitlementModel, (receivable, holder))
            entitlement = Entitlement(entitled.seen, entitled.claim) if entitled else Entitlement()
            collected = row.paid + row.penalty_paid
            return entitlement.counted(holding.units if holding else 0, collected).redeemable(
                row.face
            )


def _holding(row: HoldingModel | Row[Any]) -> Holding:
    return Holding(row.receivable, row.holder, row.units)


def _entry(row: Row[Any]) -> HistoryEntry:
    return HistoryEntry(
        block=row.block,
        timestamp=row.timestamp,
        transaction=row.transaction,
        log_index=row.log_index,
        name=row.name,
        details=row.fields,
    )


def _fill(row: Row[Any]) -> Fill:
    return Fill(
        receivable=row.receivable,
        seller=row.seller,
        financier=row.financier,
        units=row.units,
        discount=money(row.discount, row.code),
        price=money(row.price, row.code),
        timestamp=row.timestamp,
        transaction=row.transaction,
    )
