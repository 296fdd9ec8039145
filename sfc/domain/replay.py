"""Events from the form in which the read model keeps them: a name, and fields by name."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, cast, get_args

from sfc.domain.events import Event, Located
from sfc.domain.roles import Role
from sfc.domain.views import HistoryEntry

_KINDS: Mapping[str, Any] = {kind.__name__: kind for kind in get_args(Event)}


def event(name: str, values: Mapping[str, str | int | None]) -> Event:
    """Build an event again; a field that is not there takes its default.

    Raises KeyError for a name that is no event's.
    """
    kind = _KINDS[name]
    known: dict[str, object] = {
        field.name: _restored(field.type, values[field.name])
        for field in fields(kind)
        if field.name in values
    }
    return cast(Event, kind(**known))


def located(entries: Iterable[HistoryEntry]) -> list[Located]:
    """Turn the history of a receivable back into events. Hashes of blocks are not in it."""
    return [
        Located(
            block=entry.block,
            block_hash="",
            timestamp=entry.timestamp,
            transaction=entry.transaction,
            log_index=entry.log_index,
            event=event(entry.name, entry.details),
        )
        for entry in entries
    ]


def _restored(kind: object, value: str | int | None) -> object:
    if kind is Role and value is not None:
        return Role(int(value))
    return bool(value) if kind is bool else value
