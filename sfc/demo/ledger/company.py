"""Registers everybody whom a ledger names, a bank, and the operator that collects."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sfc.app.context import Context
from sfc.app.register import Entrant, register_many
from sfc.demo.cast import Cast, Player
from sfc.demo.company import Till
from sfc.demo.journal import Journal
from sfc.demo.ledger.agenda import Agenda, batches
from sfc.domain.money import Money
from sfc.domain.roles import Role

_BANK = Entrant("Demo Bank", "SFC-DEMO-BANK", Role.FINANCIER)
_OPERATOR = Entrant("Platform operator", "SFC-DEMO-OPERATOR", Role.OPERATOR)


def found(context: Context, journal: Journal, agenda: Agenda) -> tuple[Cast, Till]:
    """Let everybody in, with credit lines as large as what they will owe.

    Cash goes to the bank, and to the operator: it collects from the core enterprises by direct
    debit, outside of the ledger, and pays in what they owe.
    """
    owed: dict[str, Money] = {}
    roles: dict[str, Role] = defaultdict(lambda: Role(0))
    names: dict[str, str] = {}
    nothing = Money(0, agenda.currency)
    for invoice in agenda.invoices:
        seller, buyer = invoice.key.seller, invoice.key.buyer
        owed[buyer] = owed.get(buyer, nothing) + invoice.total
        roles[seller] |= Role.SUPPLIER
        roles[buyer] |= Role.CORE_ENTERPRISE
        names |= {seller: invoice.seller.name, buyer: invoice.buyer.name}
    cast = Cast(_admit(context, journal, _entrants(names, roles, owed)))
    till = Till(context, journal)
    for payer in cast.playing(Role.FINANCIER | Role.OPERATOR):
        till.give(payer, Money.total(owed.values(), agenda.currency))
    return cast, till


def _entrants(
    names: Mapping[str, str], roles: Mapping[str, Role], owed: Mapping[str, Money]
) -> Iterable[Entrant]:
    yield from (_BANK, _OPERATOR)
    for legal_id, name in names.items():
        lines = (owed[legal_id],) if legal_id in owed else ()
        yield Entrant(name, legal_id, roles[legal_id], credit_lines=lines)


def _admit(context: Context, journal: Journal, entrants: Iterable[Entrant]) -> list[Player]:
    players: list[Player] = []
    for batch in batches(list(entrants), context.ledger.max_batch()):
        done = register_many(context, batch)
        journal.count("register participants (batch)", done.receipt, len(batch))
        players += (Player(participant, participant.name) for participant in done.result)
    return players
