"""What is left of a participant's position when what is the receivable's own is taken off.

Positions of all participants in one receivable share its face, what is unpaid and what came in.
Stakes are the rest, to be kept between two events.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sfc.domain.entitlement import Entitlement
from sfc.domain.ids import ParticipantId
from sfc.domain.journal.position import Holding, Position


@dataclass(frozen=True, slots=True)
class Stake:
    """What `owner` holds and has sold with recourse; `seen` and `claim` are its entitlement."""

    owner: ParticipantId
    held: tuple[Holding, ...] = ()
    sold_with_recourse: tuple[Holding, ...] = ()
    seen: int = 0
    claim: int = 0

    def position(self, face: int, unpaid: int, collected: int) -> Position:
        """The position that it is part of, minor units."""
        return Position(
            face=face,
            unpaid=unpaid,
            collected=collected,
            held=list(self.held),
            sold_with_recourse=list(self.sold_with_recourse),
            entitlement=Entitlement(self.seen, self.claim),
        )


def stakes_after(
    before: Iterable[Stake], positions: Mapping[ParticipantId, Position]
) -> tuple[Stake, ...]:
    """All stakes by owner, those with a new position changed; who has nothing left has none.

    An entitlement without units and claim says nothing: it counts from any amount alike.
    """
    stakes = {stake.owner: stake for stake in before}
    for owner, position in positions.items():
        stakes[owner] = Stake(
            owner,
            tuple(position.held),
            tuple(position.sold_with_recourse),
            position.entitlement.seen,
            position.entitlement.claim,
        )
    return tuple(
        stake
        for _, stake in sorted(stakes.items())
        if stake.held or stake.sold_with_recourse or stake.claim
    )
