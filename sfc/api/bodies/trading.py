"""Bodies about the market beside the core: facilities, orders, deals."""

from typing import Literal

from pydantic import ConfigDict, Field

from sfc.api.forms import (
    Amount,
    Form,
    Instant,
    ParticipantText,
    Rate,
    ReceivableText,
    participant,
    rate_ppm,
    read_optional,
    receivable,
)
from sfc.app.orders import Terms
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import MOST_BUCKETS, Conditions, OrderSide, SaleTerms

LONGEST_TENOR = 3_660
DEFAULT_TENOR = 366
FIRM_SECONDS = 86_400
_SHARE = "Per cent, up to four decimals."
_A_RECEIVABLE = f"rcv_{'5f' * 32}"


class SaleTermsForm(Form):
    """What a sale agrees besides its rate."""

    basis: Literal[360, 365] = Field(360, description="Days of the interest year.")
    recourse_percent: Rate = Field(
        "0", description="Share of the units that may go back after default. " + _SHARE
    )
    buy_back_rate_percent: Rate = Field(
        "0", description="Per cent a year on what is put back, from the day of the sale."
    )
    hold_back_percent: Rate = Field(
        "0", description="Share of the price kept until collection, at most 50. " + _SHARE
    )
    fee_percent: Rate = Field("0", description="Of the price. " + _SHARE)
    fee: Amount | None = Field(None, description="Fixed part of the fee, for each sale.")
    fee_borne_by: Literal["seller", "financier"] = "seller"
    fee_receiver: ParticipantText | None = Field(None, description="Needed where there is a fee.")

    def read(self) -> SaleTerms:
        """Read it as the use case takes it."""
        fee = read_optional(self.fee)
        return SaleTerms(
            basis=self.basis,
            recourse=rate_ppm(self.recourse_percent),
            buy_back_rate=rate_ppm(self.buy_back_rate_percent),
            hold_back=rate_ppm(self.hold_back_percent),
            fee_rate=rate_ppm(self.fee_percent),
            fee_on_financier=self.fee_borne_by == "financier",
            fee_amount=0 if fee is None else fee.minor,
            fee_receiver=0 if self.fee_receiver is None else participant(self.fee_receiver),
        )


class TenorForm(Form):
    """A rate for tenors up to a number of days."""

    days: int = Field(ge=1, le=LONGEST_TENOR, description="From the draw to the due date.")
    annual_rate_percent: Rate


class ConditionsForm(Form):
    """What a facility offers."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "limit": {"amount": "5000000.00", "currency": "CNY"},
                    "rates": [
                        {"days": 90, "annual_rate_percent": "4.8"},
                        {"days": 180, "annual_rate_percent": "5.4"},
                    ],
                    "terms": {"recourse_percent": "100", "hold_back_percent": "10"},
                }
            ]
        }
    )

    limit: Amount = Field(description="Most principal outstanding at once.")
    rates: list[TenorForm] = Field(
        min_length=1,
        max_length=MOST_BUCKETS,
        description="By tenor, ascending; longer tenors than the last are refused.",
    )
    terms: SaleTermsForm = Field(default_factory=SaleTermsForm)
    receivable_terms: int = Field(
        0, ge=0, le=65_535, description="Only receivables under these terms; 0 for all."
    )

    def conditions(self) -> Conditions:
        """Read it as the use case takes it."""
        return Conditions(
            limit=self.limit.read().minor,
            buckets=tuple((e.days, rate_ppm(e.annual_rate_percent)) for e in self.rates),
            terms=self.terms.read(),
            receivable_terms=self.receivable_terms,
        )


class FacilityForm(ConditionsForm):
    """A new facility."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "obligor": "par_1",
                    "limit": {"amount": "5000000.00", "currency": "CNY"},
                    "rates": [{"days": 180, "annual_rate_percent": "5.4"}],
                }
            ]
        }
    )

    obligor: ParticipantText

    @property
    def of(self) -> ParticipantId:
        """Whose receivables it buys."""
        return participant(self.obligor)


class DrawForm(Form):
    """What a holder sells by a facility, or one party by an order."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"receivable": _A_RECEIVABLE}]})

    receivable: ReceivableText
    amount: Amount | None = Field(None, description="Face value; all that is held by default.")
    bound: Amount | None = Field(
        None,
        description="Least that a seller wants to have at once, most that a buyer wants to give; "
        "what a preview says now by default.",
    )

    @property
    def of(self) -> ReceivableId:
        """What is sold."""
        return receivable(self.receivable)


class OrderForm(Form):
    """A firm offer, to be signed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "side": "bid",
                    "obligor": "par_1",
                    "annual_rate_percent": "5.4",
                    "limit": {"amount": "2000000.00", "currency": "CNY"},
                }
            ]
        }
    )

    side: Literal["bid", "ask"] = Field(
        description="`bid`: a financier buys; `ask`: a holder sells."
    )
    annual_rate_percent: Rate
    limit: Amount = Field(description="Most principal of all fills together.")
    receivable: ReceivableText | None = Field(None, description="This one; needed for an ask.")
    obligor: ParticipantText | None = Field(
        None, description="For a bid without a receivable: any of this obligor's."
    )
    least: Amount | None = Field(None, description="Least face of one fill.")
    most: Amount | None = Field(None, description="Most face of one fill.")
    max_tenor_days: int = Field(DEFAULT_TENOR, ge=1, le=LONGEST_TENOR)
    expires_at: Instant | None = Field(None, description="A day from now by default.")
    version_of: str | None = Field(
        None,
        max_length=64,
        description="An order of the caller's that this one corrects: its fills count here.",
    )
    terms: SaleTermsForm = Field(default_factory=SaleTermsForm)

    def read(self, now: int) -> Terms:
        """Read it as the use case takes it."""
        return Terms(
            side=OrderSide.BID if self.side == "bid" else OrderSide.ASK,
            rate_ppm=rate_ppm(self.annual_rate_percent),
            limit=self.limit.read(),
            max_tenor=self.max_tenor_days,
            expiry=now + FIRM_SECONDS if self.expires_at is None else self.expires_at,
            sale=self.terms.read(),
            receivable=None if self.receivable is None else receivable(self.receivable),
            obligor=None if self.obligor is None else participant(self.obligor),
            least=read_optional(self.least),
            most=read_optional(self.most),
            version_of=self.version_of,
        )


class PartForm(Form):
    """How much goes back, or is paid for."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{}, {"amount": {"amount": "1000.00", "currency": "CNY"}}]}
    )

    amount: Amount | None = Field(None, description="Face value; all that is possible by default.")
