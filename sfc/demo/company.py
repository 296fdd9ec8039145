"""Lets participants in, gives them cash, and has them let the contracts take it."""

from collections.abc import Iterable, Sequence

from sfc.app.context import Context
from sfc.app.parties import listed
from sfc.app.register import Entrant, register_many
from sfc.app.sandbox import faucet
from sfc.demo.cast import Player
from sfc.demo.journal import Journal
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.importers.participants_csv import ParticipantDraft


def admit(context: Context, journal: Journal, drafts: Sequence[ParticipantDraft]) -> list[Player]:
    """Register everybody, in batches, without credit lines yet."""
    players: list[Player] = []
    largest = context.ledger.max_batch()
    for first in range(0, len(drafts), largest):
        batch = drafts[first : first + largest]
        done = register_many(context, [Entrant(d.name, d.legal_id, d.roles) for d in batch])
        journal.count("register participants (batch)", done.receipt, len(batch))
        players += (
            Player(participant, draft.name_en or draft.name, draft.tier, draft.credit_line)
            for participant, draft in zip(done.result, batch, strict=True)
        )
    return players


class Till:
    """Hands out cash of the sandbox's bank, and remembers how much."""

    def __init__(self, context: Context, journal: Journal) -> None:
        self._context = context
        self._journal = journal
        self.given: dict[ParticipantId, Money] = {}

    def give(self, player: Player, amount: Money) -> None:
        """Credit cash to a player, once, and have it let the contracts take what it will owe."""
        done = faucet(self._context, player.id, amount)
        self.given[player.id] = amount
        self._journal.count("give cash", done.receipt)
        currency = listed(self._context, amount.currency.code).number
        call = self._context.ledger.allow_cash(currency)
        receipt = self._context.send(player.participant.account, call)
        self._journal.count("let the contracts take cash", receipt)


def those(players: Iterable[Player], role: Role) -> list[Player]:
    """Everybody who has the role."""
    return [player for player in players if role in player.participant.roles]
