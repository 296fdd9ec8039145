"""Keeps what the demonstration did: the story as it is told, and the gas of every operation."""

from collections.abc import Callable
from typing import Protocol

from sfc.demo import figures
from sfc.demo.report.facts import GasLine, Telling
from sfc.domain.days import Day
from sfc.domain.errors import SfcError


class Listener(Protocol):
    """Hears the story while it happens."""

    def chapter(self, number: int, title: str) -> None:
        """A new chapter begins."""

    def told(self, telling: Telling) -> None:
        """Something happened, or was said."""


class Costing(Protocol):
    """A transaction's receipt, for what is taken down here: its gas."""

    @property
    def gas_used(self) -> int:
        """Of the whole transaction."""


class Journal:
    """Takes down what is told and passes it on; `today` is the ledger's day."""

    def __init__(self, today: Callable[[], Day], listener: Listener) -> None:
        self._today = today
        self._listener = listener
        self._title = ""
        self._chapters = 0
        self._gas: dict[str, GasLine] = {}
        self.story: list[Telling] = []

    @property
    def gas(self) -> tuple[GasLine, ...]:
        """What each operation cost, in order of first use."""
        return tuple(self._gas.values())

    def chapter(self, title: str) -> None:
        """Begin a chapter."""
        self._chapters += 1
        self._title = title
        self._listener.chapter(self._chapters, title)

    def done(self, operation: str, text: str, receipt: Costing, items: int = 1) -> None:
        """Tell of a transaction with `items` operations of one kind in it."""
        self.count(operation, receipt, items)
        self._tell("done", text, gas=receipt.gas_used)

    def said(self, text: str) -> None:
        """Tell something that is no transaction."""
        self._tell("said", text)

    def warned(self, text: str) -> None:
        """Tell of something that a person should look at."""
        self._tell("warned", text)

    def refused(self, text: str, error: SfcError) -> None:
        """Tell of an attempt, and of the refusal that it met."""
        reason = figures.brief(error.message)
        self._tell("refused", f"{text} Refused: {reason}", code=error.code)

    def count(self, operation: str, receipt: Costing, items: int = 1) -> None:
        """Take down the gas of a transaction without telling of it."""
        line = self._gas.get(operation, GasLine(operation, 0, 0, 0))
        self._gas[operation] = GasLine(
            operation, line.transactions + 1, line.items + items, line.gas + receipt.gas_used
        )

    def _tell(self, mark: str, text: str, gas: int = 0, code: str = "") -> None:
        telling = Telling(self._title, self._today(), mark, text, gas, code)
        self.story.append(telling)
        self._listener.told(telling)
