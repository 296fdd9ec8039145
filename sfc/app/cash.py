"""Letting the contracts take cash when it first turns out to be needed."""

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from sfc.app.context import Context, Done
from sfc.app.parties import account_of, listed
from sfc.domain.errors import AllowanceTooLow
from sfc.domain.ids import ParticipantId
from sfc.domain.views import ListedCurrency
from sfc.ports import Call, Receipt

T = TypeVar("T")


def allow(context: Context, by: ParticipantId, code: str) -> Done[ListedCurrency]:
    """Let the contracts take `by`'s cash in a currency when it pays, or when a quote is filled.

    Once and for any amount. Only for accounts whose keys are elsewhere: for others it is done when
    it is needed. Raises CurrencyUnknown, UnknownParticipant.
    """
    currency = listed(context, code)
    call = context.ledger.allow_cash(currency.number)
    return Done(currency, context.send(account_of(context, by), call))


def send_with_cash(
    context: Context,
    sender: str,
    payers: Collection[str],
    currencies: Collection[int],
    calls: Sequence[Call],
) -> Receipt:
    """Send calls that take cash; where the payers have not allowed that yet, do it and try again.

    Only for payers whose keys are held here: others have to approve it themselves, and
    AllowanceTooLow tells them.
    """
    return with_cash(context, payers, currencies, lambda: context.send(sender, *calls))


def with_cash(
    context: Context,
    payers: Collection[str],
    currencies: Collection[int],
    send: Callable[[], T],
) -> T:
    """`send_with_cash`, for calls that are sent in another way."""
    try:
        return send()
    except AllowanceTooLow:
        if not all(context.signer.holds(payer) for payer in payers):
            raise
    for payer in payers:
        for currency in currencies:
            context.prepare(payer, context.ledger.allow_cash(currency))
    return send()
