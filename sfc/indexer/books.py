"""What the indexer writes through. `sfc.store.SqlBooks` is one; they meet in `sfc.bootstrap`."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from sfc.domain.books import BlockRow, Row
from sfc.domain.events import Located
from sfc.domain.feed import Told
from sfc.domain.views import Head

R = TypeVar("R", bound=Row)


class Reader(Protocol):
    """The books as they stand, for projections to look things up in."""

    def get(self, kind: type[R], *key: object) -> R | None:
        """The row of that key, which is in the order of the row's first fields."""


class Folding(Reader, Protocol):
    """One database transaction over the books. It sees what it has put itself."""

    def head(self) -> Head | None:
        """The block up to which the books stand."""

    def put(self, row: Row) -> None:
        """Enter a row, in the place of one with its key."""

    def announce(self, at: Located, told: Told) -> None:
        """Let those know of an event whom it concerns, unless they do.

        What was told and is not on the chain any more at the end of the transaction is told too.
        """

    def move_to(self, head: Head) -> None:
        """State up to where the books stand now."""

    def remember(self, block: int | None) -> None:
        """What is put from now on happens in that block, to be taken back; in one that is final."""

    def forget(self, block: int) -> None:
        """Blocks up to that one will not be taken back."""

    def take_back(self, block: int) -> Head | None:
        """Undo all that came after a block, which had events; None, and no change, if it cannot.

        What came after it was not all remembered then, or is forgotten.
        """

    def clear(self) -> None:
        """Forget everything derived, the head included. What is known off the chain stays."""


class Books(Protocol):
    """The derived tables."""

    def head(self) -> Head | None:
        """The block up to which the books stand; None before the first."""

    def remembering(self) -> "Books":
        """The same, for transactions that follow each other directly with nobody's in between."""

    def blocks(self) -> Iterator[BlockRow]:
        """The blocks that had events, newest first."""

    def folding(self) -> AbstractContextManager[Folding]:
        """A transaction, the only one at its time: all of it is kept, or on an error nothing."""
