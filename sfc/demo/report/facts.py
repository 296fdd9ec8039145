"""What the report says, before it is drawn. Amounts are minor units of the report's currency."""

from dataclasses import dataclass, field
from enum import StrEnum

from sfc.domain.currency import Currency
from sfc.domain.days import Day
from sfc.domain.discount import PPM, half_up
from sfc.domain.money import Money


class Flow(StrEnum):
    """How units or cash went from one to the next."""

    PROMISE = "promise"
    TRANSFER = "transfer"
    SALE = "sale"
    REDEMPTION = "redemption"


@dataclass(frozen=True, slots=True)
class Node:
    """A stop on the way of units; `part` says what it does there, such as `supplier, tier 2`."""

    key: str
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Link:
    """Units worth `minor` going from one stop to another; `note` is for who looks closely."""

    source: str
    target: str
    flow: Flow
    minor: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """The way of one receivable's units: stops in order of appearance."""

    title: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


@dataclass(slots=True)
class Standing:
    """What one participant gave and got.

    `paid` went out of its own cash, `settled` is what was paid on its promises, by whomever;
    `money_days` is its financing, minor units × days.
    """

    name: str
    part: str
    promised: int = 0
    received: int = 0
    passed_on: int = 0
    face_sold: int = 0
    face_bought: int = 0
    proceeds: int = 0
    invested: int = 0
    discount_paid: int = 0
    discount_earned: int = 0
    money_days: int = 0
    collected: int = 0
    paid: int = 0
    settled: int = 0

    @property
    def rate_ppm(self) -> int | None:
        """What the money cost or earned a year of 365 days, in ppm; None without a sale."""
        discount = self.discount_paid + self.discount_earned
        return half_up(discount * 365 * PPM, self.money_days) if self.money_days else None


class Mark(StrEnum):
    """What can be seen on a receivable's lane."""

    CONFIRMED = "confirmed"
    TRANSFER = "passed on"
    SALE = "sold to a bank"
    PAYMENT = "paid"
    REDEMPTION = "redeemed"


@dataclass(frozen=True, slots=True)
class Lane:
    """The life of one receivable on the calendar: from issue to due day, and what happened."""

    label: str
    part: str
    issued: Day
    due: Day
    marks: tuple[tuple[Day, Mark, str], ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a ledger too large for lanes: face sold and paid, and outstanding at its end."""

    label: str
    sold: int
    paid: int
    outstanding: int


@dataclass(frozen=True, slots=True)
class GasLine:
    """What an operation cost: `transactions` of `items` operations in all."""

    operation: str
    transactions: int
    items: int
    gas: int

    @property
    def each(self) -> int:
        """Gas per operation, to the nearest unit."""
        return half_up(self.gas, self.items)


@dataclass(frozen=True, slots=True)
class Check:
    """Two figures from different sources that have to be equal."""

    claim: str
    left: str
    right: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A line of the story: `mark` is `done`, `refused`, `warned` or `said`."""

    chapter: str
    when: Day
    mark: str
    text: str
    gas: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page."""

    title: str
    subtitle: str
    currency: Currency
    tiles: tuple[tuple[str, str], ...]
    graph: Graph
    banks: tuple[Standing, ...]
    suppliers: tuple[Standing, ...]
    obligors: tuple[Standing, ...]
    lanes: tuple[Lane, ...]
    months: tuple[Month, ...]
    checks: tuple[Check, ...]
    gas: tuple[GasLine, ...]
    story: tuple[Telling, ...] = field(default=())

    def money(self, minor: int) -> Money:
        """An amount in the report's currency."""
        return Money(minor, self.currency)
