"""The events themselves, for history and for the check against reorganisation."""

from collections.abc import Iterable
from dataclasses import fields

from sfc.domain.books import BlockRow, EventRow, Row
from sfc.domain.events import Event, Located
from sfc.indexer.books import Reader


def log(event: Event, at: Located, _books: Reader) -> Iterable[Row]:
    """Project every event into itself, and its block."""
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    yield BlockRow(at.block, at.block_hash, at.timestamp)
    yield EventRow(
        block_hash=at.block_hash,
        log_index=at.log_index,
        block=at.block,
        timestamp=at.timestamp,
        transaction=at.transaction,
        receivable=values.get("receivable"),
        name=type(event).__name__,
        fields={
            name: int(value) if isinstance(value, int) else value for name, value in values.items()
        },
    )
