"""The steps of a receivable's life for many at once; each item as its own use case does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sfc.app.bulk import Outcome, carry_out, prepared
from sfc.app.cash import with_cash
from sfc.app.confirm import undertaking_for
from sfc.app.context import Context
from sfc.app.drafts import Draft, note, prepare
from sfc.app.parties import account_of, listed, participant, units_of
from sfc.app.query import Viewer
from sfc.app.query import receivable as seen
from sfc.app.settle import amount_due
from sfc.domain.errors import SfcError
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.ports import Call

T = TypeVar("T")

Outcomes = Sequence[tuple[ReceivableId | None, Outcome]]
"""What became of each item, in order, and of which receivable; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts: a participant, and what it sees."""

    by: ParticipantId
    viewer: Viewer


def record_bulk(
    context: Context, by: Acting, drafts: Sequence[Callable[[], Draft]], *, atomic: bool = False
) -> Outcomes:
    """Record invoices of one supplier. See `sfc.app.record.record` and `carry_out`.

    A draft that raises is refused for itself.
    """
    supplier = participant(context, by.by)
    ids: list[ReceivableId | None] = []

    def make(draft: Callable[[], Draft]) -> Call:
        stated = draft()
        obligor = participant(context, stated.counterparty)
        ready = prepare(context, stated, supplier=supplier, obligor=obligor)
        if not context.is_rehearsal:
            note(context, ready)
        ids[-1] = ready.id
        return context.ledger.record(ready.statement)

    calls: list[Call | SfcError] = []
    for draft in drafts:
        ids.append(None)
        calls.append(prepared(partial(make, draft)))
    outcomes = carry_out(context, supplier.account, calls, atomic=atomic)
    return list(zip(ids, outcomes, strict=True))


def confirm_bulk(
    context: Context,
    by: Acting,
    items: Sequence[tuple[ReceivableId, Callable[[], Money | None]]],
    *,
    atomic: bool = False,
) -> Outcomes:
    """The obligor confirms receivables. See `sfc.app.confirm.confirm` and `carry_out`."""

    def make(receivable: ReceivableId, amount: Callable[[], Money | None]) -> Call:
        found, stated = seen(context, by.viewer, receivable), amount()
        units = found.asked_face.minor if stated is None else units_of(found, stated)
        return context.ledger.confirm(undertaking_for(context, found, units))

    calls = [prepared(partial(make, *item)) for item in items]
    outcomes = carry_out(context, account_of(context, by.by), calls, atomic=atomic)
    return list(zip((receivable for receivable, _ in items), outcomes, strict=True))


def tokenise_bulk(
    context: Context, by: Acting, receivables: Sequence[ReceivableId], *, atomic: bool = False
) -> Outcomes:
    """The supplier tokenises receivables. See `sfc.app.tokenise.tokenise` and `carry_out`."""
    return _simple(context, by, receivables, context.ledger.tokenise, atomic=atomic)


def redeem_bulk(
    context: Context, by: Acting, receivables: Sequence[ReceivableId], *, atomic: bool = False
) -> Outcomes:
    """Pay out what is collected on units of `by`. See `sfc.app.settle.redeem` and `carry_out`."""
    return _simple(context, by, receivables, context.ledger.redeem, atomic=atomic)


def pay_bulk(
    context: Context,
    by: Acting,
    items: Sequence[tuple[ReceivableId, Callable[[], Money | None]]],
    *,
    atomic: bool = False,
) -> Outcomes:
    """Pay on receivables out of the cash of `by`. See `sfc.app.settle.pay` and `carry_out`."""
    payer, today = account_of(context, by.by), context.clock.today()
    currencies: set[int] = set()

    def make(receivable: ReceivableId, amount: Callable[[], Money | None]) -> Call:
        found, stated = seen(context, by.viewer, receivable), amount()
        due = amount_due(found, today).total.minor
        minor = due if stated is None else units_of(found, stated)
        currencies.add(listed(context, found.face.currency.code).number)
        return context.ledger.pay(found.id, minor)

    calls = [prepared(partial(make, *item)) for item in items]

    def around(on: Context, send: Callable[[], T]) -> T:
        return with_cash(on, {payer}, currencies, send)

    outcomes = carry_out(context, payer, calls, atomic=atomic, around=around)
    return list(zip((receivable for receivable, _ in items), outcomes, strict=True))


def _simple(
    context: Context,
    by: Acting,
    receivables: Sequence[ReceivableId],
    call: Callable[[ReceivableId], Call],
    *,
    atomic: bool,
) -> Outcomes:
    def make(receivable: ReceivableId) -> Call:
        return call(seen(context, by.viewer, receivable).id)

    calls = [prepared(partial(make, each)) for each in receivables]
    outcomes = carry_out(context, account_of(context, by.by), calls, atomic=atomic)
    return list(zip(receivables, outcomes, strict=True))
