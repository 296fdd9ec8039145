"""Cash: what came in, what went out, and what each account has."""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from sfc.domain.books import AccountRow, CashRow, PaymentRow, RedemptionRow, Row
from sfc.domain.events import CashMoved, Located, Paid, Redeemed
from sfc.indexer.books import Reader


@singledispatch
def cash(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project payments, redemptions and balances."""
    return ()


@cash.register
def _(event: Paid, at: Located, books: Reader) -> Iterable[Row]:
    payer = books.get(AccountRow, event.payer)
    yield PaymentRow(
        block_hash=at.block_hash,
        log_index=at.log_index,
        block=at.block,
        timestamp=at.timestamp,
        transaction=at.transaction,
        receivable=event.receivable,
        payer=event.payer,
        participant=payer.participant if payer else None,
        principal=event.principal,
        penalty=event.penalty,
        unpaid=event.unpaid,
    )


@cash.register
def _(event: Redeemed, at: Located, _books: Reader) -> Iterable[Row]:
    yield RedemptionRow(
        block_hash=at.block_hash,
        log_index=at.log_index,
        block=at.block,
        timestamp=at.timestamp,
        transaction=at.transaction,
        receivable=event.receivable,
        holder=event.holder,
        amount=event.amount,
    )


@cash.register
def _(event: CashMoved, _at: Located, books: Reader) -> Iterable[Row]:
    # may fall below 0 where a token is older than what the chain tells of it
    if event.giver == event.taker:
        return
    for account, by in ((event.giver, -event.amount), (event.taker, event.amount)):
        if account is not None:
            before = books.get(CashRow, event.token, account) or CashRow(event.token, account)
            yield replace(before, units=before.units + by)
