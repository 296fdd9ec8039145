"""What all clients know, and what they were answered. Any thread may write."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Party:
    """A participant: its id, its number on the ledger, its API key."""

    id: str
    key: str

    @property
    def number(self) -> int:
        return int(self.id.removeprefix("par_"))


@dataclass
class Seen:
    """A receivable as it was last seen; others may have changed it since. Minor units."""

    id: str
    obligor: Party
    supplier: Party
    face: int
    status: str
    invoice: dict[str, Any]
    holders: list[Party] = field(default_factory=list)
    quotes: list[tuple[str, Party]] = field(default_factory=list)
    """Ids of quotes, and who asked for them."""


class Effect(NamedTuple):
    """What an answer says has been done: by a participant (0 is the operator), on the ledger.

    `amount` is what the answer says was moved, in minor units; None where it names none.
    """

    transaction: str
    function: str
    by: int
    receivable: str
    amount: int | None


@dataclass
class Board:
    """Everything that the clients share."""

    obligors: list[Party]
    suppliers: list[Party]
    financiers: list[Party]
    operator: Party
    today: date
    receivables: list[Seen] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    quotes: dict[str, Party] = field(default_factory=dict)
    """Quotes that were answered with 201, and whose they are."""
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    cut: int = 0
    lock: Lock = field(default_factory=Lock)
    clock: Lock = field(default_factory=Lock)
    """Whoever has it may move the clock."""

    @property
    def parties(self) -> list[Party]:
        """All participants."""
        return [*self.obligors, *self.suppliers, *self.financiers]

    def accepted(self, name: str, effect: Effect | None = None) -> None:
        """Note a write that was answered with success."""
        with self.lock:
            self.done[name] += 1
            if effect is not None:
                self.effects.append(effect)
