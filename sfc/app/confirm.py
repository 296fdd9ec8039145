"""The obligor undertakes to pay, or refuses; both parties call a receivable off."""

from collections.abc import Sequence
from contextlib import suppress

from sfc.app.context import Context, Done
from sfc.app.parties import account_of, listed, units_of
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.rejection import RejectionReason
from sfc.domain.statements import Undertaking
from sfc.domain.views import Receivable
from sfc.ports import Rehearsed


def confirm(
    context: Context,
    by: ParticipantId,
    receivable: ReceivableId,
    amount: Money | None = None,
    *,
    by_signature: bool = False,
) -> Done[Receivable]:
    """The obligor `by` undertakes, irrevocably, to pay the holder at maturity.

    `amount` is the whole recorded face, or less for a partial acceptance. The obligor sends it, or
    `by_signature` signs it for the operator to send; the effect is the same. Raises NotFound,
    NotYours, WrongRole, ParticipantSuspended, WrongStatus, PastDue, UndertakingMismatch (more than
    was recorded), CreditLimitExceeded, AmountNotPositive, CurrencyMismatch.
    """
    found = context.read.receivable(receivable)
    units = found.asked_face.minor if amount is None else units_of(found, amount)
    undertaking = undertaking_for(context, found, units)
    account, call = account_of(context, by), context.ledger.confirm(undertaking)
    if by_signature:
        with suppress(Rehearsed):  # what the ledger would refuse is not to be signed
            context.unsent.rehearsal().send(account, call)
        signature = context.signer.sign_undertaking(account, undertaking)
        account, call = context.operator, context.ledger.confirm_signed(undertaking, signature)
    receipt = context.send(account, call)
    return Done(context.read.receivable(receivable), receipt)


def confirm_many(
    context: Context, by: ParticipantId, receivables: Sequence[ReceivableId]
) -> Done[tuple[Receivable, ...]]:
    """Confirm the whole face of 1 to 100 receivables, all or none. Also raises BatchTooLarge."""
    found = [context.read.receivable(each) for each in receivables]
    undertakings = [undertaking_for(context, each, each.asked_face.minor) for each in found]
    calls = [context.ledger.confirm(each) for each in undertakings]
    receipt = context.send(account_of(context, by), *calls)
    return Done(tuple(context.read.receivable(each) for each in receivables), receipt)


def reject(
    context: Context, by: ParticipantId, receivable: ReceivableId, reason: RejectionReason
) -> Done[Receivable]:
    """The obligor `by` refuses what was recorded. Raises NotFound, NotYours, WrongStatus."""
    found = context.read.receivable(receivable)
    receipt = context.send(account_of(context, by), context.ledger.reject(found.id, reason))
    return Done(context.read.receivable(receivable), receipt)


def cancel(context: Context, by: ParticipantId, receivable: ReceivableId) -> Done[Receivable]:
    """Withdraw what is only recorded, or ask to cancel what is confirmed, or agree to that.

    Raises NotFound, NotYours, WrongStatus, CannotCancel (sold, passed on or paid in part).
    """
    found = context.read.receivable(receivable)
    receipt = context.send(account_of(context, by), context.ledger.cancel(found.id))
    return Done(context.read.receivable(receivable), receipt)


def undertaking_for(context: Context, receivable: Receivable, amount: int) -> Undertaking:
    """The promise that the ledger takes for a recorded receivable, of `amount` minor units."""
    return Undertaking(
        receivable=receivable.id,
        round=receivable.round,
        amount=amount,
        currency=listed(context, receivable.asked_face.currency.code).number,
        due_day=receivable.due_day,
        terms=receivable.terms.number,
        evidence_root=bytes.fromhex(receivable.evidence_root.removeprefix("0x")),
        valid_until=receivable.due_day,
    )
