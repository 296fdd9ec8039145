"""The market beside the core as the service shows it."""

from typing import Literal, Self

from pydantic import Field

from sfc.api.forms import Amount, IsoDate, ParticipantText, ReceivableText, View, moment, percent
from sfc.api.views.common import Transaction
from sfc.app.orders import Standing as OrderStanding
from sfc.app.recourse import Standing as DealStanding
from sfc.domain.currency import Currency, currency
from sfc.domain.days import date_of
from sfc.domain.ids import ParticipantId, format_participant, format_receivable
from sfc.domain.market import ANY_RECEIVABLE, OrderSide, SaleAmounts, SaleTerms
from sfc.domain.market_views import Facility, Trade
from sfc.domain.money import Money


class SaleTermsView(View):
    """What a sale agrees besides its rate; shares in per cent."""

    basis: int
    recourse_percent: str
    buy_back_rate_percent: str
    hold_back_percent: str
    fee_percent: str
    fee: Amount
    fee_borne_by: Literal["seller", "financier"]
    fee_receiver: ParticipantText | None

    @classmethod
    def of(cls, terms: SaleTerms, of: Currency) -> Self:
        """Write terms."""
        receiver = terms.fee_receiver
        return cls(
            basis=terms.basis,
            recourse_percent=percent(terms.recourse),
            buy_back_rate_percent=percent(terms.buy_back_rate),
            hold_back_percent=percent(terms.hold_back),
            fee_percent=percent(terms.fee_rate),
            fee=Amount.of(Money(terms.fee_amount, of)),
            fee_borne_by="financier" if terms.fee_on_financier else "seller",
            fee_receiver=format_participant(ParticipantId(receiver)) if receiver else None,
        )


class TenorView(View):
    """A rate for tenors up to a number of days."""

    days: int
    annual_rate_percent: str = Field(examples=["5.40"])


class FacilityView(View):
    """A standing offer of a financier."""

    id: int = Field(examples=[1])
    financier: ParticipantText
    obligor: ParticipantText
    open: bool
    limit: Amount
    used: Amount = Field(description="Principal outstanding as of the last draws.")
    rates: list[TenorView]
    terms: SaleTermsView
    receivable_terms: int

    @classmethod
    def of(cls, facility: Facility) -> Self:
        """Write a facility."""
        of, conditions = currency(facility.currency), facility.conditions
        return cls(
            id=facility.number,
            financier=format_participant(facility.financier),
            obligor=format_participant(facility.obligor),
            open=facility.is_open,
            limit=Amount.of(Money(conditions.limit, of)),
            used=Amount.of(Money(facility.used, of)),
            rates=[
                TenorView(days=days, annual_rate_percent=percent(rate))
                for days, rate in conditions.buckets
            ],
            terms=SaleTermsView.of(conditions.terms, of),
            receivable_terms=conditions.receivable_terms,
        )


class TradeView(View):
    """What a sale in the market moved, or would."""

    deal: str | None = Field(
        examples=["market-1"], description="Where recourse and hold-back are; null for neither."
    )
    face: Amount
    discount: Amount
    price: Amount
    hold_back: Amount = Field(description="Kept in the market until collection.")
    fee: Amount
    proceeds: Amount = Field(description="To the seller at once.")
    cost: Amount = Field(description="From the financier at once.")

    @classmethod
    def of(cls, sale: SaleAmounts | Trade, of: Currency, venue: str) -> Self:
        """Write the amounts of a sale."""

        def money(minor: int) -> Amount:
            return Amount.of(Money(minor, of))

        return cls(
            deal=f"{venue}-{sale.deal}" if sale.deal else None,
            face=money(sale.units),
            discount=money(sale.discount),
            price=money(sale.price),
            hold_back=money(sale.hold_back),
            fee=money(sale.fee),
            proceeds=money(sale.proceeds),
            cost=money(sale.cost),
        )


class OrderView(View):
    """A signed offer."""

    id: str = Field(examples=["ord_3f7a1c"])
    side: Literal["bid", "ask"]
    state: Literal["open", "filled", "cancelled", "expired", "void"]
    maker: ParticipantText
    receivable: ReceivableText | None = Field(description="Null for any of the obligor's.")
    obligor: ParticipantText
    annual_rate_percent: str
    limit: Amount
    filled: Amount = Field(description="Principal of all fills so far, of all versions.")
    least: Amount
    most: Amount
    max_tenor_days: int
    expires_at: str
    terms: SaleTermsView
    nonce: str = Field(description="Orders of a maker with the same one are versions of one.")
    signature: str = Field(description="The maker's EIP-712 signature.")

    @classmethod
    def of(cls, standing: OrderStanding, of: Currency) -> Self:
        """Write an order."""
        stored, order = standing.stored, standing.stored.signed.order

        def money(minor: int) -> Amount:
            return Amount.of(Money(minor, of))

        one = order.receivable if order.receivable != ANY_RECEIVABLE else None
        return cls(
            id=stored.id,
            side="bid" if order.side is OrderSide.BID else "ask",
            state=standing.state,
            maker=format_participant(stored.maker),
            receivable=None if one is None else format_receivable(one),
            obligor=format_participant(ParticipantId(order.obligor)),
            annual_rate_percent=percent(order.rate_ppm),
            limit=money(order.limit),
            filled=money(standing.filled),
            least=money(order.min_units),
            most=money(order.max_units),
            max_tenor_days=order.max_tenor,
            expires_at=moment(order.expiry),
            terms=SaleTermsView.of(order.terms, of),
            nonce=str(order.nonce),
            signature=f"0x{stored.signed.signature.hex()}",
        )


class DealView(View):
    """What follows a sale with recourse or hold-back."""

    id: str = Field(examples=["market-1"])
    receivable: ReceivableText
    seller: ParticipantText
    financier: ParticipantText
    sold_on: IsoDate
    claim: Amount = Field(description="Principal that was sold.")
    price: Amount
    units: Amount = Field(description="Face of the units that have not gone back.")
    recourse: Amount = Field(description="Face of those for which the seller still answers.")
    hold_back: Amount = Field(description="What is still kept.")
    owed_units: Amount = Field(description="Face of units put back and not paid.")
    owed: Amount = Field(description="What they cost today: the seller's debt.")

    @classmethod
    def of(cls, standing: DealStanding) -> Self:
        """Write a deal."""
        deal, of = standing.deal, standing.deal.price.currency

        def money(minor: int) -> Amount:
            return Amount.of(Money(minor, of))

        return cls(
            id=f"{deal.venue}-{deal.number}",
            receivable=format_receivable(deal.receivable),
            seller=format_participant(deal.seller),
            financier=format_participant(deal.financier),
            sold_on=date_of(deal.day),
            claim=Amount.of(deal.claim),
            price=Amount.of(deal.price),
            units=money(deal.units),
            recourse=money(deal.recourse),
            hold_back=Amount.of(deal.hold_back),
            owed_units=money(deal.owed_units),
            owed=Amount.of(standing.owed),
        )


class FacilityChange(View):
    """A facility after a change."""

    facility: FacilityView
    transaction: Transaction


class TradeMade(View):
    """A sale that was just made."""

    trade: TradeView
    transaction: Transaction


class OrderChange(View):
    """An order after a change."""

    order: OrderView
    transaction: Transaction


class DealChange(View):
    """A deal after something happened to it."""

    deal: DealView
    transaction: Transaction
