"""Units that an order keeps where they are."""

from collections.abc import Iterable
from functools import singledispatch

from sfc.domain.books import Row, UnitFreezeRow
from sfc.domain.events import Located, UnitsFrozen
from sfc.indexer.books import Reader


@singledispatch
def freezes(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project orders on holdings."""
    return ()


@freezes.register
def _(event: UnitsFrozen, _at: Located, _books: Reader) -> Iterable[Row]:
    yield UnitFreezeRow(event.receivable, event.holder, event.order, event.units, event.until)
