"""What every use case of the market shares: what a party has to allow, and sending."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sfc.app import intents
from sfc.app.context import Context
from sfc.domain.errors import SfcError
from sfc.ports import Call, Receipt

MOST = 2**64 - 1
"""Proceeds that no sale has, and the most that an amount can be."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a venue has to be allowed before a call: units of some accounts, cash of others."""

    venue: str
    currency: int
    units_of: Collection[str] = ()
    cash_of: Collection[str] = ()


def allow(context: Context, needs: Needs) -> None:
    """Let the venue move what it needs, for accounts whose keys are held here.

    That alone moves nothing: it takes a call or a signature of the account, or what it agreed to.
    Others approve it themselves, and AllowanceTooLow or NotUnitOperator tells them.
    """
    market = context.market
    for account in needs.units_of:
        if context.signer.holds(account) and not market.may_move_units(needs.venue, account):
            intents.send(context.ledger, account, market.allow_units(needs.venue))
    for account in needs.cash_of:
        if context.signer.holds(account) and not market.may_take_cash(
            needs.venue, account, needs.currency
        ):
            intents.send(context.ledger, account, market.allow_cash(needs.venue, needs.currency))


def trade(context: Context, sender: str, needs: Needs, call: Call) -> Receipt:
    """Send a call to a venue, with what it has to be allowed."""
    allow(context, needs)
    return context.send(sender, call)


def trade_within(
    context: Context,
    sender: str,
    make: Callable[[int], tuple[Call, Needs]],
    bound: Callable[[], int],
    never: int,
) -> Receipt:
    """Send a sale within a bound, which is found first; `never` is one that nothing meets.

    A repetition of what was done before finds the units gone, and no bound. It is the ledger that
    knows what it did for an intent: it is asked with a bound under which nothing new can happen.
    """
    try:
        call, needs = make(bound())
    except SfcError as refusal:
        call, _ = make(never)
        try:
            return context.send(sender, call)
        except SfcError:
            raise refusal from None
    return trade(context, sender, needs, call)
