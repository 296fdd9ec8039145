"""What the chapters of the story share."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sfc.app.context import Context
from sfc.app.drafts import Recording
from sfc.demo import figures
from sfc.demo.cast import Cast, Player
from sfc.demo.company import Till
from sfc.demo.files import Examples
from sfc.demo.journal import Journal
from sfc.domain.currency import Currency
from sfc.domain.ids import ReceivableId
from sfc.domain.money import Money
from sfc.domain.views import Receivable


@dataclass(frozen=True, slots=True)
class Stage:
    """The system, who plays, what they hold in their hands, and what was told so far."""

    context: Context
    journal: Journal
    cast: Cast
    till: Till
    examples: Examples
    currency: Currency
    by_number: dict[str, ReceivableId] = field(default_factory=dict)

    def recorded(self, recordings: Sequence[Recording]) -> None:
        """Remember receivables by their invoice numbers, and tell what they resemble."""
        for recording in recordings:
            found = recording.receivable
            self.by_number[found.invoice_number] = found.id
            for twin in recording.warnings:
                alike = figures.listed([likeness.value for likeness in twin.alike_in])
                older = self.context.read.receivable(twin.receivable).invoice_number
                self.journal.warned(
                    f"{found.invoice_number} resembles {older} in {alike}: a person should look"
                )

    def receivable(self, number: str) -> Receivable:
        """A receivable by its invoice number, as it stands now."""
        return self.context.read.receivable(self.by_number[number])

    def held(self, player: Player, number: str) -> Money:
        """What a player holds of a receivable."""
        return Money(self.context.read.units(self.by_number[number], player.id), self.currency)

    def money(self, text: str) -> Money:
        """An amount in the story's currency."""
        return Money.parse(text, self.currency)
