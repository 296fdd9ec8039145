"""A receivable with all that belongs to it, and what resembles it."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field

from sfc.api.forms import Amount, ParticipantText, ReceivableText, View, moment
from sfc.api.views.common import Transaction
from sfc.api.views.receivables import ReceivableView
from sfc.app.drafts import Twin
from sfc.app.query import Detail
from sfc.domain.currency import Currency
from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.money import Money
from sfc.domain.provenance import Lot
from sfc.domain.views import Fill, HistoryEntry, Holding


class LotView(View):
    """Units that came the same way."""

    amount: Amount
    path: list[ParticipantText] = Field(description="All their holders in order, this one last.")

    @classmethod
    def of(cls, lot: Lot, currency: Currency) -> Self:
        """Write a lot."""
        return cls(
            amount=Amount.of(Money(lot.units, currency)),
            path=[format_participant(each) for each in lot.path],
        )


class HoldingView(View):
    """What one participant holds: one unit is one minor unit of face value."""

    holder: ParticipantText
    amount: Amount
    lots: list[LotView] = Field(description="Told to the holder itself.")

    @classmethod
    def of(cls, holding: Holding, currency: Currency, lots: Sequence[Lot] = ()) -> Self:
        """Write a holding and where it came from."""
        return cls(
            holder=format_participant(holding.holder),
            amount=Amount.of(Money(holding.units, currency)),
            lots=[LotView.of(lot, currency) for lot in lots],
        )


class SaleView(View):
    """A sale to a financier."""

    receivable: ReceivableText
    seller: ParticipantText
    financier: ParticipantText
    face: Amount
    discount: Amount
    price: Amount
    at: str
    transaction: str

    @classmethod
    def of(cls, fill: Fill) -> Self:
        """Write a sale."""
        return cls(
            receivable=format_receivable(fill.receivable),
            seller=format_participant(fill.seller),
            financier=format_participant(fill.financier),
            face=Amount.of(Money(fill.units, fill.price.currency)),
            discount=Amount.of(fill.discount),
            price=Amount.of(fill.price),
            at=moment(fill.timestamp),
            transaction=fill.transaction,
        )


class EventView(View):
    """One thing that happened."""

    name: str
    at: str
    block: int
    transaction: str
    details: dict[str, str | int | None] = Field(
        description="The event's fields. Amounts are minor units, days are ledger day numbers. "
        "What others' sales brought is null."
    )

    @classmethod
    def of(cls, entry: HistoryEntry) -> Self:
        """Write an event."""
        return cls(
            name=entry.name,
            at=moment(entry.timestamp),
            block=entry.block,
            transaction=entry.transaction,
            details=entry.details,
        )


class ReceivableDetail(View):
    """A receivable with its holders, its sales and its history."""

    receivable: ReceivableView
    holders: list[HoldingView]
    sales: list[SaleView] = Field(description="Those in which the caller sold or bought.")
    history: list[EventView]

    @classmethod
    def of(cls, detail: Detail) -> Self:
        """Write it all."""
        currency = detail.receivable.face.currency
        return cls(
            receivable=ReceivableView.of(detail.receivable, detail.due.day),
            holders=[
                HoldingView.of(holding, currency, detail.lots.get(holding.holder, ()))
                for holding in detail.holders
            ],
            sales=[SaleView.of(fill) for fill in detail.fills],
            history=[EventView.of(entry) for entry in detail.history],
        )


class TwinView(View):
    """An older receivable between the same parties that a person should look at."""

    receivable: ReceivableText
    invoice_number: str = Field(description="As it was stated.")
    alike_in: list[str] = Field(
        description="`number`, `amount`, `date`, `other_account`, `other_payee`."
    )
    score: int = Field(description="How suspicious the likeness is, 0 to 100.")

    @classmethod
    def of(cls, twin: Twin) -> Self:
        """Write a near twin."""
        return cls(
            receivable=format_receivable(twin.receivable),
            invoice_number=twin.number,
            alike_in=[likeness.value for likeness in twin.alike_in],
            score=twin.score,
        )


class RecordingView(View):
    """A receivable as it was put on the ledger."""

    receivable: ReceivableView
    warnings: list[TwinView] = Field(description="What it resembles; never a refusal.")
    transaction: Transaction
