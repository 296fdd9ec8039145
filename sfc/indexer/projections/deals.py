"""Sales in the market, and what follows them: recourse, hold-backs, debts."""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from sfc.domain.books import DealRow, Row, TradeRow
from sfc.domain.events import Located
from sfc.domain.market_events import DealOpened, DebtPaid, HoldBackReleased, PutBack, Traded
from sfc.indexer.books import Reader
from sfc.indexer.lookups import existing, not_negative, participant


@singledispatch
def deals(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project sales and deals."""
    return ()


@deals.register
def _(event: Traded, at: Located, books: Reader) -> Iterable[Row]:
    yield TradeRow(
        block_hash=at.block_hash,
        log_index=at.log_index,
        block=at.block,
        timestamp=at.timestamp,
        transaction=at.transaction,
        receivable=event.receivable,
        seller=participant(books, event.seller),
        financier=participant(books, event.financier),
        venue=event.venue,
        deal=event.deal,
        units=event.units,
        claim=event.claim,
        discount=event.discount,
        price=event.price,
        hold_back=event.hold_back,
        fee=event.fee,
        proceeds=event.proceeds,
        cost=event.cost,
    )


@deals.register
def _(event: DealOpened, _at: Located, _books: Reader) -> Iterable[Row]:
    yield DealRow(
        venue=event.venue,
        number=event.deal,
        receivable=event.receivable,
        seller=event.seller,
        financier=event.financier,
        currency=event.currency,
        round=event.round,
        day=event.day,
        basis=event.basis,
        buy_back_rate=event.buy_back_rate,
        facility=event.facility,
        recourse=event.recourse,
        units=event.units,
        claim=event.claim,
        price=event.price,
        hold_back=event.hold_back,
    )


@deals.register
def _(event: PutBack, _at: Located, books: Reader) -> Iterable[Row]:
    yield _returned(event, books)


@deals.register
def _(event: DebtPaid, _at: Located, books: Reader) -> Iterable[Row]:
    yield _returned(event, books)


@deals.register
def _(event: HoldBackReleased, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(existing(books, DealRow, event.venue, event.deal), hold_back=0)


def _returned(event: PutBack | DebtPaid, books: Reader) -> DealRow:
    before = existing(books, DealRow, event.venue, event.deal)
    return replace(
        before,
        units=not_negative(before.units - event.units, "units of a deal"),
        recourse=max(0, before.recourse - event.units),
        hold_back=not_negative(before.hold_back - event.from_hold_back, "hold-back"),
        owed_units=event.owed_units,
    )
