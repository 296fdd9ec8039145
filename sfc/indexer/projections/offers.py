"""Standing facilities, and what was filled of signed orders."""

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import singledispatch

from sfc.domain.books import FacilityRow, OrderEpochRow, OrderRow, Row
from sfc.domain.events import Located
from sfc.domain.market_events import (
    AllOrdersWithdrawn,
    FacilityChanged,
    FacilityClosed,
    FacilityUsed,
    OrderFilled,
    OrderWithdrawn,
)
from sfc.indexer.books import Reader
from sfc.indexer.lookups import existing

_WHOSE = ("facility", "financier", "obligor", "currency")


@singledispatch
def offers(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project facilities and the nonces of orders."""
    return ()


@offers.register
def _(event: FacilityChanged, _at: Located, books: Reader) -> Iterable[Row]:
    conditions = {
        field.name: getattr(event, field.name)
        for field in fields(event)
        if field.name not in _WHOSE
    }
    if event.financier:
        yield FacilityRow(
            number=event.facility,
            financier=event.financier,
            obligor=event.obligor,
            currency=event.currency,
            is_open=True,
            used=0,
            **conditions,
        )
    else:
        before = existing(books, FacilityRow, event.facility)
        yield replace(before, is_open=True, **conditions)


@offers.register
def _(event: FacilityClosed, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(existing(books, FacilityRow, event.facility), is_open=False)


@offers.register
def _(event: FacilityUsed, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(existing(books, FacilityRow, event.facility), used=event.used)


@offers.register
def _(event: OrderFilled, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(_order(books, event.maker, event.nonce), filled=event.filled)


@offers.register
def _(event: OrderWithdrawn, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(_order(books, event.maker, event.nonce), withdrawn=True)


@offers.register
def _(event: AllOrdersWithdrawn, _at: Located, _books: Reader) -> Iterable[Row]:
    yield OrderEpochRow(event.maker, event.epoch)


def _order(books: Reader, maker: str, nonce: int) -> OrderRow:
    return books.get(OrderRow, maker, nonce) or OrderRow(maker, nonce)
