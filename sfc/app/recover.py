"""A lost account: another one is asked for, may be stopped by the old one, and takes over later."""

from sfc.app.context import Context, Done
from sfc.app.parties import account_of, participant
from sfc.domain.ids import ParticipantId
from sfc.domain.views import Participant


def request(
    context: Context, number: ParticipantId, account: str | None = None
) -> Done[Participant]:
    """The operator asks for another account of a participant; without one a key is made here.

    It can take over after the delay. Raises UnknownParticipant, IdMalformed, ParticipantExists.
    """
    found = participant(context, number)
    new = context.ledger.account(account) if account else context.signer.create()
    call = context.ledger.request_recovery(found.id, new)
    receipt = context.send(context.operator, call)
    return Done(context.read.participant(number), receipt)


def cancel(context: Context, number: ParticipantId) -> Done[Participant]:
    """The participant's own account stops it. Raises UnknownParticipant, NoRecovery, KeyNotHeld."""
    account = account_of(context, number)
    receipt = context.send(account, context.ledger.cancel_recovery(number))
    return Done(context.read.participant(number), receipt)


def carry_out(context: Context, number: ParticipantId) -> Done[Participant]:
    """Let the new account take over, with all units and roles; the operator pays for it.

    Raises UnknownParticipant, NoRecovery, RecoveryTooSoon.
    """
    call = context.ledger.recover(participant(context, number).id)
    receipt = context.send(context.operator, call)
    return Done(context.read.participant(number), receipt)
