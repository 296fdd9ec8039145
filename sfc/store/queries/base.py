"""What all queries share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, Select
from sqlalchemy.orm import Session

from sfc.domain.currency import currency
from sfc.domain.errors import NotFound
from sfc.domain.money import Money
from sfc.store.engine import reading

T = TypeVar("T")


class Queries:
    """Reads in transactions of its own: each method sees one state of the books."""

    def __init__(self, engine: Engine, session: Session | None = None) -> None:
        self._engine = reading(engine)
        self._bound = session

    @contextmanager
    def together(self) -> Iterator[Self]:
        """Ask several questions in one transaction, of one state of the books, on this thread.

        Nothing else may be asked of the database meanwhile: one in memory has one connection.
        """
        with self._session() as session:
            yield type(self)(self._engine, session)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        if self._bound is not None:
            yield self._bound
            return
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """For what asks for columns only: a session of its own would take as long as the answer."""
        if self._bound is not None:
            yield self._bound.connection()
            return
        with self._engine.connect() as connection:
            yield connection


def found(session: Session, query: Select[T], kind: str, identity: str) -> T:
    """Give the first answer. Raises NotFound if there is none."""
    if (answer := session.scalars(query.limit(1)).one_or_none()) is None:
        raise NotFound(kind, identity)
    return answer


def money(minor: int, code: str) -> Money:
    """Put an amount and a currency code together. Raises CurrencyUnknown, AmountTooLarge."""
    return Money(minor, currency(code))
