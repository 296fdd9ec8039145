"""Requests for quotes, quotes and prices as the service shows them."""

from typing import Literal, Self

from pydantic import Field

from sfc.api.forms import (
    Amount,
    IsoDate,
    ParticipantText,
    ReceivableText,
    View,
    moment,
    percent,
)
from sfc.api.views.common import Transaction
from sfc.api.views.details import SaleView
from sfc.app.pricing import Price, QuoteState
from sfc.domain.currency import Currency
from sfc.domain.days import date_of
from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.money import Money
from sfc.ports import Ask, StoredQuote


class AskView(View):
    """A holder's open request for quotes."""

    id: str
    receivable: ReceivableText
    holder: ParticipantText
    amount: Amount
    created_at: str
    expires_at: str
    financiers: list[ParticipantText] | None = Field(
        description="Who is asked, empty for all; null for those who are."
    )

    @classmethod
    def of(cls, ask: Ask, currency: Currency, *, names_financiers: bool) -> Self:
        """Write a request for quotes."""
        return cls(
            id=ask.id,
            receivable=format_receivable(ask.receivable),
            holder=format_participant(ask.holder),
            amount=Amount.of(Money(ask.units, currency)),
            created_at=moment(ask.created),
            expires_at=moment(ask.expiry),
            financiers=[format_participant(e) for e in ask.named] if names_financiers else None,
        )


class PriceView(View):
    """What a sale brings on a settlement date."""

    face: Amount
    discount: Amount
    price: Amount = Field(description="What the seller receives.")
    settlement_date: IsoDate
    days: int = Field(description="Days from settlement to the due date.")
    effective_annual_rate_percent: str = Field(
        examples=["8.17"],
        description="Cost a year on the money received, on 365 days: compare quotes by this.",
    )

    @classmethod
    def of(cls, price: Price) -> Self:
        """Write a price."""
        return cls(
            face=Amount.of(price.face),
            discount=Amount.of(price.discount),
            price=Amount.of(price.price),
            settlement_date=date_of(price.day),
            days=price.days,
            effective_annual_rate_percent=percent(price.effective_rate_ppm),
        )


class QuoteView(View):
    """A financier's signed offer."""

    id: str
    state: Literal["open", "filled", "cancelled", "expired", "void"] = Field(
        description="`void`: the receivable is no longer what was priced, or has fallen due."
    )
    receivable: ReceivableText
    financier: ParticipantText
    annual_rate_percent: str = Field(examples=["8.00"])
    basis: int
    least: Amount
    most: Amount
    created_at: str
    expires_at: str
    price_today: PriceView | None = Field(
        description="For as much as the quote takes and the caller holds; null unless open."
    )
    signature: str = Field(description="The financier's EIP-712 signature.")
    nonce: int
    ask: str | None = Field(description="The request that it answers; null for an open offer.")

    @classmethod
    def of(
        cls, stored: StoredQuote, currency: Currency, state: QuoteState, price: Price | None
    ) -> Self:
        """Write a quote."""
        quote = stored.signed.quote
        return cls(
            id=stored.id,
            state=state.value,
            receivable=format_receivable(quote.receivable),
            financier=format_participant(stored.financier),
            annual_rate_percent=percent(quote.rate_ppm),
            basis=quote.basis,
            least=Amount.of(Money(quote.min_units, currency)),
            most=Amount.of(Money(quote.max_units, currency)),
            created_at=moment(stored.created),
            expires_at=moment(quote.expiry),
            price_today=None if price is None else PriceView.of(price),
            signature=f"0x{stored.signed.signature.hex()}",
            nonce=quote.nonce,
            ask=stored.ask,
        )


class Sale(View):
    """Units that were just sold."""

    sale: SaleView
    transaction: Transaction


class QuoteChange(View):
    """A quote after a change."""

    quote: QuoteView
    transaction: Transaction
