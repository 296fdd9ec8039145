"""Standing instructions: given, ended, and carried out again and again by the service.

A pass may be killed at any moment. The id of a quote follows from instruction and request, so that
it is signed once. A sale is an intent of that name, which the ledger executes once, and the log
says that it is under way before it is sent. The next pass ends what the last one began.
"""

import hashlib
import secrets
from dataclasses import dataclass

from sfc.app.ask import is_open
from sfc.app.compare import compare
from sfc.app.context import Context
from sfc.app.discount import accept
from sfc.app.intents import intended
from sfc.app.offer import Offer, offer
from sfc.app.parties import active, listed, positive
from sfc.app.pricing import QuoteState, state_of
from sfc.app.query import Viewer
from sfc.domain.discount import MAX_RATE_PPM
from sfc.domain.errors import Busy, ChainUnavailable, NotFound, RateOutOfRange, SfcError
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.domain.standing import Decision, Instruction, Outcome, Reason, Side
from sfc.ports import Ask, StoredQuote

FIRM_SECONDS = 86_400
"""How long a quote of an instruction is firm, if the request does not end before."""

_LOCK = "standing instructions"


@dataclass(frozen=True, slots=True)
class Order:
    """What a party instructs; see `sfc.domain.standing.Instruction`."""

    side: Side
    rate_ppm: int
    max_tenor: int
    total: Money
    obligor: ParticipantId | None = None


def instruct(context: Context, by: ParticipantId, order: Order) -> Instruction:
    """Put an instruction of `by` in force; a quoting one is a financier's.

    Raises WrongRole, ParticipantSuspended, UnknownParticipant (the obligor), RateOutOfRange,
    CurrencyUnknown, AmountNotPositive.
    """
    active(context, by, Role.FINANCIER if order.side is Side.QUOTE else None)
    if order.obligor is not None:
        active(context, order.obligor)
    if not 0 <= order.rate_ppm <= MAX_RATE_PPM:
        raise RateOutOfRange(order.rate_ppm, MAX_RATE_PPM)
    positive(order.total)
    listed(context, order.total.currency.code)
    made = Instruction(
        id=f"sti_{secrets.token_hex(12)}",
        owner=by,
        side=order.side,
        obligor=order.obligor,
        max_tenor=order.max_tenor,
        rate_ppm=order.rate_ppm,
        total=order.total,
        created=context.clock.now(),
    )
    context.standing.add(made)
    return made


def seen(context: Context, viewer: Viewer, instruction: str) -> Instruction:
    """One that is the viewer's own. Raises NotFound."""
    found = context.standing.instruction(instruction)
    if not (viewer.sees_all or found.owner == viewer.participant):
        raise NotFound("standing instruction", instruction)
    return found


def end(context: Context, viewer: Viewer, instruction: str) -> Instruction:
    """Put one out of force; what it quoted stays firm until it is cancelled. Raises NotFound."""
    context.standing.end(seen(context, viewer, instruction).id, context.clock.now())
    return context.standing.instruction(instruction)


def carry_out(context: Context) -> int:
    """One pass over all instructions in force; gives how many quotes and sales came of it.

    A refusal ends in the log and not here; raises ChainUnavailable and Busy, to be tried again.
    """
    with context.store.exclusively(_LOCK):
        done = _finish(context)
        for instruction in context.standing.in_force(Side.QUOTE):
            done += sum(_quote(context, instruction, asked) for asked in _open(context))
        for instruction in context.standing.in_force(Side.ACCEPT):
            done += sum(_accept(context, instruction, asked) for asked in _open(context))
        return done


def _open(context: Context) -> list[Ask]:
    """Open requests, oldest first: who asked first is served first."""
    return [each for each in reversed(context.store.asks()) if is_open(context, each)]


def _quote(context: Context, instruction: Instruction, asked: Ask) -> bool:
    if asked.holder == instruction.owner or not asked.is_put_to(instruction.owner):
        return False
    identity = _quote_id(instruction, asked)
    before = context.standing.decisions(instruction.id)
    if any(each.ask == asked.id and each.outcome is not Outcome.DECLINED for each in before):
        return False
    found = context.read.receivable(asked.receivable)
    face = Money(asked.units, found.face.currency)
    used = sum(each.amount.minor for each in before if _counts(context, each))
    objection = instruction.objection(
        found.obligor, face, found.due_day - context.clock.today(), used
    )
    if objection is not None:
        _decide(context, instruction, asked, Outcome.DECLINED, face, note=objection)
        return False
    expiry = min(asked.expiry, context.clock.now() + FIRM_SECONDS)
    terms = Offer(asked.receivable, instruction.rate_ppm, expiry, most=face, ask=asked.id)
    try:
        offer(context, instruction.owner, terms, identity)
    except (Busy, ChainUnavailable):
        raise
    except SfcError as refusal:
        _decide(context, instruction, asked, Outcome.FAILED, face, note=refusal.code)
        return False
    _decide(context, instruction, asked, Outcome.QUOTED, face, identity)
    return True


def _accept(context: Context, instruction: Instruction, asked: Ask) -> bool:
    if asked.holder != instruction.owner:
        return False
    failed = _quotes(context, instruction, Outcome.FAILED)
    best = next((each for each in compare(context, asked) if each.quote.id not in failed), None)
    if best is None:
        return False
    found = context.read.receivable(asked.receivable)
    face = best.price.face
    log = context.standing.decisions(instruction.id)
    used = sum(each.amount.minor for each in log if each.outcome is Outcome.ACCEPTED)
    objection = instruction.objection(found.obligor, face, best.price.days, used)
    if objection is None and best.all_in.effective_rate_ppm > instruction.rate_ppm:
        objection = Reason.RATE
    if objection is not None:
        _decide(context, instruction, asked, Outcome.DECLINED, face, best.quote.id, objection)
        return False
    _decide(context, instruction, asked, Outcome.ACCEPTING, face, best.quote.id)
    return _sell(context, instruction, asked, best.quote, face, best.price.price)


def _finish(context: Context) -> int:
    """Bring to an end the sales that a pass before began."""
    begun = [
        (instruction, each)
        for instruction in context.standing.instructions()
        if instruction.side is Side.ACCEPT
        for each in _unfinished(context, instruction)
    ]
    if begun:
        context.indexer.catch_up()
    return sum(_resume(context, instruction, each) for instruction, each in begun)


def _resume(context: Context, instruction: Instruction, begun: Decision) -> bool:
    asked, stored = context.store.ask(begun.ask), context.store.quote(begun.quote)
    if state_of(context, stored) is QuoteState.FILLED:
        _decide(context, instruction, asked, Outcome.ACCEPTED, begun.amount, stored.id)
        return True
    return _sell(context, instruction, asked, stored, begun.amount, None)


def _sell(
    context: Context,
    instruction: Instruction,
    asked: Ask,
    stored: StoredQuote,
    face: Money,
    minimum: Money | None,
) -> bool:
    """Sell under a name of its own, which the ledger executes once however often it is sent."""
    try:
        with intended(f"{instruction.id} {asked.id} {stored.id}"):
            done = accept(context, instruction.owner, stored.id, face, minimum)
    except (Busy, ChainUnavailable):
        raise
    except SfcError as refusal:
        _decide(context, instruction, asked, Outcome.FAILED, face, stored.id, refusal.code)
        return False
    transaction = done.receipt.transaction
    _decide(context, instruction, asked, Outcome.ACCEPTED, face, stored.id, transaction)
    return True


def _decide(
    context: Context,
    instruction: Instruction,
    asked: Ask,
    outcome: Outcome,
    amount: Money,
    quote: str = "",
    note: str = "",
) -> None:
    now = context.clock.now()
    context.standing.decide(
        Decision(instruction.id, asked.id, quote, outcome, amount, now, str(note))
    )


def _quotes(context: Context, instruction: Instruction, *outcomes: Outcome) -> set[str]:
    """Of which quotes the log says so."""
    log = context.standing.decisions(instruction.id)
    return {each.quote for each in log if each.outcome in outcomes}


def _unfinished(context: Context, instruction: Instruction) -> list[Decision]:
    ended = _quotes(context, instruction, Outcome.ACCEPTED, Outcome.FAILED)
    log = context.standing.decisions(instruction.id)
    return [e for e in log if e.outcome is Outcome.ACCEPTING and e.quote not in ended]


def _counts(context: Context, decision: Decision) -> bool:
    """Whether a quote is spoken for: it can still be taken, or was."""
    if decision.outcome is not Outcome.QUOTED:
        return False
    state = state_of(context, context.store.quote(decision.quote))
    return state in (QuoteState.OPEN, QuoteState.FILLED)


def _quote_id(instruction: Instruction, asked: Ask) -> str:
    told = f"{instruction.id} {asked.id}".encode()
    return f"quo_{hashlib.sha256(told).hexdigest()[:24]}"
