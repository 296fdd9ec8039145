"""Bodies about requests for quotes, quotes and sales."""

from pydantic import ConfigDict, Field

from sfc.api.forms import (
    Amount,
    Form,
    Instant,
    ParticipantText,
    Rate,
    ReceivableText,
    rate_ppm,
    read_optional,
)
from sfc.app.offer import Offer
from sfc.domain.ids import ReceivableId

FIRM_SECONDS = 86_400
"""How long a quote is firm unless it says otherwise."""


class AskForm(Form):
    """Units on which quotes are wanted."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "receivable": f"rcv_{'5f' * 32}",
                    "amount": {"amount": "500000.00", "currency": "CNY"},
                }
            ]
        }
    )

    receivable: ReceivableText
    amount: Amount | None = Field(None, description="Face value; all that is held by default.")
    expires_at: Instant | None = Field(None, description="Seven days from now by default.")
    financiers: list[ParticipantText] = Field(
        [], max_length=100, description="Whom to ask; all financiers by default."
    )


class QuoteForm(Form):
    """What a financier offers."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"receivable": f"rcv_{'5f' * 32}", "annual_rate_percent": "4.35"}]
        }
    )

    receivable: ReceivableText
    annual_rate_percent: Rate = Field(description="Discount rate on face value, per cent a year.")
    basis: int = Field(360, description="Days of the interest year, 360 or 365.")
    least: Amount | None = Field(None, description="Least face value that it takes.")
    most: Amount | None = Field(None, description="Most face value that it takes.")
    expires_at: Instant | None = Field(
        None, description="Last moment at which it is firm; a day from now by default."
    )
    ask: str | None = Field(
        None,
        max_length=64,
        description="The request that it answers; by default the newest that is put to the caller.",
    )

    def read(self, receivable: ReceivableId, now: int) -> Offer:
        """Read it as the use case takes it."""
        return Offer(
            receivable=receivable,
            rate_ppm=rate_ppm(self.annual_rate_percent),
            expiry=now + FIRM_SECONDS if self.expires_at is None else self.expires_at,
            least=read_optional(self.least),
            most=read_optional(self.most),
            basis=self.basis,
            ask=self.ask,
        )


class AcceptForm(Form):
    """What a holder sells."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{}, {"amount": {"amount": "500000.00", "currency": "CNY"}}]}
    )

    amount: Amount | None = Field(
        None, description="Face value; as much as is held and taken by default."
    )
    minimum_price: Amount | None = Field(
        None, description="Refuse to sell for less; today's price by default."
    )
