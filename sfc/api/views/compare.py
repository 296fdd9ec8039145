"""The answers to a request for quotes, side by side."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field

from sfc.api.forms import Amount, IsoDate, ParticipantText, View, moment, percent
from sfc.api.views.market import AskView
from sfc.app.compare import Compared
from sfc.domain.days import date_of
from sfc.domain.ids import format_participant
from sfc.domain.money import Money


class RankedQuoteView(View):
    """One quote as it would be filled today."""

    rank: int = Field(description="1 is the cheapest for the seller.")
    quote: str
    financier: ParticipantText
    annual_rate_percent: str = Field(examples=["5.00"], description="Discount rate on face value.")
    face: Amount = Field(description="As much of what is asked for as the quote takes.")
    takes_all: bool
    discount: Amount
    fees: Amount = Field(description="What the seller bears of them.")
    hold_back: Amount = Field(description="Part of the price that comes at collection.")
    hold_back_cost: Amount = Field(
        description="The part of the discount that is paid on the hold-back, rounded half up."
    )
    received: Amount = Field(description="What the seller has at once.")
    cost: Amount = Field(description="Discount and fees.")
    settlement_date: IsoDate
    days: int
    effective_annual_rate_percent: str = Field(
        examples=["5.1994"],
        description="Cost a year on the money received at once, on 365 days; exact, rounded half "
        "up to four decimals. The ranking follows it.",
    )
    expires_at: str

    @classmethod
    def of(cls, rank: int, each: Compared) -> Self:
        """Write a quote in its place."""
        quote, price, all_in = each.quote.signed.quote, each.price, each.all_in
        currency = price.face.currency

        def money(minor: int) -> Amount:
            return Amount.of(Money(minor, currency))

        return cls(
            rank=rank,
            quote=each.quote.id,
            financier=format_participant(each.quote.financier),
            annual_rate_percent=percent(quote.rate_ppm),
            face=Amount.of(price.face),
            takes_all=each.takes_all,
            discount=money(all_in.discount),
            fees=money(all_in.fee),
            hold_back=money(all_in.hold_back),
            hold_back_cost=money(all_in.hold_back_cost),
            received=money(all_in.received),
            cost=money(all_in.cost),
            settlement_date=date_of(price.day),
            days=price.days,
            effective_annual_rate_percent=percent(all_in.effective_rate_ppm),
            expires_at=moment(quote.expiry),
        )


class Comparison(View):
    """A request for quotes and its open answers, the cheapest first."""

    ask: AskView
    quotes: list[RankedQuoteView]

    @classmethod
    def of(cls, ask: AskView, found: Sequence[Compared]) -> Self:
        """Write a ranking."""
        ranked = [RankedQuoteView.of(rank, each) for rank, each in enumerate(found, start=1)]
        return cls(ask=ask, quotes=ranked)
