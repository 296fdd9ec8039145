"""Holders ask financiers for quotes."""

import secrets
from collections.abc import Collection

from sfc.app.context import Context
from sfc.app.parties import active, units_of
from sfc.domain.errors import InsufficientUnits
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant
from sfc.domain.money import Money
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.ports import Ask

ASK_SECONDS = 7 * 86_400
"""How long a request for quotes stays open, unless it says otherwise."""


def ask(
    context: Context,
    by: ParticipantId,
    receivable: ReceivableId,
    amount: Money | None = None,
    expiry: int | None = None,
    named: Collection[ParticipantId] = (),
) -> Ask:
    """The holder `by` asks financiers for quotes on units worth `amount`, or on all its units.

    Asks those that are `named`, without any all of them. Raises NotFound, ParticipantSuspended,
    InsufficientUnits, AmountNotPositive, CurrencyMismatch; of the named ones UnknownParticipant,
    WrongRole.
    """
    active(context, by)
    for financier in named:
        active(context, financier, Role.FINANCIER)
    found = context.read.receivable(receivable)
    held = context.read.units(receivable, by)
    units = held if amount is None else units_of(found, amount)
    if held == 0 or units > held:
        raise InsufficientUnits(format_participant(by), held, max(units, 1))
    now = context.clock.now()
    opened = Ask(
        id=f"ask_{secrets.token_hex(12)}",
        receivable=receivable,
        holder=by,
        units=units,
        created=now,
        expiry=expiry or now + ASK_SECONDS,
        named=tuple(sorted(set(named))),
    )
    context.store.add_ask(opened)
    return opened


def is_open(context: Context, asked: Ask) -> bool:
    """Whether an ask waits for quotes: neither lapsed, nor sold, passed on or settled since."""
    if context.clock.now() > asked.expiry:
        return False
    return context.read.receivable(asked.receivable).status is Status.TOKENISED and (
        context.read.units(asked.receivable, asked.holder) >= asked.units
    )
