"""Bodies about sealed-bid auctions."""

from typing import Self

from pydantic import ConfigDict, Field, model_validator

from sfc.api.bodies.trading import SaleTermsForm
from sfc.api.forms import (
    Amount,
    Form,
    Instant,
    ParticipantText,
    Rate,
    ReceivableText,
    rate_ppm,
    receivable,
)
from sfc.domain.auctions import Lot

HASH_PATTERN = "^0x[0-9a-f]{64}$"


class LotForm(Form):
    """What a holder puts up."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "receivable": f"rcv_{'5f' * 32}",
                    "amount": {"amount": "500000.00", "currency": "CNY"},
                    "least_bid": {"amount": "100000.00", "currency": "CNY"},
                    "deposit": {"amount": "1000.00", "currency": "CNY"},
                    "reserve_rate_percent": "6",
                    "commit_end": "2026-03-02T08:00:00Z",
                    "reveal_end": "2026-03-02T12:00:00Z",
                    "delivery_end": "2026-03-03T12:00:00Z",
                }
            ]
        }
    )

    receivable: ReceivableText
    amount: Amount = Field(description="Face value of all that is for sale.")
    least_bid: Amount = Field(description="Least face value of a bid.")
    deposit: Amount = Field(description="Of each bid, and of the seller.")
    reserve_rate_percent: Rate = Field(description="Highest rate that is taken, a year.")
    commit_end: Instant
    reveal_end: Instant = Field(description="An hour after `commit_end` at least.")
    delivery_end: Instant = Field(
        description="An hour after `reveal_end` at least, on a day before the due date."
    )
    terms: SaleTermsForm = Field(default_factory=SaleTermsForm)

    def read(self) -> Lot:
        """Read it as the use case takes it."""
        return Lot(
            receivable=receivable(self.receivable),
            units=self.amount.read().minor,
            min_units=self.least_bid.read().minor,
            deposit=self.deposit.read().minor,
            reserve_rate_ppm=rate_ppm(self.reserve_rate_percent),
            commit_end=self.commit_end,
            reveal_end=self.reveal_end,
            delivery_end=self.delivery_end,
            terms=self.terms.read(),
        )


class BidForm(Form):
    """A sealed bid: rate and amount, kept sealed by the service; or a commitment of one's own."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "annual_rate_percent": "5.2",
                    "amount": {"amount": "200000.00", "currency": "CNY"},
                }
            ]
        }
    )

    annual_rate_percent: Rate | None = None
    amount: Amount | None = Field(None, description="Face value.")
    commitment: str | None = Field(
        None, pattern=HASH_PATTERN, description="For who keeps rate, amount and salt, and reveals."
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        bid = self.annual_rate_percent is not None and self.amount is not None
        blank = self.annual_rate_percent is None and self.amount is None
        if not (bid and self.commitment is None) and not (blank and self.commitment is not None):
            raise ValueError("give rate and amount, or a commitment")
        return self


class RevealForm(Form):
    """A bid that its maker kept itself."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "annual_rate_percent": "5.2",
                    "amount": {"amount": "200000.00", "currency": "CNY"},
                    "salt": f"0x{'5a' * 32}",
                }
            ]
        }
    )

    annual_rate_percent: Rate
    amount: Amount
    salt: str = Field(pattern=HASH_PATTERN)


class AwardForm(Form):
    """Whose award."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"financier": "par_3"}]})

    financier: ParticipantText


class WithdrawalForm(Form):
    """In which currency."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"currency": "CNY"}]})

    currency: str = Field(max_length=16)
