"""Which formats of dates and amounts fit a column, and which rows speak against the others."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sfc.domain.currency import currency
from sfc.domain.errors import SfcError
from sfc.domain.ledger_profile import read_date
from sfc.importers.amounts import ledger_amount
from sfc.importers.ledger_row import Cell

DATE_FORMATS = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%Y年%m月%d日",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
)
SIGNS = (".", ".,", ".'", ". ", ",", ",.", ", ")
"""Decimal sign, and where there is a second character the one that groups thousands."""

_MOST_ROWS_SHOWN = 5
_USUAL_CURRENCY = "USD"


@dataclass
class Choice:
    """One way to read a column: how many cells it fits, and some that contradict it."""

    value: str
    fits: int = 0
    contradicted: int = 0
    rows: list[str] = field(default_factory=list)


@dataclass
class Offered:
    """What is offered for one question; None where nothing is decided, and a person has to say.

    `either` are cells that two of the best choices read, and read differently.
    """

    value: str | None
    choices: list[Choice]
    either: list[str]


class Formats:
    """Tries all formats on the cells of a ledger, row by row."""

    def __init__(self, ways: Sequence[str], read: Callable[[str, str, str], object]) -> None:
        self._read = read
        self._choices = {way: Choice(way) for way in ways}
        self._told_apart: Counter[tuple[str, str]] = Counter()
        self._either: dict[tuple[str, str], list[str]] = {}

    def see(self, line: int, cell: Cell, code: str = "") -> None:
        """Try a cell of the row on `line`; blank ones and those that need no reading are left."""
        if not isinstance(cell, str) or not (text := cell.strip()):
            return
        readings: dict[str, object] = {}
        for way, choice in self._choices.items():
            try:
                readings[way] = self._read(text, way, code)
                choice.fits += 1
            except (SfcError, ValueError):
                choice.contradicted += 1
                if len(choice.rows) < _MOST_ROWS_SHOWN:
                    choice.rows.append(f"row {line}: {text}")
        for (one, mine), (other, theirs) in combinations(sorted(readings.items()), 2):
            if mine != theirs:
                self._told_apart[one, other] += 1
                shown = self._either.setdefault((one, other), [])
                if len(shown) < _MOST_ROWS_SHOWN:
                    shown.append(f"row {line}: {text}")

    def offer(self) -> Offered:
        """The way that fits most cells, if no other fits as many and reads them differently."""
        fitting = [choice for choice in self._choices.values() if choice.fits]
        fitting.sort(key=lambda choice: choice.contradicted)  # stable: the usual one comes first
        if not fitting:
            return Offered(None, [], [])
        best = fitting[0]
        for other in fitting[1:]:
            pair = (min(best.value, other.value), max(best.value, other.value))
            if other.contradicted == best.contradicted and self._told_apart[pair]:
                return Offered(None, fitting, self._either[pair])
        return Offered(best.value, fitting, [])


def date_formats() -> Formats:
    """Try formats of dates."""
    return Formats(DATE_FORMATS, lambda text, way, _code: read_date(text, way))


def amount_formats() -> Formats:
    """Try decimal and grouping signs, with the decimals that each row's currency has."""
    return Formats(SIGNS, _amount)


def _amount(text: str, signs: str, code: str) -> object:
    try:
        unit = currency(code or _USUAL_CURRENCY)
    except SfcError:
        unit = currency(_USUAL_CURRENCY)
    return ledger_amount(text, unit, signs[0], signs[1:]).minor
