"""What belongs together in a transaction: cash with what it was paid for, units with their sale."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sfc.domain.events import CashMoved, Located, Paid, Redeemed, Sold, UnitsMoved
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market_events import DebtPaid, PutBack, Traded

Accounts = Mapping[str, ParticipantId]
"""For whom accounts act. Accounts that are not in it belong to strangers or to contracts."""

Cause = Sold | Paid | Redeemed
"""What moves cash."""


@dataclass(frozen=True, slots=True)
class Step:
    """An event, with what it goes with in its transaction.

    `cause` is what a CashMoved settles, None for one that stands alone; `part_of_sale` says that a
    UnitsMoved is the delivery of a sale, or of units that go back on recourse. Cash of the market
    has no cause: it goes by a clearing account, as it may stop at the venue.
    """

    at: Located
    cause: Cause | None = None
    part_of_sale: bool = False


@dataclass(frozen=True, slots=True)
class _Move:
    """Units that are to move: of that receivable, or of the one that a deal is about."""

    units: int
    receivable: ReceivableId | None = None

    def is_by(self, moved: UnitsMoved) -> bool:
        return self.units == moved.units and self.receivable in (None, moved.receivable)


@dataclass(slots=True)
class _Transaction:
    """The events of one transaction, and which of them are spoken for."""

    events: Sequence[Located]
    causes: dict[int, Cause] = field(default_factory=dict)
    deliveries: set[int] = field(default_factory=set)
    awaited: list["_Move"] = field(default_factory=list)


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
            case UnitsMoved() as units if (awaited := _awaited(units, transaction)) is not None:
                transaction.awaited.remove(awaited)
                transaction.deliveries.add(place)
            case UnitsMoved() as units:
                moved.append((place, units))
            case Traded() as sale:
                if (delivery := _delivery(sale, moved)) is None:
                    transaction.awaited.append(_Move(sale.units, sale.receivable))
                else:
                    transaction.deliveries.add(delivery)
            case PutBack() | DebtPaid() as back if back.units:
                transaction.awaited.append(_Move(back.units))
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


def _awaited(units: UnitsMoved, transaction: _Transaction) -> "_Move | None":
    """Give what was announced and is this move."""
    if units.giver is None or units.taker is None:
        return None
    return next((each for each in transaction.awaited if each.is_by(units)), None)


def _delivery(sale: Sold | Traded, moved: list[tuple[int, UnitsMoved]]) -> int | None:
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
