"""What every use case of the market shares: what a party has to allow, and sending."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields

from sfc.app.context import Context
from sfc.app.parties import units_of
from sfc.domain.errors import SfcError
from sfc.domain.ids import ReceivableId
from sfc.domain.market import SaleAmounts
from sfc.domain.market_events import Traded
from sfc.domain.money import Money
from sfc.ports import Call, Receipt, Rehearsed

_MOST = 2**64 - 1
"""Proceeds that no sale has, and the most that an amount can be."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a venue has to be allowed before a call: units of some accounts, cash of others."""

    venue: str
    currency: int
    units_of: Collection[str] = ()
    cash_of: Collection[str] = ()


def allow(context: Context, sender: str, needs: Needs) -> None:
    """Let the venue move what it needs, for accounts whose keys are held here.

    That alone moves nothing: it takes a call or a signature of the account, or what it agreed to.
    Others approve it themselves, and AllowanceTooLow or NotUnitOperator tells them; a sender with
    a wallet is offered it first.
    """
    for account, call in _missing(context, sender, needs):
        context.prepare(account, call)


def trade(context: Context, sender: str, needs: Needs, call: Call) -> Receipt:
    """Send a call to a venue, with what it has to be allowed."""
    allow(context, sender, needs)
    return context.send(sender, call)


def preview(context: Context, sender: str, needs: Needs, call: Call) -> SaleAmounts:
    """What a sale would move now, with what it has to be allowed: executed and undone."""
    rehearsing = context.rehearsing()
    missing = list(_missing(rehearsing, sender, needs))
    if not missing:
        return context.market.preview(sender, call)  # which needs no more of a node than a call
    for account, allowance in missing:
        rehearsing.prepare(account, allowance)
    try:
        rehearsing.send(sender, call)
    except Rehearsed as done:
        [sale] = (each for each in done.rehearsal.events if isinstance(each, Traded))
        return SaleAmounts(*(getattr(sale, each.name) for each in fields(SaleAmounts)))
    raise AssertionError("a rehearsal was carried out")


def limit_of(
    context: Context, receivable: ReceivableId, bound: Money | None, *, sells: bool
) -> int:
    """A party's bound as a contract takes it; without one, any price.

    Raises NotFound, AmountNotPositive, CurrencyMismatch.
    """
    if bound is None:
        return any_price(sells=sells)
    return units_of(context.read.receivable(receivable), bound)


def any_price(*, sells: bool) -> int:
    """The bound that any sale meets, or any purchase."""
    return 0 if sells else _MOST


def trade_within(
    context: Context,
    sender: str,
    make: Callable[[int], tuple[Call, Needs]],
    bound: Callable[[], int],
    *,
    sells: bool,
) -> Receipt:
    """Send a sale or, unless it `sells`, a purchase within a bound, which is found first.

    A repetition of what was done before finds the units gone, and no bound. It is the ledger that
    knows what it did for an intent: it is asked with a bound under which nothing new can happen.
    """
    try:
        call, needs = make(bound())
    except SfcError as refusal:
        if context.is_rehearsal:
            raise
        call, _ = make(any_price(sells=not sells))
        try:
            return context.send(sender, call)
        except SfcError:
            raise refusal from None
    return trade(context, sender, needs, call)


def _missing(context: Context, sender: str, needs: Needs) -> Iterator[tuple[str, Call]]:
    """Accounts, and what they have not allowed yet."""
    market = context.market
    for account in needs.units_of:
        if not context.signs_for(account, sender):
            continue
        if not market.may_move_units(needs.venue, account):
            yield account, market.allow_units(needs.venue)
    for account in needs.cash_of:
        if not context.signs_for(account, sender):
            continue
        if not market.may_take_cash(needs.venue, account, needs.currency):
            yield account, market.allow_cash(needs.venue, needs.currency)
