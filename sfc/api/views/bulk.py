"""Results of many steps at once."""

from typing import Literal, Self

from pydantic import ConfigDict, Field

from sfc.api.forms import ReceivableText, View
from sfc.api.problems import Problem, body_of
from sfc.api.views.common import HASH
from sfc.app.bulk import Outcome
from sfc.app.bulk_steps import Outcomes
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
