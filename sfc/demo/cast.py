"""Who plays in the demonstration, and how invoices name them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sfc.app.drafts import Draft
from sfc.domain.errors import UnknownParticipant
from sfc.domain.ids import ParticipantId
from sfc.domain.intake import InvoiceDraft
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.domain.spelling import canonical
from sfc.domain.views import Participant


@dataclass(frozen=True, slots=True)
class Player:
    """A participant with the name and the part by which the story knows it."""

    participant: Participant
    name: str
    tier: int | None = None
    credit_line: Money | None = None

    @property
    def id(self) -> ParticipantId:
        """Its number on the ledger."""
        return self.participant.id

    @property
    def part(self) -> str:
        """What it is, in words."""
        roles = self.participant.roles
        if Role.SUPPLIER in roles:
            return "supplier" if self.tier is None else f"tier-{self.tier} supplier"
        if Role.FINANCIER in roles:
            return "bank"
        return roles.names[0].replace("_", " ") if roles else "participant"


class Cast:
    """All players, by number and by legal id."""

    def __init__(self, players: Iterable[Player]) -> None:
        self._by_id = {player.id: player for player in players}
        self._by_account = {player.participant.account: player for player in self._by_id.values()}
        self._by_legal_id = {
            canonical(player.participant.legal_id): player for player in self._by_id.values()
        }

    def __iter__(self) -> Iterator[Player]:
        return iter(self._by_id.values())

    def __getitem__(self, number: ParticipantId) -> Player:
        return self._by_id[number]

    def playing(self, roles: Role) -> Sequence[Player]:
        """Everybody who has the role, or one of them."""
        return [player for player in self if roles & player.participant.roles]

    def named(self, legal_id: str) -> Player:
        """The player of a legal id, however it is spelled. Raises UnknownParticipant."""
        try:
            return self._by_legal_id[canonical(legal_id)]
        except KeyError:
            raise UnknownParticipant(legal_id) from None

    def at(self, account: str) -> Player:
        """The player that an account acts for. Raises UnknownParticipant."""
        try:
            return self._by_account[account]
        except KeyError:
            raise UnknownParticipant(account) from None

    def seller(self, invoice: InvoiceDraft) -> Player:
        """Who sent an invoice."""
        return self.named(invoice.seller.legal_id)

    def buyer(self, invoice: InvoiceDraft) -> Player:
        """Who owes an invoice."""
        return self.named(invoice.buyer.legal_id)


def draft_of(invoice: InvoiceDraft, counterparty: Player) -> Draft:
    """State an invoice that was read to the other of its two parties, with evidence of it."""
    return Draft(
        counterparty=counterparty.id,
        number=invoice.number,
        issued=invoice.issued,
        due=invoice.due,
        amount=invoice.total,
        document_type=invoice.document_type,
        evidence=invoice.evidence_fields(),
    )
