"""Views of a world that was made for trying things out."""

from typing import Self

from pydantic import Field

from sfc.api.forms import View
from sfc.api.views.market import AskView
from sfc.api.views.participants import ParticipantView
from sfc.api.views.receivables import ReceivableView
from sfc.app.sandbox_world import World
from sfc.domain.days import Day


class WorldView(View):
    """Everybody and everything in a new world."""

    id: str
    participants: dict[str, ParticipantView] = Field(
        description="By the part that each plays: `core_enterprise`, `supplier`, "
        "`second_tier_supplier`, `bank`, `factor`, `regulator`."
    )
    keys: dict[str, str] | None = Field(
        description="API keys by the same names. Shown this once and never again: null where the "
        "answer is a repetition."
    )
    receivables: list[ReceivableView] = Field(
        description="The supplier's invoices: one recorded, one confirmed, three tokenised."
    )
    asks: list[AskView] = Field(description="The supplier's open requests for quotes.")

    @classmethod
    def of(cls, world: World, today: Day) -> Self:
        """Write a world as of a day."""
        members, receivables = world.members, world.receivables
        money = {each.id: each.face.currency for each in receivables}
        return cls(
            id=world.id,
            participants={each.part: ParticipantView.of(each.participant) for each in members},
            keys={each.part: each.issued.secret for each in members if each.issued.secret},
            receivables=[ReceivableView.of(each, today) for each in receivables],
            asks=[
                AskView.of(each, money[each.receivable], names_financiers=True)
                for each in world.asks
            ],
        )
