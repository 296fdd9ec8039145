"""What each holder may redeem of the cash collected."""

from collections.abc import Iterable
from functools import singledispatch

from sfc.domain.books import EntitlementRow, ReceivableRow, Row
from sfc.domain.entitlement import Entitlement
from sfc.domain.events import Located, Redeemed, UnitsMoved
from sfc.domain.ids import ParticipantId
from sfc.domain.receivable import Status
from sfc.indexer.books import Reader
from sfc.indexer.lookups import not_negative, participant, receivable, units


@singledispatch
def entitlements(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project claims on collected cash."""
    return ()


@entitlements.register
def _(event: UnitsMoved, _at: Located, books: Reader) -> Iterable[Row]:
    of = receivable(books, event.receivable)
    if of.collected == 0:
        return
    # cash that came in stays with whoever held the units then
    for account in (event.giver, event.taker):
        if account is not None:
            holder = participant(books, account)
            yield _row(of, holder, _counted(books, of, holder))


@entitlements.register
def _(event: Redeemed, _at: Located, books: Reader) -> Iterable[Row]:
    of = receivable(books, event.receivable)
    left = _counted(books, of, event.holder).redeemed(
        event.amount, of.face, settled=of.status is Status.SETTLED
    )
    not_negative(left.claim, "claim")
    yield _row(of, event.holder, left)


def _counted(books: Reader, of: ReceivableRow, holder: ParticipantId) -> Entitlement:
    row = books.get(EntitlementRow, of.id, holder)
    entitlement = Entitlement(row.seen, row.claim) if row else Entitlement()
    return entitlement.counted(units(books, of.id, holder), of.collected)


def _row(of: ReceivableRow, holder: ParticipantId, entitlement: Entitlement) -> EntitlementRow:
    return EntitlementRow(of.id, holder, entitlement.seen, entitlement.claim)
