"""A ready world for trying things out: participants of every role, cash, and invoices on the way.

On the embedded chain only. Each one is made of new participants, so that any number fit beside
each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sfc.app import intents, sandbox
from sfc.app.ask import ask
from sfc.app.confirm import confirm_many
from sfc.app.context import Context
from sfc.app.credentials import Issued, first_credential
from sfc.app.drafts import Draft
from sfc.app.record import record_many
from sfc.app.register import Entrant, register_many
from sfc.app.tokenise import tokenise_many
from sfc.domain.currency import currency
from sfc.domain.days import date_of
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.domain.views import Participant, Receivable
from sfc.ports import Ask

_PARTS = (
    ("core_enterprise", "Anchor Motor", Role.CORE_ENTERPRISE),
    ("supplier", "Hengci Drives", Role.SUPPLIER),
    ("second_tier_supplier", "Yuanhang Castings", Role.SUPPLIER),
    ("bank", "Jianghai Bank", Role.FINANCIER),
    ("factor", "Donglin Factoring", Role.FINANCIER),
    ("regulator", "Regulator's reader", Role.REGULATOR),
)
_RICH = {"core_enterprise", "bank", "factor"}
_CREDIT_LINE, _CASH = 5_000_000, 10_000_000  # in whole units of the currency
_INVOICES = ((120_000, 90), (80_000, 60), (250_000, 120), (1_000_000, 150), (400_000, 45))
"""Amount in whole units and days to the due date: the first stays recorded, the second confirmed,
the others become units, and quotes are asked for on the last two."""
_CONFIRMED, _TOKENISED, _OFFERED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Member:
    """A participant of a world: the part that it plays, and its first user's key."""

    part: str
    participant: Participant
    issued: Issued


@dataclass(frozen=True, slots=True)
class World:
    """What was made: everybody by their parts, and the supplier's invoices as they are now."""

    id: str
    members: Sequence[Member]
    receivables: Sequence[Receivable]
    asks: Sequence[Ask]


def make_world(context: Context) -> World:
    """Register everybody, give cash, and bring invoices some steps on their way.

    In the currency that the ledger lists first. Raises NotFound outside of the sandbox.
    """
    sandbox.required(context)
    identity = intents.identity("wld_")
    members = _register(context, identity)
    by_part = {member.part: member.participant.id for member in members}
    for part in sorted(_RICH):
        sandbox.faucet(context, by_part[part], _money(context, _CASH))
    core, supplier = by_part["core_enterprise"], by_part["supplier"]
    names = _invoices(context, identity, core, supplier)
    confirm_many(context, core, names[_CONFIRMED:])
    tokenise_many(context, supplier, names[_TOKENISED:])
    asks = [ask(context, supplier, each) for each in names[_OFFERED:]]
    receivables = [context.read.receivable(each) for each in names]
    return World(identity, members, receivables, asks)


def _register(context: Context, identity: str) -> list[Member]:
    entrants = [
        Entrant(
            name=name,
            legal_id=f"SANDBOX-{identity[4:16].upper()}-{number}",
            roles=roles,
            credit_lines=(_money(context, _CREDIT_LINE),) if roles & Role.CORE_ENTERPRISE else (),
        )
        for number, (_, name, roles) in enumerate(_PARTS, 1)
    ]
    found = register_many(context, entrants).result
    return [
        Member(part, participant, _key(context, participant.id))
        for (part, _, _), participant in zip(_PARTS, found, strict=True)
    ]


def _key(context: Context, participant: ParticipantId) -> Issued:
    return first_credential(context.access, format_participant(participant), None, hold=False)


def _invoices(
    context: Context, identity: str, core: ParticipantId, supplier: ParticipantId
) -> list[ReceivableId]:
    today = date_of(context.clock.today())
    drafts = [
        Draft(
            counterparty=core,
            number=f"{identity[4:12].upper()}-{number}",
            issued=today,
            due=today + timedelta(days),
            amount=_money(context, amount),
        )
        for number, (amount, days) in enumerate(_INVOICES, 1)
    ]
    return [each.receivable.id for each in record_many(context, supplier, drafts).result]


def _money(context: Context, whole: int) -> Money:
    """Whole units of the currency that the ledger lists first."""
    listed = currency(context.read.currencies()[0].code)
    return Money(whole * 10**listed.exponent, listed)
