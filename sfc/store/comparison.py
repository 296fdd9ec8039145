"""Two databases' derived tables, row by row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, String, Table, select

from sfc.ports import Comparison
from sfc.store.books import SqlBooks, read_head
from sfc.store.derived import MODELS

_AT_A_TIME = 2_000

Record = Sequence[Any]


def compare(used: SqlBooks, anew: SqlBooks) -> Comparison:
    """Compare all derived tables, each database as it stands now, up to the first difference."""
    counts: dict[str, int] = {}
    with used.reading() as one, anew.reading() as other:
        head, there = read_head(one), read_head(other)
        if head != there:
            return Comparison(head, counts, _apart("the block up to which it goes", head, there))
        for model in MODELS.values():
            table = model.__table__
            assert isinstance(table, Table)
            counts[table.name], difference = _compare(table, one, other)
            if difference:
                return Comparison(head, counts, f"{table.name}, {difference}")
    return Comparison(head, counts, None)


def _compare(table: Table, used: Connection, anew: Connection) -> tuple[int, str]:
    """Give the number of rows alike, and the first difference; blank without any."""
    names = [column.name for column in table.columns]
    places = [names.index(column.name) for column in table.primary_key]
    count = 0
    with _rows(table, used) as mine, _rows(table, anew) as theirs:
        for here, there in _side_by_side(mine, theirs, places):
            row = here or there
            assert row is not None
            subject = ", ".join(f"{names[place]} {row[place]}" for place in places)
            if here is None or there is None:
                return count, _apart(f"{subject}: the row", *(r and "there" for r in (here, there)))
            for name, one, other in zip(names, here, there, strict=True):
                if one != other:
                    return count, _apart(f"{subject}: {name}", one, other)
            count += 1
    return count, ""


def _side_by_side(
    mine: Iterator[Record], theirs: Iterator[Record], places: Sequence[int]
) -> Iterator[tuple[Record | None, Record | None]]:
    """Rows in the order of their keys, those of the same key together."""

    def key(row: Record) -> tuple[Any, ...]:
        parts = (row[place] for place in places)
        return tuple(part.name if isinstance(part, StrEnum) else part for part in parts)

    here, there = next(mine, None), next(theirs, None)
    while here is not None or there is not None:
        first = there is None or (here is not None and key(here) <= key(there))
        second = here is None or (there is not None and key(there) <= key(here))
        yield here if first else None, there if second else None
        if first:
            here = next(mine, None)
        if second:
            there = next(theirs, None)


@contextmanager
def _rows(table: Table, connection: Connection) -> Iterator[Iterator[Record]]:
    """All rows in the order of their keys, texts by their characters in whatever language."""
    is_sqlite = connection.dialect.name == "sqlite"
    order = [
        column if is_sqlite or not isinstance(column.type, String) else column.collate("C")
        for column in table.primary_key
    ]
    query = select(table).order_by(*order).execution_options(yield_per=_AT_A_TIME)
    with connection.execute(query) as rows:  # PostgreSQL keeps a cursor open until told
        yield (tuple(row) for row in rows)


def _apart(what: str, used: object, anew: object) -> str:
    here, there = ("missing" if each is None else each for each in (used, anew))
    return f"{what} is {here} here, {there} anew"
