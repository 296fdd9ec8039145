"""The obligor contests a part of what was recorded; and who has not paid is marked in default."""

from sfc.app.context import Context, Done
from sfc.app.parties import account_of, units_of
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.rejection import RejectionReason
from sfc.domain.views import Receivable


def dispute(
    context: Context,
    by: ParticipantId,
    receivable: ReceivableId,
    amount: Money,
    reason: RejectionReason,
) -> Done[Receivable]:
    """The obligor `by` contests an amount, in place of what it contested before; the rest goes on.

    Raises NotFound, NotYours, WrongStatus (confirmed by now), DisputeAboveFace, CurrencyMismatch.
    """
    found = context.read.receivable(receivable)
    return _say(context, by, receivable, units_of(found, amount), reason)


def resolve(context: Context, by: ParticipantId, receivable: ReceivableId) -> Done[Receivable]:
    """The obligor `by` contests nothing any more. Raises NotFound, NotYours, WrongStatus."""
    return _say(context, by, context.read.receivable(receivable).id, 0, 0)


def mark_default(context: Context, sender: str, receivable: ReceivableId) -> Done[Receivable]:
    """Say that a receivable is unpaid after grace; anybody may, from an account.

    Its obligor cannot confirm anything new until it is paid. Raises NotFound, NotInDefault,
    AlreadyInDefault.
    """
    context.read.receivable(receivable)
    receipt = context.send(sender, context.ledger.mark_default(receivable))
    return Done(context.read.receivable(receivable), receipt)


def _say(
    context: Context, by: ParticipantId, receivable: ReceivableId, amount: int, reason: int
) -> Done[Receivable]:
    call = context.ledger.dispute(receivable, amount, reason)
    receipt = context.send(account_of(context, by), call)
    return Done(context.read.receivable(receivable), receipt)
