"""Results of many steps at once."""

from typing import Literal, Self

from pydantic import ConfigDict, Field

from sfc.api.forms import Amount, IsoDate, ReceivableText, View
from sfc.api.problems import Problem, body_of
from sfc.api.views.common import HASH
from sfc.app.bulk import Outcome
from sfc.app.bulk_steps import Outcomes
from sfc.app.context import Context
from sfc.app.forecast import Total, forecast, in_all, totals
from sfc.domain.days import date_of
from sfc.domain.ids import ReceivableId, format_receivable


class BulkItem(View):
    """What became of one item."""

    index: int = Field(description="Its place among the items that were sent, from 0.")
    outcome: Literal["done", "refused", "not_tried"] = Field(
        description="`not_tried`: all or none was asked for, and another item was refused."
    )
    receivable: ReceivableText | None = Field(description="Null where an item names none.")
    transaction: str | None = Field(description="Hash of the transaction that did it.")
    error: Problem | None

    @classmethod
    def of(cls, index: int, receivable: ReceivableId | None, outcome: Outcome) -> Self:
        """Write what became of an item."""
        receipt, refusal = outcome.receipt, outcome.refusal
        return cls(
            index=index,
            outcome="done" if receipt else "refused" if refusal else "not_tried",
            receivable=None if receivable is None else format_receivable(receivable),
            transaction=receipt.transaction if receipt else None,
            error=body_of(refusal) if refusal else None,
        )


class TriedItem(View):
    """What would become of one item."""

    index: int = Field(description="Its place among the items that were sent, from 0.")
    outcome: Literal["would_succeed", "refused", "not_tried"] = Field(
        description="After the items before it that would succeed. `not_tried`: all or none was "
        "asked for, and another item would be refused."
    )
    receivable: ReceivableText | None = Field(description="Null where an item names none.")
    error: Problem | None = Field(description="Why it would be refused, and by which rule.")

    @classmethod
    def of(cls, index: int, receivable: ReceivableId | None, outcome: Outcome) -> Self:
        """Write what would become of an item."""
        passes, refusal = outcome.rehearsal is not None, outcome.refusal
        return cls(
            index=index,
            outcome="would_succeed" if passes else "refused" if refusal else "not_tried",
            receivable=None if receivable is None else format_receivable(receivable),
            error=body_of(refusal) if refusal else None,
        )


class TotalView(View):
    """Units or cash that would go from one party to another, of all items together."""

    what: Literal["units", "cash"]
    giver: str | None = Field(description="A participant or account; null where it is made.")
    taker: str | None = Field(description="A participant or account; null where it ends.")
    amount: Amount = Field(description="Face value of units, or cash.")

    @classmethod
    def of(cls, total: Total) -> Self:
        """Write a total."""
        return cls(
            what="units" if total.is_units else "cash",
            giver=total.giver,
            taker=total.taker,
            amount=Amount.of(total.amount),
        )


class BulkDryRun(View):
    """What would become of many now. Nothing happened, and nothing is reserved."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "would_succeed": 1,
                    "refused": 0,
                    "on": "2026-03-01",
                    "moves": [
                        {
                            "what": "units",
                            "giver": None,
                            "taker": "par_3",
                            "amount": {"amount": "1000000.00", "currency": "CNY"},
                        }
                    ],
                    "transactions": 1,
                    "gas": 60000,
                    "network_fee_wei": "0",
                    "items": [
                        {
                            "index": 0,
                            "outcome": "would_succeed",
                            "receivable": f"rcv_{'5f' * 32}",
                            "error": None,
                        }
                    ],
                }
            ]
        }
    )

    would_succeed: int = Field(description="How many items would be done.")
    refused: int
    on: IsoDate = Field(description="The ledger's day for which this holds.")
    moves: list[TotalView] = Field(description="What would move in all, by who gives and takes.")
    transactions: int = Field(description="How many it would take.")
    gas: int = Field(description="Gas of all of them.")
    network_fee_wei: str = Field(description="What that gas costs at most at present.")
    items: list[TriedItem] = Field(description="In the order in which they were sent.")

    @classmethod
    def of(cls, context: Context, outcomes: Outcomes) -> Self:
        """Write what would become of all items."""
        rehearsals = {id(each.rehearsal): each.rehearsal for _, each in outcomes if each.rehearsal}
        made = forecast(context, in_all(rehearsals.values()))
        return cls(
            would_succeed=sum(each.rehearsal is not None for _, each in outcomes),
            refused=sum(each.refusal is not None for _, each in outcomes),
            on=date_of(made.day),
            moves=[TotalView.of(each) for each in totals(made.moves)],
            transactions=len(rehearsals),
            gas=made.gas_used,
            network_fee_wei=str(made.fee),
            items=[TriedItem.of(index, *each) for index, each in enumerate(outcomes)],
        )


class BulkResult(View):
    """What became of many."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "done": 1,
                    "refused": 0,
                    "gas_used": 60000,
                    "items": [
                        {
                            "index": 0,
                            "outcome": "done",
                            "receivable": f"rcv_{'5f' * 32}",
                            "transaction": HASH,
                            "error": None,
                        }
                    ],
                }
            ]
        }
    )

    done: int
    refused: int
    gas_used: int = Field(description="Gas of all its transactions.")
    items: list[BulkItem] = Field(description="In the order in which they were sent.")

    @classmethod
    def of(cls, outcomes: Outcomes) -> Self:
        """Write what became of all items."""
        receipts = {
            outcome.receipt.transaction: outcome.receipt
            for _, outcome in outcomes
            if outcome.receipt is not None
        }
        return cls(
            done=sum(outcome.receipt is not None for _, outcome in outcomes),
            refused=sum(outcome.refusal is not None for _, outcome in outcomes),
            gas_used=sum(each.gas_used for each in receipts.values()),
            items=[BulkItem.of(index, *each) for index, each in enumerate(outcomes)],
        )
