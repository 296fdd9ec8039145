"""Whole tables of what follows from the chain's events."""

from collections.abc import Iterator
from dataclasses import fields
from typing import TypeVar

from sqlalchemy import Table, select

from sfc.domain.books import Row
from sfc.store.derived import MODELS
from sfc.store.queries.base import Queries

R = TypeVar("R", bound=Row)

_AT_A_TIME = 2_000


class WholeQueries(Queries):
    """The part of `sfc.ports.ReadModel` that leaves nothing out."""

    def rows(self, kind: type[R]) -> Iterator[R]:
        """All rows of a kind, by key. Nothing else may be asked before the last one came."""
        table = MODELS[kind].__table__
        assert isinstance(table, Table)
        query = select(*(table.c[each.name] for each in fields(kind)))
        query = query.order_by(*table.primary_key).execution_options(yield_per=_AT_A_TIME)
        with self._connection() as connection, connection.execute(query) as found:
            for row in found:
                yield kind(*row)
