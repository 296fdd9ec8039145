"""Letting the contracts take cash when it first turns out to be needed."""

from collections.abc import Collection, Sequence

from sfc.app import intents
from sfc.app.context import Context
from sfc.domain.errors import AllowanceTooLow
from sfc.ports import Call, Receipt


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
    try:
        return context.send(sender, *calls)
    except AllowanceTooLow:
        if not all(context.signer.holds(payer) for payer in payers):
            raise
    for payer in payers:
        for currency in currencies:
            intents.send(context.ledger, payer, context.ledger.allow_cash(currency))
    return context.send(sender, *calls)
