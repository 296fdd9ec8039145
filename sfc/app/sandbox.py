"""Conveniences of the embedded chain: free money, and time that passes when it is told to."""

from sfc.app.context import Context, Done, Sandbox
from sfc.app.parties import account_of, listed, positive
from sfc.domain.days import Day, date_of, day_start
from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.views import Balance, Head


def faucet(context: Context, receiver: ParticipantId, amount: Money) -> Done[tuple[Balance, ...]]:
    """Credit cash to a participant; gives its balances.

    Raises NotFound outside of the sandbox, UnknownParticipant, CurrencyUnknown, AmountNotPositive.
    """
    bank = required(context).bank
    currency = listed(context, amount.currency.code)
    account = account_of(context, receiver)
    call = context.ledger.mint(currency.number, account, positive(amount) * currency.scale)
    receipt = context.send(bank, call)
    return Done(tuple(context.read.balances(receiver)), receipt)


def advance_to_day(context: Context, day: Day) -> int:
    """Move the ledger's clock to the start of a day; gives the time, in unix seconds.

    The day it is already leaves the clock as it is. Raises NotFound outside of the sandbox,
    ClockBackwards for a day that is past, DayOutOfRange for one after 9999-12-31.
    """
    clock = required(context).clock
    date_of(day)
    if day != clock.today():
        clock.advance_to(day_start(day, context.utc_offset_hours))
    return clock.now()


def advance_days(context: Context, days: int) -> int:
    """Move the ledger's clock by whole days; gives the time, in unix seconds."""
    clock = required(context).clock
    return advance_to_day(context, Day(clock.today() + days)) if days else clock.now()


def reset(context: Context) -> Head:
    """Forget everything since the deployment, on the chain and in the database; gives the head.

    The clock stays where it is: it never goes back. Originals of documents stay in their store,
    where nobody can open them any more. Raises NotFound outside of the sandbox.
    """
    required(context).start_anew()
    return context.events.head()


def required(context: Context) -> Sandbox:
    """The sandbox of a system. Raises NotFound where there is none."""
    if context.sandbox is None:
        raise NotFound("page", "sandbox")
    return context.sandbox
