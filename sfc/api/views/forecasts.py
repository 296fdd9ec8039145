"""Dry runs as the service shows them."""

from typing import Literal, Self

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from sfc.api.forms import Amount, IsoDate, ReceivableText, View, percent
from sfc.api.problems import Problem
from sfc.app.forecast import Cost, Forecast, Move
from sfc.domain.days import Day, date_of
from sfc.domain.ids import format_receivable

_CASH: JsonDict = {"amount": "980277.78", "currency": "CNY"}
_FACE: JsonDict = {"amount": "1000000.00", "currency": "CNY"}


class MoveView(View):
    """Units or cash that would change hands."""

    what: Literal["units", "cash"]
    receivable: ReceivableText | None = Field(description="Of which the units are.")
    giver: str | None = Field(description="A participant or account; null where it is made.")
    taker: str | None = Field(description="A participant or account; null where it ends.")
    amount: Amount = Field(description="Face value of units, or cash.")

    @classmethod
    def of(cls, move: Move) -> Self:
        """Write a move."""
        units = move.receivable
        return cls(
            what="cash" if units is None else "units",
            receivable=None if units is None else format_receivable(units),
            giver=move.giver,
            taker=move.taker,
            amount=Amount.of(move.amount),
        )


class CostView(View):
    """What a sale would cost the seller, all in."""

    receivable: ReceivableText
    face: Amount
    discount: Amount
    fees: Amount = Field(description="That the seller bears beside the discount.")
    hold_back: Amount = Field(description="Kept of the price until the receivable is collected.")
    proceeds: Amount = Field(description="What the seller would receive at once.")
    days: int = Field(description="Days from today to the due date.")
    effective_annual_rate_percent: str = Field(
        description="Discount and fees as a cost a year of the money received, on 365 days; "
        "rounded once, half up, to four decimals.",
        examples=["8.1644"],
    )

    @classmethod
    def of(cls, cost: Cost) -> Self:
        """Write a cost."""
        return cls(
            receivable=format_receivable(cost.receivable),
            face=Amount.of(cost.face),
            discount=Amount.of(cost.discount),
            fees=Amount.of(cost.fees),
            hold_back=Amount.of(cost.hold_back),
            proceeds=Amount.of(cost.proceeds),
            days=cost.days,
            effective_annual_rate_percent=percent(cost.effective_rate_ppm),
        )


class DryRun(View):
    """What a write would do now. Nothing happened, and nothing is reserved."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "would_succeed": True,
                    "on": "2026-03-01",
                    "moves": [
                        {
                            "what": "cash",
                            "receivable": None,
                            "giver": "par_6",
                            "taker": "par_3",
                            "amount": _CASH,
                        }
                    ],
                    "costs": [
                        {
                            "receivable": f"rcv_{'5f' * 32}",
                            "face": _FACE,
                            "discount": {"amount": "19722.22", "currency": "CNY"},
                            "fees": {"amount": "0.00", "currency": "CNY"},
                            "hold_back": {"amount": "0.00", "currency": "CNY"},
                            "proceeds": _CASH,
                            "days": 90,
                            "effective_annual_rate_percent": "8.1594",
                        }
                    ],
                    "happens": ["Sold"],
                    "gas": 96000,
                    "network_fee_wei": "0",
                    "refusal": None,
                }
            ]
        }
    )

    would_succeed: bool
    on: IsoDate = Field(description="The ledger's day for which this holds.")
    moves: list[MoveView]
    costs: list[CostView] = Field(description="One for each sale.")
    happens: list[str] = Field(description="The events on the ledger, in their order.")
    gas: int | None = Field(description="Gas of the whole transaction.")
    network_fee_wei: str | None = Field(description="What that gas costs at most at present.")
    refusal: Problem | None = Field(description="Why it would be refused, and by which rule.")

    @classmethod
    def of(cls, made: Forecast) -> Self:
        """Write what would happen."""
        return cls(
            would_succeed=True,
            on=date_of(made.day),
            moves=[MoveView.of(each) for each in made.moves],
            costs=[CostView.of(each) for each in made.costs],
            happens=list(made.happens),
            gas=made.gas_used,
            network_fee_wei=str(made.fee),
            refusal=None,
        )

    @classmethod
    def refused(cls, day: Day, refusal: Problem) -> Self:
        """Write that it would be refused."""
        return cls(
            would_succeed=False,
            on=date_of(day),
            moves=[],
            costs=[],
            happens=[],
            gas=None,
            network_fee_wei=None,
            refusal=refusal,
        )
