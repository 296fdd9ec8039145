"""Finding who and what a request names, with the refusal that fits if it is not there."""

from sfc.app.context import Context
from sfc.domain.errors import (
    AmountNotPositive,
    CurrencyMismatch,
    CurrencyUnknown,
    NotFound,
    ParticipantSuspended,
    UnknownParticipant,
    WrongRole,
)
from sfc.domain.ids import ParticipantId, format_participant
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.domain.views import ListedCurrency, Participant, Receivable


def participant(context: Context, number: ParticipantId) -> Participant:
    """Look a participant up. Raises UnknownParticipant."""
    try:
        return context.read.participant(number)
    except NotFound:
        raise UnknownParticipant(format_participant(number)) from None


def active(context: Context, number: ParticipantId, role: Role | None = None) -> Participant:
    """A participant that may act, for what the ledger does not see and so cannot refuse.

    Raises UnknownParticipant, ParticipantSuspended, WrongRole.
    """
    found = participant(context, number)
    if found.suspended:
        raise ParticipantSuspended(format_participant(number))
    if role is not None and role not in found.roles:
        raise WrongRole(format_participant(number), role.names[0])
    return found


def account_of(context: Context, number: ParticipantId) -> str:
    """The account that acts for a participant. Raises UnknownParticipant."""
    return participant(context, number).account


def listed(context: Context, code: str) -> ListedCurrency:
    """A currency of this ledger. Raises CurrencyUnknown for any other."""
    try:
        return context.read.currency(code)
    except NotFound:
        raise CurrencyUnknown(code) from None


def units_of(receivable: Receivable, amount: Money) -> int:
    """An amount of face value as units of a receivable.

    Raises AmountNotPositive, CurrencyMismatch.
    """
    if amount.currency != receivable.face.currency:
        raise CurrencyMismatch(receivable.face.currency.code, amount.currency.code)
    return positive(amount)


def positive(amount: Money) -> int:
    """The minor units of an amount that has to move or be owed. Raises AmountNotPositive."""
    if amount.minor <= 0:
        raise AmountNotPositive(amount.amount)
    return amount.minor
