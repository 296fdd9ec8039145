"""A holder passes units on, whole or in part: a transfer of a part is the split."""

from collections.abc import Sequence
from dataclasses import dataclass

from sfc.app.context import Context, Done
from sfc.app.parties import account_of, units_of
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.views import Holding
from sfc.ports import Call


@dataclass(frozen=True, slots=True)
class Passing:
    """Units worth `amount` of face, to a participant or to an account."""

    receivable: ReceivableId
    taker: ParticipantId | str
    amount: Money


def transfer(
    context: Context,
    by: ParticipantId,
    receivable: ReceivableId,
    taker: ParticipantId | str,
    amount: Money,
) -> Done[tuple[Holding, ...]]:
    """The holder `by` passes units on; gives all holdings of the receivable afterwards.

    Raises NotFound, UnknownParticipant (a stranger as taker included), ParticipantSuspended,
    InsufficientUnits, TransferToSelf, UnitsOnlyRedeemable, AmountNotPositive, CurrencyMismatch,
    IdMalformed (an account).
    """
    receipt = transfer_many(context, by, [Passing(receivable, taker, amount)]).receipt
    return Done(tuple(context.read.holders(receivable)), receipt)


def transfer_many(context: Context, by: ParticipantId, passings: Sequence[Passing]) -> Done[None]:
    """`transfer` for 1 to 100 parts of one holder, all or none. Also raises BatchTooLarge."""
    calls = [_call(context, passing) for passing in passings]
    return Done(None, context.send(account_of(context, by), *calls))


def _call(context: Context, passing: Passing) -> Call:
    units = units_of(context.read.receivable(passing.receivable), passing.amount)
    return context.ledger.transfer(passing.receivable, _account(context, passing.taker), units)


def _account(context: Context, taker: ParticipantId | str) -> str:
    if isinstance(taker, str):
        return context.ledger.account(taker)
    return account_of(context, taker)
