"""What a write that was rehearsed would move, and what it would cost."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sfc.app.context import Context
from sfc.domain.currency import Currency, currency
from sfc.domain.days import Day
from sfc.domain.discount import effective_annual_rate
from sfc.domain.events import CashMoved, Recorded, Sold, UnitsMoved
from sfc.domain.ids import ReceivableId, format_participant
from sfc.domain.market_events import Traded
from sfc.domain.money import Money
from sfc.domain.views import ListedCurrency
from sfc.ports import Rehearsal


@dataclass(frozen=True, slots=True)
class Move:
    """Units of `receivable` or, without one, cash that would change hands.

    Parties are participants' ids, or accounts of nobody here; None where it is made or ends.
    """

    receivable: ReceivableId | None
    giver: str | None
    taker: str | None
    amount: Money


@dataclass(frozen=True, slots=True)
class Cost:
    """What a sale would cost the seller, all in.

    `face` is that of the units, `fees` are what the seller bears of the market's beside the
    discount, `hold_back` is what is kept of the price until the receivable is collected. The
    effective rate is what discount and fees together are a year, in ppm of the money received, on
    a year of 365 days; it is rounded once, half up.
    """

    receivable: ReceivableId
    face: Money
    discount: Money
    fees: Money
    hold_back: Money
    proceeds: Money
    days: int
    effective_rate_ppm: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a write would do on `day`; gas of its transaction, and what it costs in wei at most."""

    day: Day
    moves: tuple[Move, ...]
    costs: tuple[Cost, ...]
    happens: tuple[str, ...]
    gas_used: int
    fee: int


@dataclass(frozen=True, slots=True)
class Total:
    """What would go from one party to another in all: face value of units, or cash."""

    is_units: bool
    giver: str | None
    taker: str | None
    amount: Money


def forecast(context: Context, rehearsal: Rehearsal) -> Forecast:
    """Put what was rehearsed into words."""
    reader = _Reader(context, rehearsal)
    return Forecast(
        day=context.clock.today(),
        moves=tuple(reader.moves()),
        costs=tuple(reader.costs()),
        happens=tuple(type(event).__name__ for event in rehearsal.events),
        gas_used=rehearsal.gas_used,
        fee=rehearsal.fee,
    )


def in_all(rehearsals: Iterable[Rehearsal]) -> Rehearsal:
    """What several transactions would do together."""
    tried = list(rehearsals)
    return Rehearsal(
        events=[event for each in tried for event in each.events],
        gas_used=sum(each.gas_used for each in tried),
        fee=sum(each.fee for each in tried),
    )


def totals(moves: Iterable[Move]) -> list[Total]:
    """Add up what goes the same way, in one currency."""
    sums: dict[tuple[bool, str | None, str | None, Currency], int] = defaultdict(int)
    for move in moves:
        way = (move.receivable is not None, move.giver, move.taker, move.amount.currency)
        sums[way] += move.amount.minor
    return [
        Total(is_units, giver, taker, Money(minor, money))
        for (is_units, giver, taker, money), minor in sums.items()
    ]


class _Reader:
    def __init__(self, context: Context, rehearsal: Rehearsal) -> None:
        self._context = context
        self._events = rehearsal.events
        self._parties: dict[str, str] = {}

    @cached_property
    def _currencies(self) -> list[ListedCurrency]:
        return list(self._context.read.currencies())

    def moves(self) -> Iterator[Move]:
        by_token = {each.token: each for each in self._currencies}
        for event in self._events:
            match event:
                case UnitsMoved():
                    amount = Money(event.units, self._currency_of(event.receivable))
                    yield self._move(event.receivable, event.giver, event.taker, amount)
                case CashMoved() if (listed := by_token.get(event.token)) is not None:
                    amount = Money(event.amount // listed.scale, currency(listed.code))
                    yield self._move(None, event.giver, event.taker, amount)
                case _:
                    pass

    def costs(self) -> Iterator[Cost]:
        today = self._context.clock.today()
        for event in self._events:
            match event:
                case Sold():
                    fees, hold_back, proceeds = 0, 0, event.price
                case Traded():
                    hold_back, proceeds = event.hold_back, event.proceeds
                    fees = event.price - hold_back - proceeds  # the seller's, not the financier's
                case _:
                    continue
            found = self._context.read.receivable(event.receivable)
            money, days = found.face.currency, found.due_day - today
            cost = event.discount + fees
            yield Cost(
                receivable=event.receivable,
                face=Money(event.units, money),
                discount=Money(event.discount, money),
                fees=Money(fees, money),
                hold_back=Money(hold_back, money),
                proceeds=Money(proceeds, money),
                days=days,
                effective_rate_ppm=effective_annual_rate(cost, proceeds, days),
            )

    def _move(
        self, receivable: ReceivableId | None, giver: str | None, taker: str | None, amount: Money
    ) -> Move:
        return Move(receivable, self._party(giver), self._party(taker), amount)

    def _party(self, account: str | None) -> str | None:
        if account is None:
            return None
        if account not in self._parties:
            found = self._context.read.participant_by_account(account)
            self._parties[account] = account if found is None else format_participant(found.id)
        return self._parties[account]

    def _currency_of(self, receivable: ReceivableId) -> Currency:
        """Of one that is on the ledger, or would be recorded first."""
        for event in self._events:
            if isinstance(event, Recorded) and event.receivable == receivable:
                [listed] = [each for each in self._currencies if each.number == event.currency]
                return currency(listed.code)
        return self._context.read.receivable(receivable).face.currency
