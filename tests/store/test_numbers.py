"""Numbers beyond 64 bits come back as they went in, sort, and add up, on every database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import StatementError

from sfc.store.derived import CashModel
from sfc.store.numbers import ExactSum, Whole, decode, encode

EDGES = [0, 1, 2**63 - 1, 2**63, 2**64 - 1, 2**128, 2**256 - 1, -1, -(2**64), -(2**256) + 1]


@given(
    st.lists(st.integers(-(10**20) + 1, 10**20 - 1)),
)
def test_texts_sort_as_the_numbers_do(numbers: list[int]) -> None:
    texts = [encode(number, 20) for number in numbers]
    assert [decode(text) for text in sorted(texts)] == sorted(numbers)
    assert {len(text) for text in texts} <= {21}


def test_exact_sortable_and_summed(engine: Engine) -> None:
    rows = [{"token": "0x", "account": f"{n}", "units": units} for n, units in enumerate(EDGES)]
    with engine.begin() as connection:
        connection.execute(insert(CashModel), rows)
        column = CashModel.units
        stored = connection.scalars(select(column).order_by(column)).all()
        assert list(stored) == sorted(EDGES)
        assert all(type(value) is int for value in stored)
        above = connection.scalars(select(column).where(column > 2**64 - 1).order_by(column)).all()
        assert list(above) == [2**128, 2**256 - 1]
        assert connection.scalar(select(ExactSum(column))) == sum(EDGES)
        nothing = select(ExactSum(column)).where(CashModel.token == "none")
        assert connection.scalar(nothing) is None


def test_too_many_digits_are_refused(engine: Engine) -> None:
    with (
        engine.begin() as connection,
        pytest.raises((OverflowError, StatementError), match="more than 78 digits"),
    ):
        connection.execute(insert(CashModel), [{"token": "0x", "account": "a", "units": 10**78}])


def test_nothing_is_nothing() -> None:
    whole = Whole(20)
    assert whole.process_bind_param(None, None) is None  # type: ignore[arg-type]
    assert whole.process_result_value(None, None) is None  # type: ignore[arg-type]
