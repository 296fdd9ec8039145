"""Where standing instructions and what they decided are kept."""

from collections.abc import Sequence
from typing import Protocol

from sfc.domain.ids import ParticipantId
from sfc.domain.standing import Decision, Instruction, Side


class StandingBook(Protocol):
    """Instructions, and the log of decisions. Every method is its own database transaction."""

    def add(self, instruction: Instruction) -> None: ...
    def end(self, instruction: str, at: int) -> None:
        """Put an instruction out of force; one that is out of force stays as it is."""

    def instruction(self, instruction: str) -> Instruction:
        """Raises NotFound."""

    def instructions(self, owner: ParticipantId | None = None) -> Sequence[Instruction]:
        """Those of an owner, or all, oldest first; ended ones too."""

    def in_force(self, side: Side) -> Sequence[Instruction]:
        """Those that act now, oldest first."""

    def decide(self, decision: Decision) -> None:
        """Add to the log; nothing if the same outcome stands there for the same quote and ask."""

    def decisions(self, instruction: str) -> Sequence[Decision]:
        """The log of one instruction, oldest first."""
