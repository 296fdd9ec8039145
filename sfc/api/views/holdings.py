"""Holdings as the service shows them: one unit is one minor unit of face value."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field

from sfc.api.forms import Amount, IsoDate, ParticipantText, ReceivableText, View
from sfc.api.views.details import LotView
from sfc.domain.currency import Currency
from sfc.domain.days import nearest_date
from sfc.domain.ids import ParticipantId, format_participant, format_receivable
from sfc.domain.money import Money
from sfc.domain.provenance import Lot, provenance
from sfc.domain.views import Holding, Receivable


class HeldView(View):
    """What a participant had of one receivable."""

    receivable: ReceivableText
    amount: Amount
    obligor: ParticipantText
    due_date: IsoDate

    @classmethod
    def of(cls, holding: Holding, receivable: Receivable) -> Self:
        """Write a holding."""
        return cls(
            receivable=format_receivable(holding.receivable),
            amount=Amount.of(Money(holding.units, receivable.face.currency)),
            obligor=format_participant(receivable.obligor),
            due_date=nearest_date(receivable.due_day),
        )


class HolderView(View):
    """Who had how much of a receivable."""

    holder: ParticipantText
    amount: Amount

    @classmethod
    def of(cls, holder: ParticipantId, units: int, currency: Currency) -> Self:
        """Write a holder."""
        return cls(holder=format_participant(holder), amount=Amount.of(Money(units, currency)))


class FlowView(View):
    """Units that went from one holder to the next."""

    giver: ParticipantText
    taker: ParticipantText
    amount: Amount


class ProvenanceView(View):
    """Where a holding came from."""

    amount: Amount
    lots: list[LotView] = Field(description="Oldest first.")
    through: list[HolderView] = Field(description="Earlier holders, each unit counted once.")
    flows: list[FlowView] = Field(description="The steps between them, as edges of a graph.")

    @classmethod
    def of(cls, lots: Sequence[Lot], currency: Currency) -> Self:
        """Write the lots of a holding, and their sum."""
        found = provenance(lots)
        return cls(
            amount=Amount.of(Money(found.units, currency)),
            lots=[LotView.of(lot, currency) for lot in lots],
            through=[
                HolderView.of(holder, units, currency)
                for holder, units in sorted(found.through.items())
            ],
            flows=[
                FlowView(
                    giver=format_participant(giver),
                    taker=format_participant(taker),
                    amount=Amount.of(Money(units, currency)),
                )
                for (giver, taker), units in sorted(found.flows.items())
            ],
        )
