"""A receivable as its parties are told of it, and others."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from sfc.app.query import Viewer, detail
from sfc.domain.errors import NotFound
from sfc.domain.roles import Role
from tests.app.conftest import Town


@contextmanager
def transactions() -> Iterator[list[object]]:
    """Every transaction that is begun, on whatever database."""
    begun: list[object] = []

    def note(connection: object) -> None:
        begun.append(connection)

    event.listen(Engine, "begin", note)
    try:
        yield begun
    finally:
        event.remove(Engine, "begin", note)


def test_all_of_a_receivable_is_of_one_state(town: Town) -> None:
    [identity] = town.tokenised("100.00")
    for viewer in (Viewer(town.supplier, Role.SUPPLIER), Viewer(None, Role.OPERATOR)):
        with transactions() as begun:
            told = detail(town.context, viewer, identity)
        assert len(begun) == 1
        assert [each.holder for each in told.holders] == [town.supplier]
        assert [each.name for each in told.history] == ["Recorded", "Confirmed", "UnitsMoved"]


def test_who_has_no_part_in_it_is_told_that_there_is_none(town: Town) -> None:
    [identity] = town.tokenised("100.00")
    with pytest.raises(NotFound):
        detail(town.context, Viewer(town.bank, Role.FINANCIER), identity)
