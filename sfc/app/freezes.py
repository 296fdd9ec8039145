"""Orders of a court or a supervisor: participants and units that stay as they are until a day."""

from sfc.app.context import Context, Done
from sfc.app.parties import account_of, active, participant, units_of
from sfc.domain.days import Day
from sfc.domain.errors import OrderUnknown
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.domain.views import Participant, UnitFreeze
from sfc.ports import Receipt

LONGEST_ORDER = 32


def appoint(context: Context, regulator: ParticipantId) -> Receipt:
    """Let the account of a regulator freeze: the authority's administrator may.

    Raises UnknownParticipant, WrongRole, Forbidden (the operator does not administer it).
    """
    account = active(context, regulator, Role.REGULATOR).account
    return context.send(context.operator, context.ledger.appoint_regulator(account))


def freeze(
    context: Context, by: ParticipantId, whom: ParticipantId, order: str, until: Day
) -> Done[Participant]:
    """The regulator `by` freezes a participant by an order until the end of a day.

    Raises UnknownParticipant, WrongRole, Forbidden (not appointed), OrderInForce, FreezeOver,
    OrderUnknown (no number of 1 to 32 letters of ASCII).
    """
    regulator = active(context, by, Role.REGULATOR).account
    call = context.ledger.freeze(participant(context, whom).id, number_of(order), until)
    receipt = context.send(regulator, call)
    return Done(context.read.participant(whom), receipt)


def unfreeze(
    context: Context, by: ParticipantId, whom: ParticipantId, order: str
) -> Done[Participant]:
    """The regulator lifts an order. Raises as `freeze`."""
    regulator = active(context, by, Role.REGULATOR).account
    call = context.ledger.unfreeze(participant(context, whom).id, number_of(order))
    receipt = context.send(regulator, call)
    return Done(context.read.participant(whom), receipt)


def freeze_units(
    context: Context,
    by: ParticipantId,
    receivable: ReceivableId,
    holder: ParticipantId,
    amount: Money,
    order: str,
    until: Day,
) -> Done[tuple[UnitFreeze, ...]]:
    """The regulator freezes units of a holder; gives all orders on the receivable.

    Raises NotFound, WrongRole, Forbidden (not appointed), OrderInForce, FreezeOver, OrderUnknown,
    InsufficientUnits, CurrencyMismatch.
    """
    regulator = active(context, by, Role.REGULATOR).account
    units = units_of(context.read.receivable(receivable), amount)
    key = number_of(order)
    call = context.ledger.freeze_units(receivable, holder, units, key, until)
    receipt = context.send(regulator, call)
    return Done(tuple(context.read.unit_freezes(receivable)), receipt)


def unfreeze_units(
    context: Context, by: ParticipantId, receivable: ReceivableId, holder: ParticipantId, order: str
) -> Done[tuple[UnitFreeze, ...]]:
    """The regulator lifts an order on units. Raises as `freeze_units`."""
    regulator = active(context, by, Role.REGULATOR).account
    account_of(context, holder)
    call = context.ledger.unfreeze_units(receivable, holder, number_of(order))
    receipt = context.send(regulator, call)
    return Done(tuple(context.read.unit_freezes(receivable)), receipt)


def number_of(order: str) -> bytes:
    """An order's number as the ledger writes it. Raises OrderUnknown for what is none."""
    if not (0 < len(order) <= LONGEST_ORDER and order.isascii() and order.isprintable()):
        raise OrderUnknown(order)
    return order.encode("ascii").ljust(LONGEST_ORDER, b"\0")


def order_text(order: str) -> str:
    """An order's number as people write it."""
    told = bytes.fromhex(order.removeprefix("0x")).rstrip(b"\0")
    return told.decode("ascii", "replace")
