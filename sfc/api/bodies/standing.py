"""Bodies about standing instructions."""

from typing import Literal

from pydantic import ConfigDict, Field

from sfc.api.forms import Amount, Form, ParticipantText, Rate, participant, rate_ppm
from sfc.app.standing import Order
from sfc.domain.standing import Side

LONGEST_TENOR = 3_660


class InstructionForm(Form):
    """What the service does unasked, and within which limits."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "side": "quote",
                    "annual_rate_percent": "4.35",
                    "max_tenor_days": 180,
                    "total": {"amount": "5000000.00", "currency": "CNY"},
                    "obligor": "par_1",
                }
            ]
        }
    )

    side: Literal["quote", "accept"] = Field(
        description="`quote`: a financier's; it quotes for what holders ask of it. `accept`: a "
        "holder's; it takes the best quote on what it asked for."
    )
    annual_rate_percent: Rate = Field(
        description="`quote`: the discount rate offered. `accept`: the highest effective annual "
        "rate on the money received, all costs included, at which a quote is taken."
    )
    max_tenor_days: int = Field(ge=1, le=LONGEST_TENOR, description="Most days to the due date.")
    total: Amount = Field(description="Most face value of all sales; also sets the currency.")
    obligor: ParticipantText | None = Field(None, description="Only of this one; any by default.")

    def read(self) -> Order:
        """Read it as the use case takes it."""
        return Order(
            side=Side(self.side),
            rate_ppm=rate_ppm(self.annual_rate_percent),
            max_tenor=self.max_tenor_days,
            total=self.total.read(),
            obligor=None if self.obligor is None else participant(self.obligor),
        )
