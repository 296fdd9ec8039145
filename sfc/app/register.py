"""The operator lets legal entities in, bars them, and sets what obligors may promise."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from sfc.app.context import Context, Done
from sfc.app.forecast import in_all
from sfc.app.parties import listed, participant
from sfc.domain.errors import IdentityMissing, SfcError, UnknownParticipant
from sfc.domain.events import ParticipantRegistered
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.domain.spelling import canonical
from sfc.domain.views import CreditLine, Participant, Terms
from sfc.ports import Call, Rehearsal, Rehearsed, RehearsingLedger

_ENTITY_TAG = b"sfc legal entity 1"


@dataclass(frozen=True, slots=True)
class Entrant:
    """A legal entity to be registered.

    `legal_id` is its LEI, unified social credit code or VAT number. Without an `account`, keys to
    act and to read documents are made and held for it. `credit_lines`, one per currency, say how
    much a core enterprise may promise.
    """

    name: str
    legal_id: str
    roles: Role
    account: str | None = None
    credit_lines: tuple[Money, ...] = ()


def register(context: Context, entrant: Entrant) -> Done[Participant]:
    """Enter a legal entity into the register.

    Raises ParticipantExists, IdentityMissing, RoleUnknown, CurrencyUnknown, IdMalformed (account).
    """
    done = register_many(context, [entrant])
    return done.of(done.result[0])


def register_many(context: Context, entrants: Sequence[Entrant]) -> Done[tuple[Participant, ...]]:
    """`register` for 1 to 100 legal entities, all or none. Also raises BatchTooLarge.

    Credit lines follow in a transaction of their own; the receipt is the registration's.
    """
    for entrant in entrants:
        _check(context, entrant)
    accounts = [
        context.ledger.account(entrant.account) if entrant.account else context.signer.create()
        for entrant in entrants
    ]
    calls = [
        context.ledger.register(account, legal_entity(context, entrant.legal_id), entrant.roles)
        for account, entrant in zip(accounts, entrants, strict=True)
    ]
    if context.rehearsal is not None:
        raise Rehearsed(in_all(_rehearsed(context, context.rehearsal, entrants, calls)))
    receipt = context.send(context.operator, *calls)
    # not by their accounts: a repetition makes other ones, and the ledger has those of the first
    numbers = [_registered(context, entrant).id for entrant in entrants]
    for number, entrant in zip(numbers, entrants, strict=True):
        context.store.name_participant(number, entrant.name, entrant.legal_id)
        if entrant.account is None:
            context.evidence.keys.renew(number)
    for limits in _credit_lines(context, entrants, numbers):
        context.send(context.operator, *limits)
    return Done(tuple(context.read.participant(number) for number in numbers), receipt)


def _credit_lines(
    context: Context, entrants: Sequence[Entrant], numbers: Sequence[ParticipantId]
) -> Sequence[Sequence[Call]]:
    """The calls that set the credit lines of those registered under `numbers`, by transaction."""
    limits = [
        context.ledger.set_credit_line(
            number, listed(context, line.currency.code).number, line.minor
        )
        for number, entrant in zip(numbers, entrants, strict=True)
        for line in entrant.credit_lines
    ]
    largest = context.ledger.max_batch()
    return [limits[first : first + largest] for first in range(0, len(limits), largest)]


def _rehearsed(
    context: Context, ledger: RehearsingLedger, entrants: Sequence[Entrant], calls: Sequence[Call]
) -> Sequence[Rehearsal]:
    """What each transaction would do. The first tells the numbers that the others are about."""
    [registered] = _accepted(ledger.rehearse(context.operator, [calls]))
    numbers = [
        event.participant for event in registered.events if isinstance(event, ParticipantRegistered)
    ]
    lines = _credit_lines(context, entrants, numbers)
    return _accepted(ledger.rehearse(context.operator, [calls, *lines]))


def _accepted(told: Sequence[Rehearsal | SfcError]) -> Sequence[Rehearsal]:
    for each in told:
        if isinstance(each, SfcError):
            raise each
    return [each for each in told if isinstance(each, Rehearsal)]


def suspend(context: Context, number: ParticipantId) -> Done[Participant]:
    """Bar a participant from acting; what it holds stays its own. Raises UnknownParticipant."""
    call = context.ledger.suspend(participant(context, number).id)
    receipt = context.send(context.operator, call)
    return Done(context.read.participant(number), receipt)


def reinstate(context: Context, number: ParticipantId) -> Done[Participant]:
    """Let a suspended participant act again. Raises UnknownParticipant."""
    call = context.ledger.reinstate(participant(context, number).id)
    receipt = context.send(context.operator, call)
    return Done(context.read.participant(number), receipt)


def set_roles(context: Context, number: ParticipantId, roles: Role) -> Done[Participant]:
    """Replace a participant's roles; what it holds or owes stays. Raises UnknownParticipant."""
    call = context.ledger.set_roles(participant(context, number).id, roles)
    receipt = context.send(context.operator, call)
    return Done(context.read.participant(number), receipt)


def set_credit_line(
    context: Context, obligor: ParticipantId, limit: Money
) -> Done[tuple[CreditLine, ...]]:
    """Set how much an obligor may have promised and not yet paid; gives all its lines.

    Raises UnknownParticipant, CurrencyUnknown, LimitBelowUsed.
    """
    currency = listed(context, limit.currency.code).number
    call = context.ledger.set_credit_line(participant(context, obligor).id, currency, limit.minor)
    receipt = context.send(context.operator, call)
    return Done(tuple(context.read.credit_lines(obligor)), receipt)


def add_terms(
    context: Context, grace_days: int, penalty_rate_ppm: int, basis: int = 360
) -> Done[Terms]:
    """Add terms that receivables may refer to. Raises BasisUnsupported."""
    receipt = context.send(
        context.operator, context.ledger.add_terms(grace_days, penalty_rate_ppm, basis)
    )
    return Done(context.read.all_terms()[-1], receipt)


def legal_entity(context: Context, legal_id: str) -> bytes:
    """What stands for a legal id on the chain: 32 bytes, equal for all spellings of one id."""
    return hmac.digest(context.secret, _ENTITY_TAG + canonical(legal_id).encode(), "sha256")


def _registered(context: Context, entrant: Entrant) -> Participant:
    entity = legal_entity(context, entrant.legal_id)
    if (found := context.read.participant_by_legal_entity(entity)) is None:
        raise UnknownParticipant(entrant.legal_id)
    return found


def _check(context: Context, entrant: Entrant) -> None:
    if not entrant.name.strip():
        raise IdentityMissing("name")
    if not canonical(entrant.legal_id):
        raise IdentityMissing("legal id")
    for line in entrant.credit_lines:
        listed(context, line.currency.code)
