"""What belongs together in a transaction: cash with what it was paid for, units with their sale."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sfc.domain.events import CashMoved, Located, Paid, Redeemed, Sold, UnitsMoved
from sfc.domain.ids import ParticipantId

Accounts = Mapping[str, ParticipantId]
"""For whom accounts act. Accounts that are not in it belong to strangers or to contracts."""

Cause = Sold | Paid | Redeemed
"""What moves cash."""


@dataclass(frozen=True, slots=True)
class Step:
    """An event, with what it goes with in its transaction.

    `cause` is what a CashMoved settles, None for one that stands alone; `part_of_sale` says that a
    UnitsMoved is the delivery of a sale that follows.
    """

    at: Located
    cause: Cause | None = None
    part_of_sale: bool = False


@dataclass(slots=True)
class _Transaction:
    """The events of one transaction, and which of them are spoken for."""

    events: Sequence[Located]
    causes: dict[int, Cause] = field(default_factory=dict)
    deliveries: set[int] = field(default_factory=set)


def steps(events: Sequence[Located], accounts: Accounts, scales: Mapping[str, int]) -> list[Step]:
    """Put events, given in the order of the ledger, together. `scales` is by token."""
    return [
        step
        for _, group in groupby(events, key=lambda each: each.transaction)
        for step in _joined(_Transaction(list(group)), accounts, scales)
    ]


def _joined(
    transaction: _Transaction, accounts: Accounts, scales: Mapping[str, int]
) -> Iterator[Step]:
    waiting: list[Cause] = []
    moved: list[tuple[int, UnitsMoved]] = []
    for place, located in enumerate(transaction.events):
        match located.event:
            case UnitsMoved() as units:
                moved.append((place, units))
            case Sold() as sale:
                waiting.append(sale)
                if (delivery := _delivery(sale, moved)) is not None:
                    transaction.deliveries.add(delivery)
            case Paid() | Redeemed() as cause:
                waiting.append(cause)
            case CashMoved() as cash if cash.token in scales:
                scale = scales[cash.token]
                settled = [c for c in waiting if _settles(cash, c, accounts, scale)]
                if settled:
                    waiting.remove(settled[0])
                    transaction.causes[place] = settled[0]
    for place, located in enumerate(transaction.events):
        yield Step(located, transaction.causes.get(place), place in transaction.deliveries)


def _delivery(sale: Sold, moved: list[tuple[int, UnitsMoved]]) -> int | None:
    """Give the place of the latest move of units that delivers a sale."""
    for index in range(len(moved) - 1, -1, -1):
        place, units = moved[index]
        if (units.receivable, units.giver, units.taker, units.units) == (
            sale.receivable,
            sale.seller,
            sale.financier,
            sale.units,
        ):
            del moved[index]
            return place
    return None


def _settles(cash: CashMoved, cause: Cause, accounts: Accounts, scale: int) -> bool:
    match cause:
        case Sold():
            ends, amount = (cause.financier, cause.seller), cause.price
            return (cash.giver, cash.taker) == ends and cash.amount == amount * scale
        case Paid():
            amount = cause.principal + cause.penalty
            return cash.giver == cause.payer and cash.amount == amount * scale
        case Redeemed():
            paid_to = accounts.get(cash.taker) if cash.taker else None
            return paid_to == cause.holder and cash.amount == cause.amount * scale
