"""Standing instructions and their log as the service shows them."""

from typing import Literal, Self

from pydantic import Field

from sfc.api.forms import Amount, ParticipantText, View, moment, percent
from sfc.domain.ids import format_participant
from sfc.domain.standing import Decision, Instruction


class InstructionView(View):
    """What the service does unasked for a participant."""

    id: str = Field(examples=["sti_5f3a9c"])
    owner: ParticipantText
    side: Literal["quote", "accept"]
    annual_rate_percent: str = Field(examples=["4.35"])
    max_tenor_days: int
    total: Amount
    obligor: ParticipantText | None = Field(description="Null for any.")
    created_at: str
    ended_at: str | None = Field(description="Null while it is in force.")

    @classmethod
    def of(cls, instruction: Instruction) -> Self:
        """Write an instruction."""
        obligor, ended = instruction.obligor, instruction.ended
        return cls(
            id=instruction.id,
            owner=format_participant(instruction.owner),
            side=instruction.side.value,
            annual_rate_percent=percent(instruction.rate_ppm),
            max_tenor_days=instruction.max_tenor,
            total=Amount.of(instruction.total),
            obligor=None if obligor is None else format_participant(obligor),
            created_at=moment(instruction.created),
            ended_at=None if ended is None else moment(ended),
        )


class InstructionDecisionView(View):
    """One line of the log of an instruction."""

    ask: str
    quote: str | None
    outcome: Literal["quoted", "accepting", "accepted", "declined", "failed"] = Field(
        description="`accepting` stands before the ledger was asked, `accepted` after. `declined`: "
        "outside of the limits; `failed`: refused, by the code in `note`."
    )
    amount: Amount = Field(description="Face value.")
    at: str
    note: str = Field(description="The limit in the way, the refusal's code or the transaction.")

    @classmethod
    def of(cls, decision: Decision) -> Self:
        """Write a decision."""
        return cls(
            ask=decision.ask,
            quote=decision.quote or None,
            outcome=decision.outcome.value,
            amount=Amount.of(decision.amount),
            at=moment(decision.at),
            note=decision.note,
        )
