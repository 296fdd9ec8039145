"""Kills a use case at a chosen moment: before or after any write of its."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from sfc.app.context import Context

LEDGER_WRITES = frozenset({"send"})
MATTER_WRITES = frozenset(
    {
        "note_compared",
        "open_cases",
        "decide",
        "open_task",
        "finish_task",
        "put_credit_note",
        "drop_credit_note",
    }
)


class Killed(BaseException):
    """The process is gone. Nothing that catches errors catches this."""


@dataclass
class Fuse:
    """Burns down by one before and after each write; at nothing it kills."""

    left: int

    def burn(self) -> None:
        if self.left == 0:
            raise Killed
        self.left -= 1


class Mortal:
    """An adapter whose writes burn a fuse."""

    def __init__(self, adapter: Any, writes: Collection[str], fuse: Fuse) -> None:
        self._adapter, self._writes, self._fuse = adapter, writes, fuse

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._adapter, name)
        if name not in self._writes:
            return found

        def write(*arguments: Any, **named: Any) -> Any:
            self._fuse.burn()
            result = found(*arguments, **named)
            self._fuse.burn()
            return result

        return write


def mortal(context: Context, fuse: Fuse) -> Context:
    """The same system, in a process that dies when the fuse has burnt down."""
    return replace(
        context,
        ledger=Mortal(context.ledger, LEDGER_WRITES, fuse),  # type: ignore[arg-type]
        matters=Mortal(context.matters, MATTER_WRITES, fuse),  # type: ignore[arg-type]
    )


def survives(context: Context, lives: int, work: Callable[[Context], Any]) -> bool:
    """Do some work that is killed after so many moments; tell whether it came to its end."""
    try:
        work(mortal(context, Fuse(lives)))
    except Killed:
        return False
    return True
